"""All that the law says of one state on a day: its instruments, what it owes, what it is owed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedera.treaties import DyadRow, Truth, status
from foedera.treaties.case import THE_CHARTER
from foedera.treaties.dyad_row import KINDS
from foedera.treaties.existence import require
from foedera.treaties.obligations import Day, involving

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties import (
        Instrument,
        InstrumentStatus,
        OwedObligation,
        Participation,
        Registry,
        Tie,
    )
    from foedera.workspace.answers import Circumstances


@dataclass(frozen=True, slots=True)
class Taken:
    """An instrument that a state takes part in, or took.

    Attributes:
        instrument: Which.
        status: Where it stands.
        part: How the state stands towards it.
    """

    instrument: Instrument
    status: InstrumentStatus
    part: Participation

    @property
    def bound(self) -> bool:
        """Whether the state is bound by it that day, be it only perhaps."""
        return self.part.bound is not Truth.NO


@dataclass(frozen=True, slots=True)
class StateFile:
    """One state on a day.

    Attributes:
        state: Which.
        under: The day, what was known, and the coding.
        taken: The instruments it takes part in, or took.
        owes: What it owes others, the Charter of the United Nations apart.
        owed: What others owe it, the Charter apart.
    """

    state: ActorId
    under: Circumstances
    taken: tuple[Taken, ...]
    owes: tuple[Tie, ...]
    owed: tuple[Tie, ...]

    def rows(self) -> Iterator[DyadRow]:
        """Yield the directed pairs of that day with ATOP's five flags."""
        pairs: dict[tuple[ActorId, ActorId], list[Tie]] = defaultdict(list)
        for tie in (*self.owes, *self.owed):
            if tie.owed.obligation.kind in KINDS and not tie.third:
                pairs[tie.debtor, tie.creditor].append(tie)
        for pair in sorted(pairs):
            yield DyadRow.of(pair, (self.under.on, self.under.on), tuple(pairs[pair]), ())


def state_file(registry: Registry, state: ActorId, under: Circumstances) -> StateFile:
    """Return what the law says of a state.

    Args:
        registry: The instruments.
        state: Which.
        under: The day, what was known, and the coding.

    Raises:
        StateNotExistingError: It was no state that day.
    """
    require(state, under.on, involving(registry))
    day = Day(registry, under.on, under.known_by, under.coding)
    owed = list(day.towards(state))
    statuses: dict[InstrumentId, InstrumentStatus] = {x.instrument.id: x.status for x in owed}
    taken = []
    for one in involving(registry).get(state, ()):
        found = statuses.get(one.id)
        if found is None:
            found = status(one, under.on, under.known_by, (), under.coding)
        taken.append(Taken(one, found, found.of(state)))
    apart = [one for one in owed if one.instrument.id != THE_CHARTER]
    return StateFile(
        state=state,
        under=under,
        taken=tuple(taken),
        owes=tuple(_alive(tie for one in apart for tie in _of(one, state))),
        owed=tuple(_alive(tie for one in apart for tie in _to(one, state))),
    )


def _of(owed: OwedObligation, state: ActorId) -> Iterator[Tie]:
    if state in owed.owed_by:
        yield from (owed.tie(state, other) for other in owed.protected if other != state)


def _to(owed: OwedObligation, state: ActorId) -> Iterator[Tie]:
    if state in owed.protected:
        yield from (owed.tie(other, state) for other in owed.owed_by if other != state)


def _alive(ties: Iterable[Tie]) -> Iterator[Tie]:
    return (tie for tie in ties if tie.truth is not Truth.NO)


def tie_row(tie: Tie) -> dict[str, Any]:
    """Return a duty between two states as one row of plain data, without its proof."""
    since = tie.since
    return {
        "debtor": tie.debtor,
        "creditor": tie.creditor,
        "kind": tie.owed.obligation.kind.value,
        "truth": tie.truth.value,
        "instrument": tie.owed.instrument.id,
        "obligation": tie.owed.obligation.id,
        "since": {
            "start": since.start.isoformat() if since and since.start else None,
            "end": since.end.isoformat() if since and since.end else None,
        }
        if since
        else None,
    }
