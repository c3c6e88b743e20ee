"""The tables of a ledger. Only text, whole numbers and bytes: the same in every database.

Every row bears the number of the entry it came with. Rows are never altered or removed:
what no longer stands has a row in ``closing``.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

METADATA: Final = MetaData()
#: A MinHash and a span fit in 32 bits, an entry's number need not.
_Number: Final = BigInteger().with_variant(Integer, "sqlite")


def _table(
    name: str,
    *columns: Column[str] | Column[int] | Column[bytes],
    key: str,
    small: bool = False,
) -> Table:
    """Lay out a table; small rows that are all key lie in the key itself."""
    return Table(
        name,
        METADATA,
        *columns,
        PrimaryKeyConstraint(*key.split()),
        sqlite_strict=True,
        sqlite_with_rowid=not small,
    )


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _number(name: str) -> Column[int]:
    return Column(name, _Number, nullable=False, autoincrement=False)


def _bytes(name: str, *, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=null)


#: One a transaction. ``hash`` is over the one before it, so that none can be changed unseen.
ENTRY: Final = _table(
    "entry",
    _number("number"),
    _text("at"),
    _text("kind"),
    _text("digest"),
    _text("hash"),
    key="number",
)
#: The bytes of a report, once, whatever is read of it.
ORIGINAL: Final = _table("original", _text("id"), _number("entry"), _bytes("data"), key="id")
#: A report as it was read; read anew it has a row more.
DOCUMENT: Final = _table(
    "document",
    _text("id"),
    _number("entry"),
    _text("day", null=True),
    _text("data"),
    _bytes("text"),
    key="id entry",
)
CLAIM: Final = _table(
    "claim",
    _text("id"),
    _number("entry"),
    _text("document"),
    _number("place"),
    _text("act"),
    _text("section"),
    _text("modality"),
    _text("instrument", null=True),
    _text("day", null=True),
    _text("data"),
    key="id entry",
)
#: Who takes part in a claim, as what. The act stands here, too: few actors do many things, and
#: a question about one of them should go through no others.
TAKING: Final = _table(
    "taking",
    _text("claim"),
    _number("entry"),
    _text("role"),
    _text("actor"),
    _text("act"),
    key="claim entry role actor",
    small=True,
)
PACT: Final = _table(
    "pact",
    _text("id"),
    _number("entry"),
    _text("document"),
    _text("instrument"),
    _text("day", null=True),
    _text("data"),
    key="id entry",
)
STEP: Final = _table(
    "step",
    _text("id"),
    _number("entry"),
    _text("document"),
    _text("claim"),
    _text("instrument"),
    _text("day", null=True),
    _number("place"),
    _text("data"),
    key="id entry",
)
#: What no longer stands, and since which entry.
CLOSING: Final = _table(
    "closing",
    _text("subject"),
    _number("opened"),
    _number("entry"),
    key="subject opened",
    small=True,
)
QUARANTINE: Final = _table(
    "quarantine",
    _text("id"),
    _number("entry"),
    _text("data"),
    _bytes("original", null=True),
    key="id entry",
)
DECISION: Final = _table(
    "decision",
    _text("id"),
    _number("entry"),
    _number("place"),
    _text("subject"),
    _text("data"),
    _text("hash"),
    key="id",
)
RELEASE: Final = _table("release", _text("name"), _number("entry"), _text("data"), key="name entry")

#: Those with rows of entries, in the order in which an entry's digest takes them.
KEPT: Final = (
    ORIGINAL,
    DOCUMENT,
    CLAIM,
    TAKING,
    PACT,
    STEP,
    CLOSING,
    QUARANTINE,
    DECISION,
    RELEASE,
)

Index("entry_at", ENTRY.c.at)
Index("document_day", DOCUMENT.c.day)
Index("claim_document", CLAIM.c.document)
Index("claim_act", CLAIM.c.act)
Index("claim_instrument", CLAIM.c.instrument)
Index("claim_day", CLAIM.c.day)
Index("taking_actor", TAKING.c.actor, TAKING.c.role, TAKING.c.act, TAKING.c.claim)
Index("pact_instrument", PACT.c.instrument)
Index("pact_document", PACT.c.document)
Index("step_instrument", STEP.c.instrument)
Index("step_claim", STEP.c.claim)
Index("step_document", STEP.c.document)
Index("decision_subject", DECISION.c.subject)
for _one in KEPT:
    Index(f"{_one.name}_entry", _one.c.entry)
