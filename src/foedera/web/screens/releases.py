"""The releases made, what they hold and what changed between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from foedera.web.screen import Screen

SCREENS: Final[tuple[Screen, ...]] = ()
