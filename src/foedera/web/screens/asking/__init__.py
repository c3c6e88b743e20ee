"""If one state attacked another: who must help, who is drawn in, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.web.screen import Screen
from foedera.web.screens.asking.ask import ask
from foedera.web.screens.asking.cascading import cascade

if TYPE_CHECKING:
    from collections.abc import Sequence

SCREENS: Final[Sequence[Screen]] = (
    Screen("/ask", ask, lasting=True),
    Screen("/ask/cascade", cascade, lasting=True),
)
