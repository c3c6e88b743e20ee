"""The review queue: one proposal after another, by keyboard."""

from __future__ import annotations

from typing import Final

from foedera.accounts import Role
from foedera.web.screen import Screen
from foedera.web.screens.review.deciding import decide
from foedera.web.screens.review.key_settings import keep_keys, key_settings
from foedera.web.screens.review.proposal import proposal
from foedera.web.screens.review.queue import queue

SCREENS: Final[tuple[Screen, ...]] = (
    Screen("/review", queue, role=Role.CODER),
    Screen("/review/keys", key_settings, role=Role.CODER),
    Screen("/review/keys", keep_keys, role=Role.CODER, methods=("POST",)),
    Screen("/review/{proposal}", proposal, role=Role.CODER),
    Screen("/review/{proposal}", decide, role=Role.CODER, methods=("POST",)),
)
