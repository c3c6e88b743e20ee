"""Kinds of duty and their directions, as pictures speak of them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from foedera.treaties import ObligationKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from foedera.pictures.drawing import Labels

#: Kinds of the law room by their names, in its order.
_KNOWN: Final = {one.value: one for one in ObligationKind}


class Direction(Enum):
    """Who owes a duty to whom, seen from one state."""

    BOTH = "both"  # each to the other
    OWES = "owes"  # the state spoken of to others
    OWED = "owed"  # others to the state spoken of


def kind_word(kind: str, labels: Labels) -> str:
    """Return what a kind of duty is called; what is no kind of the law room as it is."""
    return labels.law("obligation", _KNOWN[kind]) if kind in _KNOWN else kind


def kinds_words(kinds: Collection[str], labels: Labels) -> str:
    """Return several kinds of duty in a row."""
    return ", ".join(kind_word(kind, labels) for kind in in_order(kinds))


def in_order(kinds: Collection[str]) -> tuple[str, ...]:
    """Return kinds in the order of the law room, each once; others behind, as they come."""
    once = dict.fromkeys(kinds)
    return (*(one for one in _KNOWN if one in once), *(one for one in once if one not in _KNOWN))
