"""Moments as they are kept: text in UTC that sorts as time does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.ledger.chain import moment, moment_text

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["moment", "moment_text", "perhaps"]


def perhaps(text: str | None) -> datetime | None:
    """Read a moment that may not have come."""
    return moment(text) if text is not None else None
