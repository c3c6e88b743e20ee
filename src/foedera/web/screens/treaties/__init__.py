"""The treaties: where each stands on a day, whom it binds to what, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.web.screen import Screen
from foedera.web.screens.treaties.following import follow
from foedera.web.screens.treaties.listing import treaties
from foedera.web.screens.treaties.reported import reported
from foedera.web.screens.treaties.treaty import treaty

if TYPE_CHECKING:
    from collections.abc import Sequence

SCREENS: Final[Sequence[Screen]] = (
    Screen("/treaties", treaties, lasting=True),
    Screen("/treaties/{name}", treaty, lasting=True),
    Screen("/treaties/{name}/reported", reported, lasting=True),
    Screen("/follow", follow, methods=("POST",)),
)
