"""Where reports come from, how much is covered, and what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from foedera.web.screen import Screen

SCREENS: Final[tuple[Screen, ...]] = ()
