"""The docket: what waits for a coder, in the order in which it is worth deciding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.claims.review import Verdict
from foedera.treaties import Act
from foedera.treaties.steps import LODGING
from foedera.workspace.errors import UnknownProposalError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from foedera.assessment.confidence import Level
    from foedera.assessment.proposed import Proposal, Telling
    from foedera.claims.review import Decision
    from foedera.identifiers import ActorId, ContentId, InstrumentId
    from foedera.workspace.proposed_on_record import ProposedOnRecord

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
    """

    instrument: InstrumentId | None = None
    state: ActorId | None = None
    since: date | None = None
    confidence: Level | None = None

    def admits(self, proposal: Proposal) -> bool:
        """Tell whether a proposal is wanted."""
        return (
            self.instrument in {None, proposal.about}
            and (self.state is None or self.state in _actors(proposal))
            and self.confidence in {None, proposal.confidence.overall}
            and (self.since is None or self._recent(proposal))
        )

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

    After a decision only what it bears upon is made anew, and that not before it is asked
    for: deciding one proposal does not wait for the others.

    Args:
        record: Makes the proposals.
    """

    def __init__(self, record: ProposedOnRecord) -> None:
        self._record = record
        self._held: dict[ContentId, Proposal] | None = None
        self._stale: list[_Bearing] = []

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """All of them, decided or not, in the order in which they are worth deciding.

        Those with the newest independent evidence come first: the day counts on which the
        last of those who tell it came to tell it, and not that of one who repeats himself.
        Of one day the surest come first. Where no day is known they come last.
        """
        self._freshen(list(self._stale))
        return tuple(self._all.values())

    def __getitem__(self, name: ContentId) -> Proposal:
        """Return a proposal as it now stands.

        Raises:
            UnknownProposalError: Nothing of that name is proposed.
        """
        found = self._all.get(name)
        if found is not None and (stale := [one for one in self._stale if one.on(found)]):
            self._freshen(stale)
            found = self._all.get(name)
        if found is None:
            raise UnknownProposalError(name)
        return found

    def __contains__(self, name: object) -> bool:
        """Tell whether something of that name is proposed."""
        return name in self._all

    def wanted(self, wanted: Wanted) -> Iterator[Proposal]:
        """Yield what is wanted, decided or not, in order."""
        return (one for one in self.proposals if wanted.admits(one))

    def hear(self, decisions: Iterable[Decision]) -> None:
        """Take in decisions that are on record since the docket was made."""
        for one in decisions:
            if self._record.hear((one,)) and not one.blind and one.verdict is not Verdict.NOTE:
                undone = self._record.decision(one.undoes) if one.undoes else None
                self._stale.append(self._bearing(undone or one))

    def _bearing(self, decision: Decision) -> _Bearing:
        about = {step.instrument for step in (decision.proposed, decision.step) if step}
        held = self._all.get(decision.subject)
        if held is not None:
            about |= {held.about, held.told_as}
        if decision.instrument is not None:  # under any name it was given, now or before
            given = (one for one in self._record.decisions if one.subject == decision.subject)
            about |= {one.instrument.id for one in given if one.instrument is not None}
        step = decision.proposed or (held.step if held is not None else None)
        if step is None:
            return _Bearing(frozenset(about))
        same = decision.step is None or (decision.step.act, decision.step.state) == (
            step.act,
            step.state,
        )
        return _Bearing(frozenset(about), *((step.act, step.state) if same else ()))

    def _freshen(self, stale: list[_Bearing]) -> None:
        """Make anew what decisions bear upon, from the claims that tell of it."""
        for bearing in stale:
            self._stale.remove(bearing)
            old = [one for one in self._all.values() if bearing.on(one)]
            claims = {telling.claim for one in old for telling in _tellings(one)}
            made = [one for one in self._record.told_by(claims) if bearing.on(one)]
            self._hold([*(one for one in self._all.values() if not bearing.on(one)), *made])

    @property
    def _all(self) -> dict[ContentId, Proposal]:
        if self._held is None:
            self._hold(self._record.all())
        assert self._held is not None  # noqa: S101 - just made
        return self._held

    def _hold(self, proposals: Iterable[Proposal]) -> None:
        self._held = {one.id: one for one in sorted(proposals, key=_order)}


def _tellings(proposal: Proposal) -> Iterator[Telling]:
    yield from proposal.support
    yield from proposal.against
    for version in proposal.versions:
        yield from version.tellings


def _one_act(one: Act, other: Act) -> bool:
    """Tell whether what is decided of one act may bear upon another."""
    return one is other or {one, other} <= LODGING


def newest(proposal: Proposal) -> date | None:
    """Return the day on which the last of those who tell it came to tell it."""
    first: dict[str, date] = {}
    for one in proposal.support:
        if one.day is not None:
            first[one.teller] = min(one.day, first.get(one.teller, one.day))
    return max(first.values(), default=None)


def _order(proposal: Proposal) -> tuple[int, int, str]:
    day = newest(proposal)
    sure = _SURENESS.index(proposal.confidence.overall.value)
    return -day.toordinal() if day else 0, sure, proposal.id


def _actors(proposal: Proposal) -> tuple[ActorId | None, ...]:
    if proposal.step is not None:
        return (proposal.step.state, proposal.step.toward)
    return proposal.instrument.parties if proposal.instrument is not None else ()
