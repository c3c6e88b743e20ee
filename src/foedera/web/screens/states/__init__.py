"""States, one by one and in pairs: what they owe one another, and what they are told to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.web.screen import Screen
from foedera.web.screens.states.index import states
from foedera.web.screens.states.pair import pair, pair_reported
from foedera.web.screens.states.state import state, state_reported

if TYPE_CHECKING:
    from collections.abc import Sequence

SCREENS: Final[Sequence[Screen]] = (
    Screen("/states", states, lasting=True),
    Screen("/states/{one}", state, lasting=True),
    Screen("/states/{one}/reported", state_reported, lasting=True),
    Screen("/states/{one}/{other}", pair, lasting=True),
    Screen("/states/{one}/{other}/reported", pair_reported, lasting=True),
)
