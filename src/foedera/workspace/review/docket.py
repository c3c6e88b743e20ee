"""The docket: what waits for a coder, in the order in which it is worth deciding."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from foedera.claims.review import Verdict
from foedera.treaties.steps import LODGING
from foedera.workspace.review.decision_index import instruments_of
from foedera.workspace.review.errors import UnknownProposalError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from foedera.assessment.confidence import Level
    from foedera.assessment.proposed import Proposal, Telling
    from foedera.claims.review import Decision
    from foedera.identifiers import ActorId, ContentId, InstrumentId
    from foedera.treaties import Act
    from foedera.workspace.review.proposed_on_record import ProposedOnRecord

#: How sure, the surest first.
_SURENESS: Final = ("high", "medium", "low", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which proposals a coder wants to see; what is left out does not narrow it.

    Attributes:
        instrument: About this instrument.
        state: Of an act of this state, or of an instrument to which it is a party.
        since: With evidence from reports of this day or later.
        confidence: As sure as this.
        act: Of this act.
        denied: Where True, only what somebody denies.
    """

    instrument: InstrumentId | None = None
    state: ActorId | None = None
    since: date | None = None
    confidence: Level | None = None
    act: Act | None = None
    denied: bool = False

    def admits(self, proposal: Proposal) -> bool:
        """Tell whether a proposal is wanted."""
        return (
            self.instrument in {None, proposal.about}
            and (self.state is None or self.state in _actors(proposal))
            and self.confidence in {None, proposal.confidence.overall}
            and (self.since is None or self._recent(proposal))
            and (self.act is None or self._of_act(proposal))
            and (not self.denied or bool(proposal.against))
        )

    def _of_act(self, proposal: Proposal) -> bool:
        return proposal.step is not None and proposal.step.act is self.act

    def _recent(self, proposal: Proposal) -> bool:
        days = (one.day for one in proposal.support)
        return any(day is not None and self.since is not None and day >= self.since for day in days)


@dataclass(frozen=True, slots=True)
class _Bearing:
    """What a decision bears upon: an instrument, or of that only one act of one state."""

    instruments: frozenset[InstrumentId]
    act: Act | None = None
    state: ActorId | None = None

    def on(self, proposal: Proposal) -> bool:
        """Tell whether a proposal may stand otherwise after the decision."""
        if not {proposal.about, proposal.told_as} & self.instruments:
            return False
        if self.act is None:
            return True
        step = proposal.step
        return step is not None and step.state == self.state and _one_act(step.act, self.act)


class Docket:
    """All proposals, kept while a coder goes through them, so that few are made twice.

    After a decision only what it bears upon is looked at anew, and that not before it is
    asked for: deciding one proposal does not wait for the others.

    Args:
        record: Makes the proposals.
    """

    def __init__(self, record: ProposedOnRecord) -> None:
        self._record = record
        self._renamed: list[_Bearing] = []
        self._stale: dict[ContentId, None] = {}

    @cached_property
    def _shelf(self) -> _Shelf:
        return _Shelf(self._record.all())

    def gather(self) -> None:
        """Make the proposals now, and not when the first is asked for."""
        self._shelf  # noqa: B018 - it is made when it is first asked for

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """All of them, decided or not, in the order in which they are worth deciding.

        Those with the newest independent evidence come first: the day counts on which the
        last of those who tell it came to tell it, and not that of one who repeats himself.
        Of one day the surest come first. Where no day is known they come last.
        """
        for bearing in list(self._renamed):
            self._make_anew(bearing)
        for name in list(self._stale):
            self._freshen(name)
        return self._shelf.in_order()

    @property
    def stale(self) -> frozenset[ContentId]:
        """What may stand otherwise since the last decisions, and was not looked at since."""
        near = (one for bearing in self._renamed for one in self._shelf.about(bearing.instruments))
        return frozenset(self._stale) | {one.id for one in near}

    def __getitem__(self, name: ContentId) -> Proposal:
        """Return a proposal as it now stands.

        Raises:
            UnknownProposalError: Nothing of that name is proposed.
        """
        found = self._shelf.get(name)
        if found is not None:
            for bearing in [one for one in self._renamed if one.on(found)]:
                self._make_anew(bearing)
            self._freshen(name)
            found = self._shelf.get(name)
        if found is None:
            raise UnknownProposalError(name)
        return found

    def __contains__(self, name: object) -> bool:
        """Tell whether something of that name is proposed."""
        return name in self._shelf

    def wanted(self, wanted: Wanted) -> Iterator[Proposal]:
        """Yield what is wanted, decided or not, in order."""
        return (one for one in self.proposals if wanted.admits(one))

    def hear(self, decisions: Iterable[Decision]) -> None:
        """Take in decisions that are on record since the docket was made."""
        for one in decisions:
            new = self._record.decisions.add(one)
            if new and not one.blind and one.verdict is not Verdict.NOTE:
                undone = self._record.decisions.get(one.undoes)
                self._mark(undone or one)
                # What was decided of it before, and of another act perhaps, is overruled.
                for before in self._record.decisions.on(one.subject):
                    self._mark(before)

    def decision(self, name: ContentId) -> Decision | None:
        """Return a decision by its name; None where none is known."""
        return self._record.decisions.get(name)

    def _mark(self, decision: Decision) -> None:
        """Mark what a decision bears upon, to be looked at anew when it is asked for."""
        bearing = self._bearing(decision)
        if decision.instrument is not None:
            self._renamed.append(bearing)
            return
        near = self._shelf.about(bearing.instruments)
        self._stale.update((one.id, None) for one in near if bearing.on(one))

    def _bearing(self, decision: Decision) -> _Bearing:
        about = instruments_of(decision)
        held = self._shelf.get(decision.subject)
        if held is not None:
            about |= {held.about, held.told_as}
        if decision.instrument is not None:  # under any name it was given, now or before
            for one in self._record.decisions.on(decision.subject):
                about |= instruments_of(one)
        step = decision.proposed or (held.step if held is not None else None)
        if step is None:
            return _Bearing(frozenset(about))
        then = decision.step or step
        same = (then.act, then.state) == (step.act, step.state)
        return _Bearing(frozenset(about), *((step.act, step.state) if same else ()))

    def _freshen(self, name: ContentId) -> None:
        """Bring one proposal up to what was decided."""
        if name not in self._stale:
            return
        del self._stale[name]
        found = self._shelf.get(name)
        if found is None:
            return
        if (again := self._record.again(found)) is not None:
            self._shelf.put(again)
            return
        step = found.step
        place = (step.act, step.state) if step is not None else ()
        self._make_anew(_Bearing(frozenset({found.about, found.told_as}), *place))

    def _make_anew(self, bearing: _Bearing) -> None:
        """Make anew whatever a decision bears upon, from the claims that tell of it."""
        if bearing in self._renamed:
            self._renamed.remove(bearing)
        old = [one for one in self._shelf.about(bearing.instruments) if bearing.on(one)]
        claims = {telling.claim for one in old for telling in _tellings(one)}
        made = [one for one in self._record.told_by(claims) if bearing.on(one)]
        for one in old:
            self._shelf.take(one)
            self._stale.pop(one.id, None)
        for one in made:
            self._shelf.put(one)


def _tellings(proposal: Proposal) -> Iterator[Telling]:
    yield from proposal.support
    yield from proposal.against
    for version in proposal.versions:
        yield from version.tellings


def _one_act(one: Act, other: Act) -> bool:
    """Tell whether what is decided of one act may bear upon another."""
    return one is other or {one, other} <= LODGING


class _Shelf:
    """Proposals by name and by instrument, in order; what changes is put where it belongs."""

    def __init__(self, proposals: Iterable[Proposal]) -> None:
        self._held = {one.id: one for one in proposals}
        self._order = sorted(_order(one) for one in self._held.values())
        self._by_instrument: dict[InstrumentId, dict[ContentId, None]] = defaultdict(dict)
        for one in self._held.values():
            self._list(one)

    def __contains__(self, name: object) -> bool:
        return name in self._held

    def get(self, name: ContentId) -> Proposal | None:
        """Return a proposal by its name."""
        return self._held.get(name)

    def in_order(self) -> tuple[Proposal, ...]:
        """Return all of them, in order."""
        return tuple(self._held[name] for *_, name in self._order)

    def about(self, instruments: Iterable[InstrumentId]) -> tuple[Proposal, ...]:
        """Return those about some instruments."""
        names = dict.fromkeys(
            name for one in sorted(instruments) for name in self._by_instrument.get(one, ())
        )
        return tuple(self._held[name] for name in names)

    def put(self, proposal: Proposal) -> None:
        """Put a proposal where it belongs, in place of one of the same name."""
        if (old := self._held.get(proposal.id)) is not None:
            self.take(old)
        self._held[proposal.id] = proposal
        insort(self._order, _order(proposal))
        self._list(proposal)

    def take(self, proposal: Proposal) -> None:
        """Take a proposal away."""
        del self._held[proposal.id]
        del self._order[bisect_left(self._order, _order(proposal))]
        for name in {proposal.about, proposal.told_as}:
            del self._by_instrument[name][proposal.id]

    def _list(self, proposal: Proposal) -> None:
        for name in {proposal.about, proposal.told_as}:
            self._by_instrument[name][proposal.id] = None


def newest(proposal: Proposal) -> date | None:
    """Return the day on which the last of those who tell it came to tell it."""
    first: dict[str, date] = {}
    for one in proposal.support:
        if one.day is not None:
            first[one.teller] = min(one.day, first.get(one.teller, one.day))
    return max(first.values(), default=None)


def _order(proposal: Proposal) -> tuple[int, int, ContentId]:
    day = newest(proposal)
    sure = _SURENESS.index(proposal.confidence.overall.value)
    return -day.toordinal() if day else 0, sure, proposal.id


def _actors(proposal: Proposal) -> tuple[ActorId | None, ...]:
    if proposal.step is not None:
        return (proposal.step.state, proposal.step.toward)
    return proposal.instrument.parties if proposal.instrument is not None else ()
