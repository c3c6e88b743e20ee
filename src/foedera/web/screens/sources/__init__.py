"""Where reports come from, how much is covered, and what could not be read."""

from __future__ import annotations

from typing import Final

from foedera.accounts import Role
from foedera.web.screen import Screen
from foedera.web.screens.sources.adding import MOST, add_reports, added
from foedera.web.screens.sources.covering import sources
from foedera.web.screens.sources.quarantine import kept_bytes, quarantine, retry

SCREENS: Final[tuple[Screen, ...]] = (
    Screen("/sources", sources),
    Screen("/sources", add_reports, role=Role.CODER, methods=("POST",), most=MOST),
    Screen("/sources/added/{job}", added, role=Role.CODER),
    Screen("/sources/quarantine", quarantine),
    Screen("/sources/quarantine", retry, role=Role.CODER, methods=("POST",)),
    Screen("/sources/quarantine/{name}/bytes", kept_bytes, role=Role.CODER),
)
