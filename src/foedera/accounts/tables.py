"""The tables of accounts. Only text and whole numbers: the same in every database."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text

METADATA: Final = MetaData()
_Number: Final = BigInteger().with_variant(Integer, "sqlite")


def _table(name: str, *columns: Column[str] | Column[int]) -> Table:
    return Table(f"account_{name}", METADATA, *columns, sqlite_strict=True)


def _text(name: str, *, null: bool = False, key: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null, primary_key=key)


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, _Number, nullable=False, primary_key=key, autoincrement=False)


VERSION: Final = _table("version", _number("number", key=True))
#: ``folded`` keeps two people apart whose names differ in the case of letters alone.
PERSON: Final = _table(
    "person",
    _text("name", key=True),
    _text("folded"),
    _text("shown"),
    _text("role"),
    _number("active"),
    _text("password"),
    _text("made_at"),
)
#: ``renews`` tells an invitation of somebody new (0) from a link for a new password (1).
INVITATION: Final = _table(
    "invitation",
    _text("id", key=True),
    _text("digest"),
    _text("name"),
    _text("role"),
    _number("renews"),
    _text("invited_by"),
    _text("made_at"),
    _text("expires_at"),
    _text("ended_at", null=True),
)
SESSION: Final = _table(
    "session",
    _text("id", key=True),
    _text("digest"),
    _text("name"),
    _text("made_at"),
    _text("seen_at"),
    _text("expires_at"),
    _text("address"),
    _text("agent"),
)
TOKEN: Final = _table(
    "token",
    _text("id", key=True),
    _text("digest"),
    _text("name"),
    _text("label"),
    _text("role"),
    _text("made_at"),
    _text("expires_at"),
    _text("used_at", null=True),
    _text("ended_at", null=True),
)
TRY: Final = _table("try", _text("id", key=True), _text("subject"), _text("at"))
#: What was done. ``hash`` is over the row before it, so that none can be changed unseen.
DEED: Final = _table(
    "deed",
    _number("number", key=True),
    _text("at"),
    _text("name"),
    _text("address"),
    _text("kind"),
    _text("about"),
    _text("told"),
    _text("hash"),
)

Index("account_person_folded", PERSON.c.folded, unique=True)
Index("account_invitation_digest", INVITATION.c.digest, unique=True)
Index("account_session_digest", SESSION.c.digest, unique=True)
Index("account_session_name", SESSION.c.name)
Index("account_token_digest", TOKEN.c.digest, unique=True)
Index("account_token_name", TOKEN.c.name)
Index("account_try_subject", TRY.c.subject, TRY.c.at)
Index("account_deed_name", DEED.c.name)
Index("account_deed_kind", DEED.c.kind)
