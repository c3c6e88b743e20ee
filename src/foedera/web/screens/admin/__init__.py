"""Keeping the server: people, tokens, audit log, backup, health."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.web.screens.admin import audit, backup, health, people, tokens

if TYPE_CHECKING:
    from foedera.web.screen import Screen

SCREENS: Final[tuple[Screen, ...]] = (
    *health.SCREENS,
    *backup.SCREENS,
    *people.SCREENS,
    *tokens.SCREENS,
    *audit.SCREENS,
)
