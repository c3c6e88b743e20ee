"""Claims in outline, kept for whoever looks again: at another picture, or behind a mark."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Hashable

    from foedera.claims.outline import Outline
    from foedera.ledger import Ledger, Sought

#: Answers kept; that of a timeline is one for each of its lanes.
_KEPT: Final = 64


def outlines_of(ledger: Ledger, sought: Sought) -> tuple[Outline, ...]:
    """Return claims in outline, as the ledger stands now or stood at the moment asked of.

    Args:
        ledger: The ledger.
        sought: What is asked of it; see ``Ledger.outlines``.
    """
    return _kept(cast("Hashable", ledger), ledger.head(sought.recorded_by).number, sought)


@lru_cache(_KEPT)
def _kept(ledger: Hashable, number: int, sought: Sought) -> tuple[Outline, ...]:  # noqa: ARG001 - what is kept is of one state of the ledger
    return tuple(cast("Ledger", ledger).outlines(sought))
