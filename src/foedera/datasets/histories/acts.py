"""The steps of an alliance's life, as its members' entries and exits tell them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from foedera.datasets.atop.memberships import LAST
from foedera.datasets.histories.wording import told
from foedera.dates import Interval
from foedera.treaties.certainty import shifted
from foedera.treaties.steps import Act, Evidence, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.datasets.histories.stays import Stay
    from foedera.identifiers import ActorId, InstrumentId

#: Day of ATOP 5.1's codebook: every alliance it holds had entered into force by then.
CODED: Final = date(2022, 8, 9)


@dataclass(frozen=True, slots=True)
class Acts:
    """Makes the steps of one alliance.

    Attributes:
        instrument: What the alliance is called.
        stays: Of its members, in order of their entry.
        founders: COW codes of those who made it.
        ratified: Whether ratification was needed (ESTMODE); None where that is not known.
    """

    instrument: InstrumentId
    stays: tuple[Stay, ...]
    founders: frozenset[int]
    ratified: bool | None

    def steps(self) -> tuple[Step, ...]:
        """Return the steps in the order of their days."""
        found = [step for stay in self.stays for step in self._of_stay(stay)]
        found += self._of_whole()
        return tuple(sorted(found, key=lambda one: one.when.start or date.min))

    def _of_stay(self, stay: Stay) -> Iterator[Step]:
        first = stay.bearers[0].state
        again = any(one.member == stay.member and one.start < stay.start for one in self.stays)
        founder = stay.member in self.founders and not again
        if not (again and self._resumed(stay)):
            yield self._step(stay, first, Act.SIGN if founder else Act.ACCEDE, stay.entry)
        if founder or not again:
            yield self._force(stay, first)
        yield from self._successions(stay)
        if stay.gone and not self._ends_with(stay) and not self._rests_after(stay):
            last = stay.bearers[-1].state
            note = told("note-later", day=_told(shifted(stay.gone, days=-1)))
            yield replace(self._step(stay, last, Act.TERMINATE, stay.gone), note=note)

    def _successions(self, stay: Stay) -> Iterator[Step]:
        """Yield how the names of one state follow upon each other; one may come back."""
        for place, (earlier, later) in enumerate(pairwise(stay.bearers), start=1):
            before = {one.state for one in stay.bearers[:place]}
            back = later.state in before
            act = Act.ACCEDE if back else Act.SUCCEED
            step = self._step(stay, later.state, act, Interval.on(later.first))
            toward = None if back else earlier.state
            yield replace(step, toward=toward, note=told("note-succession"))

    def _force(self, stay: Stay, state: ActorId) -> Step:
        """Return the entry into force for one state: its day is not given where it ratified."""
        when = stay.entry
        if self.ratified is not False:
            over = stay.gone.start if stay.gone else CODED
            latest = max(over or CODED, stay.entry.end or LAST)
            when = Interval(stay.entry.start, latest)
        note = told("note-force") if self.ratified else None
        return replace(self._step(stay, state, Act.ENTER_INTO_FORCE, when), note=note)

    def _of_whole(self) -> Iterator[Step]:
        """Yield the rests of the whole, and its end."""
        for first, last in self._rests():
            evidence = (self._evidence(None),)
            for act, when in ((Act.SUSPEND, first), (Act.RESUME, last)):
                yield Step(self.instrument, None, act, when, evidence)
        if (end := self._end()) is not None:
            note = told("note-later", day=_told(shifted(end, days=-1)))
            evidence = (self._evidence(None),)
            yield Step(self.instrument, None, Act.TERMINATE, end, evidence, note=note)

    def _end(self) -> Interval | None:
        """Return the days that may be the first on which nobody was a member any more."""
        ends = [stay.gone for stay in self.stays]
        known = [one for one in ends if one is not None]
        if len(known) < len(ends):
            return None
        return max(known, key=lambda one: (one.end or LAST, one.start or LAST))

    def _ends_with(self, stay: Stay) -> bool:
        """Tell whether a member stayed to the end of the whole."""
        return stay.gone == self._end()

    def _rests(self) -> list[tuple[Interval, Interval]]:
        """Return the gaps in which nobody was a member: the whole rested, and was resumed."""
        found = []
        for entry in sorted({one.start for one in self.stays})[1:]:
            before = [one for one in self.stays if one.start < entry]
            if any(one.gone is None or (one.gone.end or LAST) >= entry for one in before):
                continue
            over = max((one.gone for one in before if one.gone), key=lambda one: one.end or LAST)
            back = next(one.entry for one in self.stays if one.start == entry)
            found.append((over, back))
        return found

    def _rests_after(self, stay: Stay) -> bool:
        """Tell whether a stay is broken off by a rest of the whole, after which it goes on."""
        rest = next((two for two in self._rests() if two[0] == stay.gone), None)
        return rest is not None and any(
            one.member == stay.member and one.entry == rest[1] for one in self.stays
        )

    def _resumed(self, stay: Stay) -> bool:
        """Tell whether a stay is one that goes on after a rest of the whole."""
        earlier = (one for one in self.stays if one.member == stay.member)
        return any(self._rests_after(one) for one in earlier if one.start < stay.start) and any(
            stay.entry == two[1] for two in self._rests()
        )

    def _step(self, stay: Stay, state: ActorId, act: Act, when: Interval) -> Step:
        return Step(self.instrument, state, act, when, (self._evidence(stay.member),))

    def _evidence(self, member: int | None) -> Evidence:
        number = self.instrument.rpartition("-")[2]
        key = "evidence" if member else "cite"
        return Evidence(told(key, number=number, member=str(member)))


def founders(stays: Sequence[Stay]) -> frozenset[int]:
    """Return the COW codes of those who made an alliance.

    The members of the first day; where that is one alone, those of the second as well: an
    alliance is between two at least, and begins with the second signature (codebook 2.32).
    """
    days = sorted({one.start for one in stays})
    found = frozenset(one.member for one in stays if one.start == days[0])
    if len(found) == 1 and len(days) > 1:
        found |= {one.member for one in stays if one.start == days[1]}
    return found


def _told(when: Interval) -> str:
    return str(when.start) if when.start == when.end else f"{when.start} to {when.end}"
