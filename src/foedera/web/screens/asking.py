"""Who must do what if one state attacks another: the answer with its proofs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from foedera.web.screen import Screen

SCREENS: Final[tuple[Screen, ...]] = ()
