"""People, links, tokens and deeds as plain data, without anything secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from foedera.accounts import Account, Deed, Invitation, Session, Token


def account_data(one: Account) -> dict[str, Any]:
    """Return somebody who has an account as plain data."""
    return {
        "name": one.person.name,
        "shown": one.person.shown,
        "role": one.person.role.value,
        "active": one.active,
        "made_at": _text(one.made_at),
        "seen_at": _text(one.seen_at),
        "sessions": one.sessions,
        "tokens": one.tokens,
    }


def invitation_data(one: Invitation) -> dict[str, Any]:
    """Return a link that has been handed out as plain data."""
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role.value,
        "renews": one.renews,
        "invited_by": one.invited_by,
        "made_at": _text(one.made_at),
        "expires_at": _text(one.expires_at),
    }


def session_data(one: Session) -> dict[str, Any]:
    """Return a session as plain data."""
    return {
        "id": one.id,
        "made_at": _text(one.made_at),
        "seen_at": _text(one.seen_at),
        "expires_at": _text(one.expires_at),
        "address": one.address,
        "agent": one.agent,
    }


def token_data(one: Token, at: datetime) -> dict[str, Any]:
    """Return a token as plain data."""
    return {
        "id": one.id,
        "name": one.person.name,
        "label": one.label,
        "role": one.role.value,
        "good": one.good(at),
        "made_at": _text(one.made_at),
        "expires_at": _text(one.expires_at),
        "used_at": _text(one.used_at),
        "ended_at": _text(one.ended_at),
    }


def deed_data(one: Deed) -> dict[str, Any]:
    """Return what somebody did as plain data."""
    return {
        "number": one.number,
        "at": _text(one.at),
        "name": one.name,
        "address": one.address,
        "kind": one.kind.value,
        "about": one.about,
        "told": dict(one.told),
    }


def _text(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at is not None else None
