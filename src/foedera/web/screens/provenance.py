"""Where a fact comes from, down to the characters of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from foedera.web.screen import Screen

SCREENS: Final[tuple[Screen, ...]] = ()
