"""What the claims room refuses."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Sequence


class UnknownActError(FoederaError):
    """A lexicon entry for an act that is not in the list of acts."""

    def __init__(self, act: str, place: str, known: Sequence[str]) -> None:
        self.act = act
        self.place = place
        near = get_close_matches(act, known, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        super().__init__(
            f"{place} names the act {act!r}, which data/acts.yaml does not have.{hint} "
            "Use an act of that list, or add it there with its codes."
        )
