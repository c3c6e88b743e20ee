"""Runs from memberships: who was allied with whom, on which days, under which obligations."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from foedera.datasets.atop.corrections import corrections
from foedera.datasets.calendar import number_of
from foedera.datasets.obligations import ALLIED, BITS, OBLIGATIONS
from foedera.datasets.runs import Bond, Runs, joined

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from foedera.datasets.atop.corrections import NotOwed
    from foedera.datasets.atop.memberships import Membership

    #: Bits that are not owed, by alliance, phase (None for every one), debtor and creditor.
    _Pairs = Mapping[tuple[int, int | None, int, int], int]

#: ESTMODE of alliances that had to be ratified (codebook 2.12).
RATIFIED: Final = 1
_ALL: Final = 0xFF


def bits_of(membership: Membership) -> int:
    """Return the obligations of a member as bits, those to single partners among them."""
    owed = sum(BITS[name] for name in OBLIGATIONS if membership.owes(name))
    return owed | ALLIED


def phases_of(
    memberships: Iterable[Membership],
) -> Mapping[tuple[int, int], tuple[Membership, ...]]:
    """Return the members of each phase of each alliance; only states with a COW code."""
    found: dict[tuple[int, int], list[Membership]] = defaultdict(list)
    for one in memberships:
        if one.system:
            found[one.alliance, one.phase].append(one)
    return {key: tuple(found[key]) for key in sorted(found)}


def bond_of(alliance: int, recorded: Mapping[int, Sequence[str]]) -> Bond:
    """Return an alliance as tables call it.

    Args:
        alliance: ATOPID.
        recorded: The registry's instruments by ATOPID.
    """
    return Bond(alliance, tuple(recorded.get(alliance, ())) or (f"atop-{alliance}",))


def member_runs(
    memberships: Iterable[Membership],
    recorded: Mapping[int, Sequence[str]],
    unsure: Collection[int] = frozenset(),
    exceptions: Collection[NotOwed] | None = None,
) -> Runs:
    """Return the runs of days on which members of a phase were so together.

    Two are members together from the later entry to the earlier exit; if one enters on
    the day on which the other leaves, never (codebook 2.7).

    Args:
        memberships: Rows of the member file.
        recorded: The registry's instruments by ATOPID.
        unsure: Alliances of which it is not known whether they bind: all they hold is
            then unclear.
        exceptions: Which duties are not owed to which members; the corrections table
            unless told otherwise.
    """
    not_owed = _by_pair(corrections() if exceptions is None else exceptions)
    parts = [
        _of_phase(members, bond_of(alliance, recorded), not_owed, clear=alliance not in unsure)
        for (alliance, _), members in phases_of(memberships).items()
    ]
    return joined(part for part in parts if part is not None)


def _of_phase(
    members: Sequence[Membership],
    bond: Bond,
    not_owed: _Pairs,
    *,
    clear: bool,
) -> Runs | None:
    count = len(members)
    debtor, creditor = (one.ravel() for one in np.indices((count, count)))
    states = np.array([one.member for one in members], dtype=np.int32)
    starts = np.array([number_of(one.start) for one in members])
    ends = np.array([number_of(one.end) for one in members])
    start = np.maximum(starts[debtor], starts[creditor])
    end = np.minimum(ends[debtor], ends[creditor])
    bits = np.array([bits_of(one) for one in members], dtype=np.uint8)[debtor]
    together = (start < end) & (states[debtor] != states[creditor])
    if not together.any():
        return None
    alliance, phase = members[0].alliance, members[0].phase
    if any(key[0] == alliance for key in not_owed):
        for place in np.flatnonzero(together):
            pair = (int(states[debtor[place]]), int(states[creditor[place]]))
            spared = not_owed.get((alliance, None, *pair), 0) | not_owed.get(
                (alliance, phase, *pair), 0
            )
            bits[place] &= _ALL ^ spared
    bits = bits[together]
    none = np.zeros_like(bits)
    size = int(together.sum())
    return Runs(
        (bond,),
        bond=np.zeros(size, dtype=np.int32),
        phase=np.full(size, phase, dtype=np.int16),
        debtor=states[debtor[together]],
        creditor=states[creditor[together]],
        start=start[together],
        end=end[together],
        held=bits if clear else none,
        unclear=none if clear else bits,
    )


def _by_pair(exceptions: Iterable[NotOwed]) -> _Pairs:
    """Return the bits that are not owed, by alliance, phase, debtor and creditor."""
    found: dict[tuple[int, int | None, int, int], int] = defaultdict(int)
    for one in exceptions:
        found[one.alliance, one.phase, one.debtor, one.creditor] |= BITS[one.obligation]
    return found
