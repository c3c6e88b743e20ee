"""A coder's queue as it is asked for in an address, and where each proposal stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from foedera.assessment import Level
from foedera.assessment.proposed import Relation
from foedera.assessment.unregistered import UNREGISTERED
from foedera.identifiers import ContentId, InstrumentId
from foedera.treaties import Act
from foedera.web.asked import fill
from foedera.workspace.review.docket import Docket, Wanted
from foedera.workspace.review.dockets import Dockets
from foedera.workspace.review.reviewing import Reviewing

if TYPE_CHECKING:
    from datetime import date

    from foedera.assessment import Proposal
    from foedera.web.asked import Asked
    from foedera.web.desk import Desk

#: Parameters that say which queue it is; every link of a sitting keeps them.
_NAMES: Final = (
    "instrument",
    "all",
    "act",
    "state",
    "confidence",
    "since",
    "denied",
    "blind",
    "share",
    "seed",
)
#: Pages that are fetched before they are asked for.
_AHEAD: Final = 5
_WHOLE: Final = 100


def dockets_of(desk: Desk) -> Dockets:
    """Return the dockets of a desk."""
    return Dockets(desk.ledger, desk.registry, desk.catalogue)


@dataclass(frozen=True, slots=True)
class Line:
    """Which queue is asked for.

    Attributes:
        only: The one instrument; None for all.
        wanted: Which proposals.
        blind: Whether what others think is left out.
        share: Of what others decided, how many in a hundred: for blind coding.
        seed: Which draw of these.
        given: The parameters that say so, for links.
    """

    only: InstrumentId | None
    wanted: Wanted
    blind: bool
    share: int
    seed: int
    given: dict[str, str]

    def address(self, asked: Asked, proposal: str = "", **more: object) -> str:
        """Return the address of a proposal in this queue, or of the queue itself."""
        path = f"/review/{fill(proposal)}" if proposal else "/review"
        return asked.link(path, **{**self.given, **more})


def line_of(asked: Asked) -> Line:
    """Return the queue that an address asks for.

    Raises:
        UnreadableParameterError: A parameter cannot be read.
        UnknownInstrumentError: Nothing is called so.
        UnknownActorError: No state is called so.
    """
    blind = asked.choice("blind", ("1",)) == "1"
    act, state = asked.choice("act", [one.value for one in Act]), asked.text("state")
    confidence = asked.choice("confidence", [one.value for one in Level])
    only = _instrument(asked)
    wanted = Wanted(
        instrument=only,
        state=asked.workspace.state(state) if state else None,
        since=asked.day("since"),
        confidence=Level(confidence) if confidence and not blind else None,
        act=Act(act) if act else None,
        denied=asked.choice("denied", ("1",)) == "1" and not blind,
    )
    given = {name: value for name in _NAMES if (value := asked.text(name))}
    share = asked.whole("share", _WHOLE, most=_WHOLE)
    return Line(only, wanted, blind, share, asked.whole("seed", 1, least=0), given)


def _instrument(asked: Asked) -> InstrumentId | None:
    called = asked.text("instrument")
    if not called:
        return None
    if called.startswith(UNREGISTERED) or called in asked.desk.registry:
        return InstrumentId(called)
    told = asked.desk.kept(dockets_of).told_of()
    if any(one.instrument == called for one in told):
        return InstrumentId(called)
    return asked.workspace.instrument(called).id


def reviewing_of(asked: Asked, docket: Docket, *, blind: bool = False) -> Reviewing:
    """Return the sitting of whoever asks.

    Raises:
        UnusableCoderError: Nobody can decide under their name.
    """
    desk = asked.desk
    taken = desk.kept(dockets_of).taken
    return Reviewing(
        desk.ledger,
        desk.registry,
        desk.catalogue,
        asked.coder,
        blind=blind,
        docket=docket,
        taken=taken,
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a queue.

    Attributes:
        proposals: Those that wait, in order.
        order: Names of all that the queue may hold, decided or not, in order.
    """

    proposals: tuple[Proposal, ...]
    order: tuple[ContentId, ...]

    @property
    def oldest(self) -> date | None:
        """The day of the report since which something waits; None where none is known."""
        return min((one.since for one in self.proposals if one.since), default=None)

    @property
    def disputed(self) -> tuple[Proposal, ...]:
        """Those that somebody denies, or tells of other days that cannot both be true."""
        return tuple(one for one in self.proposals if is_disputed(one))

    def place(self, name: ContentId, recent: tuple[ContentId, ...]) -> Place:
        """Return where a proposal stands.

        Args:
            name: The proposal.
            recent: What this coder has just decided, which one can go back to.
        """
        places = {one: place for place, one in enumerate(self.order)}
        at = places.get(name, -1)
        waiting = [one.id for one in self.proposals]
        behind = [one for one in waiting if places[one] > at]
        passed = {*waiting, *recent}
        before = [one for one in self.order[: max(at, 0)] if one in passed]
        number = len(waiting) - len(behind)
        return Place(number, len(waiting), tuple(behind[:_AHEAD]), before[-1] if before else None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a proposal stands in a queue.

    Attributes:
        number: Of the proposal among those that wait, from 1.
        total: How many wait.
        ahead: The next that wait, at most so many as are fetched before they are asked for.
        previous: The one before.
    """

    number: int
    total: int
    ahead: tuple[ContentId, ...]
    previous: ContentId | None

    @property
    def next(self) -> ContentId | None:
        """The next that waits; None at the end."""
        return self.ahead[0] if self.ahead else None


def is_disputed(proposal: Proposal) -> bool:
    """Tell whether reports contradict one another over a proposal."""
    return bool(proposal.against) or any(
        one.relation is Relation.SHUTS_OUT for one in proposal.versions
    )


def waiting_of(line: Line, reviewing: Reviewing) -> Waiting:
    """Return what waits in a queue."""
    order = tuple(reviewing.docket.wanted(line.wanted))
    if line.blind:
        found = reviewing.blind_queue(line.share / _WHOLE, line.seed, line.wanted)
    else:
        found = tuple(one for one in order if one.waits)
    return Waiting(found, tuple(one.id for one in order))


def queue_row(one: Proposal, *, blind: bool) -> dict[str, Any]:
    """Return a proposal as a row of the table of its queue."""
    step = one.step
    row: dict[str, Any] = {
        "id": one.id,
        "instrument": one.about,
        "act": step.act.value if step else None,
        "state": step.state if step else None,
        "first_day": step.when.start.isoformat() if step and step.when.start else None,
        "last_day": step.when.end.isoformat() if step and step.when.end else None,
        "told_since": one.since.isoformat() if one.since else None,
        "told_last": one.last.isoformat() if one.last else None,
        "reports": len({telling.document for telling in one.support}),
    }
    if blind:
        return row
    return row | {
        "denials": len({telling.document for telling in one.against}),
        "disputed": is_disputed(one),
        "confidence": one.confidence.overall.value,
        "on_register": one.recorded.agreement.value,
        "renewed": one.renewed,
    }
