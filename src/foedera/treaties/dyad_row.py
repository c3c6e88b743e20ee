"""A row of the table of directed dyads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from foedera.treaties.certainty import Truth
from foedera.treaties.law import Reason
from foedera.treaties.proof import Proof
from foedera.treaties.provisions import ObligationKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties.owed import Tie

#: The five kinds with the names of ATOP's directed dyads, in its order.
ATOP_NAMES: Final[dict[ObligationKind, str]] = {
    ObligationKind.DEFENCE: "defense",
    ObligationKind.OFFENCE: "offense",
    ObligationKind.NEUTRALITY: "neutral",
    ObligationKind.NONAGGRESSION: "nonagg",
    ObligationKind.CONSULTATION: "consul",
}
KINDS: Final = tuple(ATOP_NAMES)


class Flag(Enum):
    """Whether a kind of duty was owed, as a table tells it."""

    HELD = "1"
    NOT_HELD = "0"
    UNCLEAR = "unclear"
    NOT_COVERED = "not covered"  # nobody claims that the registry is complete there

    @property
    def number(self) -> int | None:
        """1, 0, or None where it is unclear or not covered."""
        return {Flag.HELD: 1, Flag.NOT_HELD: 0}.get(self)


_STRONGEST = (Flag.HELD, Flag.UNCLEAR, Flag.NOT_COVERED, Flag.NOT_HELD)


def strongest(flags: Iterable[Flag]) -> Flag:
    """Return what holds of several days together: 1 if on any; 0 only if 0 on all."""
    return min(flags, key=_STRONGEST.index)


@dataclass(frozen=True, slots=True)
class DyadRow:
    """What one state owed another over some days, kind by kind.

    Attributes:
        debtor: Who owed.
        creditor: To whom.
        start: First day.
        end: Last day.
        flags: For each of ATOP's five kinds, in the order of ``ATOP_NAMES``.
        instruments: Under which, for each kind, those of which it is unclear included.
        shares: For each kind, on which share of the days it was surely owed.
        ties: The duties themselves; each proves itself.
    """

    debtor: ActorId
    creditor: ActorId
    start: date
    end: date
    flags: tuple[Flag, ...]
    instruments: tuple[tuple[InstrumentId, ...], ...]
    shares: tuple[float, ...]
    ties: tuple[Tie, ...] = field(default=(), compare=False, repr=False)

    @classmethod
    def of(
        cls,
        pair: tuple[ActorId, ActorId],
        days: tuple[date, date],
        ties: tuple[Tie, ...],
        zeros: Collection[object],
    ) -> DyadRow:
        """Return the row of a stretch of days on which nothing changes.

        Args:
            pair: Debtor and creditor.
            days: First and last day.
            ties: The duties of those days.
            zeros: The kinds for which nothing on record means nothing owed.
        """
        of_kind: list[list[Tie]] = [[] for _ in KINDS]
        for tie in ties:
            of_kind[KINDS.index(tie.owed.obligation.kind)].append(tie)
        flags = tuple(
            _flag(found, covered=kind in zeros) for kind, found in zip(KINDS, of_kind, strict=True)
        )
        instruments = tuple(
            tuple(sorted({tie.owed.instrument.id for tie in found})) for found in of_kind
        )
        shares = tuple(float(flag is Flag.HELD) for flag in flags)
        return cls(*pair, *days, flags, instruments, shares, ties)

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return any(flag is not Flag.NOT_COVERED for flag in self.flags)

    @property
    def number(self) -> int:
        """How many instruments bind the debtor to any of the five, surely or perhaps."""
        return len({one for group in self.instruments for one in group})

    @property
    def proof(self) -> Proof:
        """Why each flag is as it is."""
        said = Reason("vclt-26", "reason-dyad", (self.debtor,), None, (), (self.creditor,))
        sure = any(tie.truth is Truth.YES for tie in self.ties)
        truth = Truth.YES if sure else Truth.UNCLEAR if self.ties else Truth.NO
        return Proof(said, truth, parts=tuple(tie.proof for tie in self.ties))

    def flag(self, kind: ObligationKind) -> Flag:
        """Return one kind's flag."""
        return self.flags[KINDS.index(kind)]

    def under(self, kind: ObligationKind) -> tuple[InstrumentId, ...]:
        """Return the instruments under which a kind was owed, surely or perhaps."""
        return self.instruments[KINDS.index(kind)]

    def share(self, kind: ObligationKind) -> float:
        """Return on which share of the days a kind was surely owed."""
        return self.shares[KINDS.index(kind)]

    def alike(self, other: DyadRow) -> bool:
        """Tell whether another row of the same pair says the same of its own days."""
        return (self.flags, self.instruments) == (other.flags, other.instruments)

    def until(self, end: date) -> DyadRow:
        """Return the row drawn out to a later day."""
        return replace(self, end=end)

    def plain(self) -> dict[str, Any]:
        """Return the row as plain data, under ATOP's names; None is NA."""
        named = dict(zip(ATOP_NAMES.values(), self.flags, strict=True))
        shares = dict(zip(ATOP_NAMES.values(), self.shares, strict=True))
        return {
            "debtor": self.debtor,
            "creditor": self.creditor,
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            **{name: flag.number for name, flag in named.items()},
            **{f"{name}_share": round(share, 6) for name, share in shares.items()},
            "number": self.number,
            "instruments": sorted({one for group in self.instruments for one in group}),
        }


def _flag(found: Collection[Tie], *, covered: bool) -> Flag:
    if any(tie.truth is Truth.YES for tie in found):
        return Flag.HELD
    if found:
        return Flag.UNCLEAR
    return Flag.NOT_HELD if covered else Flag.NOT_COVERED
