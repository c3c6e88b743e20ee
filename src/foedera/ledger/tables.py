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


def laid_out(
    name: str,
    among: MetaData,
    *columns: Column[str] | Column[int] | Column[bytes],
    key: str,
    small: bool = False,
) -> Table:
    """Lay out a table; small rows that are all key lie in the key itself."""
    return Table(
        name,
        among,
        *columns,
        PrimaryKeyConstraint(*key.split()),
        sqlite_strict=True,
        sqlite_with_rowid=not small,
    )


def _table(
    name: str,
    *columns: Column[str] | Column[int] | Column[bytes],
    key: str,
    small: bool = False,
) -> Table:
    return laid_out(name, METADATA, *columns, key=key, small=small)


def words(name: str, *, null: bool = False) -> Column[str]:
    """Lay out a column of text."""
    return Column(name, Text, nullable=null)


def number(name: str) -> Column[int]:
    """Lay out a column of whole numbers."""
    return Column(name, _Number, nullable=False, autoincrement=False)


def _bytes(name: str, *, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=null)


#: One a transaction. ``hash`` is over the one before it, so that none can be changed unseen.
ENTRY: Final = _table(
    "entry",
    number("number"),
    words("at"),
    words("kind"),
    words("digest"),
    words("hash"),
    key="number",
)
#: The bytes of a report, once, whatever is read of it.
ORIGINAL: Final = _table("original", words("id"), number("entry"), _bytes("data"), key="id")
#: A report as it was read; read anew it has a row more.
DOCUMENT: Final = _table(
    "document",
    words("id"),
    number("entry"),
    words("day", null=True),
    words("data"),
    _bytes("text"),
    key="id entry",
)
CLAIM: Final = _table(
    "claim",
    words("id"),
    number("entry"),
    words("document"),
    number("place"),
    words("act"),
    words("section"),
    words("modality"),
    words("instrument", null=True),
    words("day", null=True),
    words("data"),
    key="id entry",
)
#: Who takes part in a claim, as what. The act stands here, too: few actors do many things, and
#: a question about one of them should go through no others.
TAKING: Final = _table(
    "taking",
    words("claim"),
    number("entry"),
    words("role"),
    words("actor"),
    words("act"),
    key="claim entry role actor",
    small=True,
)
PACT: Final = _table(
    "pact",
    words("id"),
    number("entry"),
    words("document"),
    words("instrument"),
    words("day", null=True),
    words("data"),
    key="id entry",
)
STEP: Final = _table(
    "step",
    words("id"),
    number("entry"),
    words("document"),
    words("claim"),
    words("instrument"),
    words("day", null=True),
    number("place"),
    words("data"),
    key="id entry",
)
#: What no longer stands, and since which entry.
CLOSING: Final = _table(
    "closing",
    words("subject"),
    number("opened"),
    number("entry"),
    key="subject opened",
    small=True,
)
QUARANTINE: Final = _table(
    "quarantine",
    words("id"),
    number("entry"),
    words("data"),
    _bytes("original", null=True),
    key="id entry",
)
DECISION: Final = _table(
    "decision",
    words("id"),
    number("entry"),
    number("place"),
    words("subject"),
    words("data"),
    words("hash"),
    key="id",
)
RELEASE: Final = _table("release", words("name"), number("entry"), words("data"), key="name entry")

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
