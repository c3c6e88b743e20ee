"""Tables that are made of the others and only help to find: they can be made anew at any time.

They are no part of the chain, and nothing is told out of them but where to look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Index, MetaData, column, table, text

from foedera.ledger.tables import laid_out, number, words

if TYPE_CHECKING:
    from sqlalchemy import Connection

INDEXES: Final = MetaData()

#: A row of claims, in short: all that claims are looked for by. Numbered from 1 without a gap, in
#: the order in which they were recorded. Actors are lists in JSON. ``sentence`` is the number of
#: the first claim of the same entry that the same sentence states: its words stand under it.
INDEXED_CLAIM: Final = laid_out(
    "indexed_claim",
    INDEXES,
    number("number"),
    number("entry"),
    words("claim"),
    words("document"),
    number("place"),
    words("act"),
    words("modality"),
    words("instrument", null=True),
    words("day", null=True),
    words("agents"),
    words("counterparts"),
    words("sources"),
    number("sentence"),
    key="number",
)
#: A row of documents, in short. ``outlet`` is empty where it is not known.
INDEXED_REPORT: Final = laid_out(
    "indexed_report",
    INDEXES,
    words("document"),
    number("entry"),
    words("day", null=True),
    words("outlet"),
    words("language"),
    key="document entry",
)
Index("indexed_claim_name", INDEXED_CLAIM.c.claim, INDEXED_CLAIM.c.entry, unique=True)
Index("indexed_report_entry", INDEXED_REPORT.c.entry)

#: The words of sentences; how they are kept is each database's own.
SENTENCE: Final = table("sentence", column("number"), column("words"))
#: Words come folded and apart, so that SQLite has only to split them at spaces. It keeps no
#: copy of them, and prefixes of two and three letters as if they were words.
_SQLITE: Final = (
    "CREATE VIRTUAL TABLE sentence USING fts5(words, content='', tokenize='ascii', prefix='2 3')",
)
_POSTGRES: Final = (
    "CREATE TABLE sentence (number BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX sentence_words ON sentence USING gin (words)",
)


def make(connection: Connection) -> None:
    """Make the tables, empty."""
    INDEXES.create_all(connection)
    for told in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRES:
        connection.execute(text(told))


def empty(connection: Connection) -> None:
    """Empty the tables."""
    for one in INDEXES.sorted_tables:
        connection.execute(one.delete())
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO sentence(sentence) VALUES ('delete-all')"))
    else:
        connection.execute(text("DELETE FROM sentence"))
