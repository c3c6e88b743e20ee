"""Reports on record: the list of them, each with its claims marked, and each claim whole."""

from __future__ import annotations

from typing import Final

from foedera.web.screen import Screen
from foedera.web.screens.reports.claim import claim
from foedera.web.screens.reports.listing import reports
from foedera.web.screens.reports.report import report

SCREENS: Final[tuple[Screen, ...]] = (
    Screen("/reports", reports, lasting=True),
    Screen("/reports/{name}", report, lasting=True),
    Screen("/claims/{name}", claim, lasting=True),
)
