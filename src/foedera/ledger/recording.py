"""Writes entries: each whole or not at all, and chained to the one before it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select

from foedera.claims.review import Verdict, named
from foedera.ledger import chain, indexing
from foedera.ledger.asking import among
from foedera.ledger.entries import Filed
from foedera.ledger.errors import AlteredEntryError, OvertakenError, UnknownDecisionError
from foedera.ledger.rows import (
    as_json,
    column,
    decision_data,
    decision_of,
    document_rows,
    packed,
    refused_row,
)
from foedera.ledger.tables import (
    CLAIM,
    CLOSING,
    DECISION,
    DOCUMENT,
    ENTRY,
    KEPT,
    ORIGINAL,
    PACT,
    QUARANTINE,
    STEP,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, RowMapping, Table

    from foedera.claims.review import Decision
    from foedera.identifiers import ContentId
    from foedera.ledger.entries import Filing, Refused

Rows = dict[str, list[dict[str, Any]]]
#: Tables with a row for everything that a reading of a report found.
_READ: Final = (CLAIM, PACT, STEP)


def head_row(connection: Connection) -> tuple[int, str, str]:
    """Return number, moment and hash of the last entry."""
    row = connection.execute(
        select(ENTRY.c.number, ENTRY.c.at, ENTRY.c.hash).order_by(ENTRY.c.number.desc()).limit(1)
    ).first()
    return (row.number, row.at, row.hash) if row else (0, "", chain.START)


def append(connection: Connection, kind: str, rows: Mapping[str, Any], at: datetime) -> int:
    """Write one entry with its rows, and return its number.

    The moment of an entry is never earlier than that of the one before it, whatever the
    clock of the one who writes.
    """
    number, last, before = head_row(connection)
    number += 1
    moment = max(chain.moment_text(at), last)
    told = defaultdict(list, rows)
    digest = chain.entry_digest(told)
    connection.execute(
        insert(ENTRY),
        {
            "number": number,
            "at": moment,
            "kind": kind,
            "digest": digest,
            "hash": chain.entry_hash(before, number, moment, kind, digest),
        },
    )
    for table in KEPT:
        if told[table.name]:
            connection.execute(
                insert(table), [{**one, "entry": number} for one in told[table.name]]
            )
    indexing.add(connection, number, told)
    return number


def file(
    connection: Connection, filing: Filing, data: bytes, at: datetime, *, again: bool
) -> Filed:
    """Record what was read of one report; see ``Ledger.file``."""
    rows = document_rows(filing)
    document = filing.document.id
    standing = _standing(connection, DOCUMENT, document)
    if not standing:
        original = _has(connection, ORIGINAL, document)
        if not original:
            rows["original"] = [{"id": document, "data": packed(data)}]
        rows["closing"] = list(_leaving_quarantine(connection, document))
        append(connection, "filing", rows, at)
        return Filed.NEW
    if not again:
        return Filed.KNOWN
    changed = _changes(connection, rows, document, standing[document])
    if changed is None:
        return Filed.KNOWN
    append(connection, "rereading", changed, at)
    return Filed.REREAD


def _changes(connection: Connection, rows: Rows, document: str, opened: int) -> Rows | None:
    """Return the rows by which a reading differs from the one on record; None for none.

    A claim that says the same keeps its name; if it has another place, or was read by other
    rules, it gets another row.
    """
    closing: list[dict[str, Any]] = []
    changed: Rows = {}
    for table in _READ:
        standing = _whole(connection, table, document)
        found = {one["id"]: _told(one) for one in rows[table.name]}
        kept = {name for name, (_, told) in standing.items() if found.get(name) == told}
        changed[table.name] = [one for one in rows[table.name] if one["id"] not in kept]
        closing += [
            {"subject": name, "opened": since}
            for name, (since, _) in standing.items()
            if name not in kept
        ]
    new = {one["id"] for one in changed["claim"]}
    changed["taking"] = [one for one in rows["taking"] if one["claim"] in new]
    chosen = select(DOCUMENT.c.data).where(DOCUMENT.c.id == document, DOCUMENT.c.entry == opened)
    same = connection.execute(chosen).scalar_one() == rows["document"][0]["data"]
    if same and not closing and not any(changed.values()):
        return None
    changed["document"] = rows["document"]
    changed["closing"] = [*closing, {"subject": document, "opened": opened}]
    return changed


def _told(row: Mapping[str, Any] | RowMapping) -> tuple[Any, Any]:
    return row.get("place"), row["data"]


def _whole(
    connection: Connection, table: Table, document: str
) -> dict[str, tuple[int, tuple[Any, Any]]]:
    """Return the rows of a report that stand: by name, each with its entry and what it says."""
    found = connection.execute(
        select(table).where(table.c.document == document, ~_closed(table))
    ).mappings()
    return {row["id"]: (row["entry"], _told(row)) for row in found}


def _standing(connection: Connection, table: Table, name: str) -> dict[str, int]:
    """Return the row that stands under a name, if any: the name with the entry that brought it."""
    found = connection.execute(
        select(table.c.id, table.c.entry).where(table.c.id == name, ~_closed(table))
    )
    return {row.id: row.entry for row in found}


def _closed(table: Table) -> ColumnElement[bool]:
    closed = select(CLOSING.c.subject).where(
        CLOSING.c.subject == table.c.id, CLOSING.c.opened == table.c.entry
    )
    return closed.exists()


def _has(connection: Connection, table: Table, name: str) -> bool:
    found = connection.execute(select(table.c.entry).where(table.c.id == name).limit(1))
    return found.first() is not None


def _leaving_quarantine(connection: Connection, name: str) -> list[dict[str, Any]]:
    held = _standing(connection, QUARANTINE, name)
    return [{"subject": subject, "opened": opened} for subject, opened in held.items()]


def quarantine(connection: Connection, refused: Refused, data: bytes | None, at: datetime) -> bool:
    """Keep a report that could not be read; see ``Ledger.quarantine``."""
    if _standing(connection, QUARANTINE, refused.id):
        return False
    append(connection, "quarantine", {"quarantine": [refused_row(refused, data)]}, at)
    return True


def release_from_quarantine(connection: Connection, name: ContentId, at: datetime) -> bool:
    """Close what stands in quarantine under a name; False where nothing does."""
    leaving = _leaving_quarantine(connection, name)
    if leaving:
        append(connection, "release from quarantine", {"closing": leaving}, at)
    return bool(leaving)


def decide(
    connection: Connection, decisions: Sequence[Decision], at: datetime, seen: int | None = None
) -> int:
    """Record decisions; see ``Ledger.decide``."""
    if seen is not None:
        _not_overtaken(connection, decisions, seen)
    names = [one.id for one in decisions] + [one.undoes for one in decisions if one.undoes]
    chosen = select(DECISION.c.id).where(among(connection, DECISION.c.id, names))
    known = set(connection.execute(chosen).scalars())
    place, before = _last_decision(connection)
    rows = []
    for decision in decisions:
        if decision.id in known:
            continue
        _sound(decision, known)
        told = decision_data(decision)
        place, before = place + 1, chain.decision_hash(before, told)
        rows.append(
            {
                "id": decision.id,
                "place": place,
                "subject": column(decision.subject),
                "data": told,
                "hash": before,
            }
        )
        known.add(decision.id)
    if rows:
        append(connection, "decision", {"decision": rows}, at)
    return len(rows)


def _not_overtaken(connection: Connection, decisions: Sequence[Decision], seen: int) -> None:
    """Refuse decisions on what somebody else has openly decided after an entry.

    Nobody else can write until this is done, so that of two only one is the first.
    """
    chosen = select(DECISION.c.data).where(
        among(connection, DECISION.c.subject, [one.subject for one in decisions]),
        DECISION.c.entry > seen,
    )
    coders = {one.coder for one in decisions}
    later = [decision_of(row.data) for row in connection.execute(chosen.order_by(DECISION.c.place))]
    others = [
        one
        for one in later
        if one.coder not in coders and not one.blind and one.verdict is not Verdict.NOTE
    ]
    if others:
        raise OvertakenError(others)


def _sound(decision: Decision, known: set[str]) -> None:
    if named(decision).id != decision.id:
        raise AlteredEntryError(decision.id)
    if decision.verdict is Verdict.UNDO and decision.undoes not in known:
        raise UnknownDecisionError(str(decision.undoes))


def _last_decision(connection: Connection) -> tuple[int, str]:
    row = connection.execute(
        select(DECISION.c.place, DECISION.c.hash).order_by(DECISION.c.place.desc()).limit(1)
    ).first()
    return (row.place, row.hash) if row else (0, chain.START)


def note_release(connection: Connection, name: str, told: Mapping[str, str], at: datetime) -> None:
    """Record that a release was made."""
    rows = {"release": [{"name": column(name), "data": as_json(dict(told))}]}
    append(connection, "release", rows, at)
