"""Fills the tables that help to find: row by row as entries are made, or all of them anew."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import msgspec
from sqlalchemy import and_, func, insert, join, select, text

from foedera.ledger import index_tables
from foedera.ledger.entries import Fault
from foedera.ledger.index_tables import INDEXED_CLAIM, INDEXED_REPORT
from foedera.ledger.rows import LONGEST
from foedera.ledger.tables import CLAIM, DOCUMENT
from foedera.ledger.words import words_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import ColumnElement, Connection, Table, TextClause

#: Words of a sentence that count. What is longer is no sentence, and Postgres numbers no more
#: than some ten thousand.
MOST_WORDS: Final = 4000
#: Rows written at once.
_AT_ONCE: Final = 1000
_SQLITE: Final = text("INSERT INTO sentence(rowid, words) VALUES (:number, :words)")
_POSTGRES: Final = text(
    "INSERT INTO sentence(number, words) VALUES (:number, CAST(:words AS tsvector))"
)


class _Span(msgspec.Struct):
    start: int
    end: int


class _Party(msgspec.Struct):
    actor: str


class _Source(msgspec.Struct):
    actors: list[str]


class _Claim(msgspec.Struct):
    span: _Span
    agents: list[_Party] = []
    counterparts: list[_Party] = []
    sources: list[_Source] = []


class _Told(msgspec.Struct):
    claim: _Claim
    words: dict[str, str]


class _Outlet(msgspec.Struct):
    value: str
    actor: str | None = None


class _Report(msgspec.Struct):
    language: str
    outlet: _Outlet | None = None


_UNFIT: Final = (
    "the index does not fit what is on record: what is searched for may be missed. Nothing of "
    "the record is touched by that; make the index anew with 'foedera init'"
)
_CLAIM: Final = msgspec.json.Decoder(_Told)
_REPORT: Final = msgspec.json.Decoder(_Report)


def add(connection: Connection, entry: int, rows: Mapping[str, list[dict[str, Any]]]) -> None:
    """Index the rows of an entry.

    Args:
        connection: Whoever writes the entry.
        entry: Its number.
        rows: Its rows, by the name of their table.
    """
    reports = [_report(one, entry) for one in rows[DOCUMENT.name]]
    claims = [{**one, "entry": entry} for one in rows[CLAIM.name]]
    claims.sort(key=lambda one: (one["place"], one["id"]))
    if reports:
        connection.execute(insert(INDEXED_REPORT), reports)
    if claims:
        last = connection.execute(select(func.max(INDEXED_CLAIM.c.number))).scalar() or 0
        _write(connection, _numbered(claims, int(last)))


def fill(connection: Connection) -> None:
    """Index all that is on record, into empty tables."""
    documents = select(DOCUMENT.c.id, DOCUMENT.c.entry, DOCUMENT.c.day, DOCUMENT.c.data)
    streamed = {"yield_per": _AT_ONCE}
    found = connection.execute(documents.order_by(DOCUMENT.c.entry), execution_options=streamed)
    for batch in found.mappings().partitions(_AT_ONCE):
        told = [_report(dict(one), one["entry"]) for one in batch]
        connection.execute(insert(INDEXED_REPORT), told)
    claims = select(CLAIM).order_by(CLAIM.c.entry, CLAIM.c.place, CLAIM.c.id)
    rows = connection.execute(claims, execution_options=streamed).mappings()
    _write(connection, _numbered(map(dict, rows), 0))


def rebuild(connection: Connection) -> None:
    """Empty the tables, and index all that is on record."""
    index_tables.empty(connection)
    fill(connection)


def faults(connection: Connection) -> Iterator[Fault]:
    """Yield which tables are not what would be made of the rows on record."""
    same = (INDEXED_CLAIM.c.claim == CLAIM.c.id) & (INDEXED_CLAIM.c.entry == CLAIM.c.entry)
    alike = [
        INDEXED_CLAIM.c[one].is_not_distinct_from(CLAIM.c[one])
        for one in ("document", "place", "act", "modality", "instrument", "day")
    ]
    if not _as_many(connection, INDEXED_CLAIM, CLAIM, same & and_(*alike)):
        yield Fault(0, INDEXED_CLAIM.name, _UNFIT)
    of = INDEXED_REPORT.c.document == DOCUMENT.c.id
    if not _as_many(
        connection, INDEXED_REPORT, DOCUMENT, of & (INDEXED_REPORT.c.entry == DOCUMENT.c.entry)
    ):
        yield Fault(0, INDEXED_REPORT.name, _UNFIT)


def _as_many(connection: Connection, made: Table, of: Table, same: ColumnElement[bool]) -> bool:
    sizes = [
        connection.execute(select(func.count()).select_from(one)).scalar_one()
        for one in (made, of, join(of, made, same))
    ]
    return len(set(sizes)) == 1


def outlet_of(outlet: Any) -> str:  # noqa: ANN401 - as read in full, or in part
    """Return by what an outlet is called in a search: its code, else its name, else nothing."""
    return "" if outlet is None else outlet.actor or outlet.value


def _report(row: Mapping[str, Any], entry: int) -> dict[str, Any]:
    told = _REPORT.decode(row["data"])
    return {
        "document": row["id"],
        "entry": entry,
        "day": row["day"],
        "outlet": outlet_of(told.outlet),
        "language": told.language,
    }


def _numbered(
    rows: Iterable[Mapping[str, Any]], last: int
) -> Iterator[tuple[dict[str, Any], list[str] | None]]:
    """Yield rows of the index, each with the words that come with it.

    A sentence that states several claims has its words with the first of them.
    """
    number = last
    for _, group in groupby(rows, key=lambda row: (row["entry"], row["document"])):
        sentences: dict[str, int] = {}
        for row in group:
            number += 1
            told = _CLAIM.decode(row["data"])
            sentence = told.words[f"{told.claim.span.start}-{told.claim.span.end}"]
            first = sentences.setdefault(sentence, number)
            words = words_of_text(sentence)[:MOST_WORDS] if first == number else None
            yield _claim(row, told.claim, number, first), words


def _claim(row: Mapping[str, Any], claim: _Claim, number: int, sentence: int) -> dict[str, Any]:
    return {
        "number": number,
        "entry": row["entry"],
        "claim": row["id"],
        "document": row["document"],
        "place": row["place"],
        "act": row["act"],
        "modality": row["modality"],
        "instrument": row["instrument"],
        "day": row["day"],
        "agents": _list(one.actor for one in claim.agents),
        "counterparts": _list(one.actor for one in claim.counterparts),
        "sources": _list(actor for one in claim.sources for actor in one.actors),
        "sentence": sentence,
    }


def _list(actors: Iterable[str]) -> str:
    told = dict.fromkeys(actor[:LONGEST] for actor in actors)
    return json.dumps(list(told), ensure_ascii=False, separators=(",", ":"))


def _write(connection: Connection, rows: Iterable[tuple[dict[str, Any], list[str] | None]]) -> None:
    sqlite = connection.dialect.name == "sqlite"
    statement, told = (_SQLITE, " ".join) if sqlite else (_POSTGRES, _vector)
    claims: list[dict[str, Any]] = []
    sentences: list[dict[str, Any]] = []
    for claim, words in rows:
        claims.append(claim)
        if words is not None:
            sentences.append({"number": claim["number"], "words": told(words)})
        if len(claims) >= _AT_ONCE:
            _write_batch(connection, statement, claims, sentences)
            claims, sentences = [], []
    _write_batch(connection, statement, claims, sentences)


def _write_batch(
    connection: Connection,
    statement: TextClause,
    claims: list[dict[str, Any]],
    sentences: list[dict[str, Any]],
) -> None:
    if claims:
        connection.execute(insert(INDEXED_CLAIM), claims)
    if sentences:
        connection.execute(statement, sentences)


def _vector(words: list[str]) -> str:
    """Write words with their places as Postgres reads them; they hold letters and digits only."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(words, start=1):
        places.setdefault(word, []).append(str(place))
    return " ".join(f"'{word}':{','.join(told)}" for word, told in places.items())
