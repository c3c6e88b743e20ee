"""Tells how much is told of each instrument, without reading what is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from foedera.identifiers import InstrumentId
from foedera.ledger import asking
from foedera.ledger.tables import CLOSING, STEP

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class ToldOf:
    """How much reports on record tell of one instrument.

    Attributes:
        instrument: As reports' steps name it.
        steps: How many steps they tell of, the same one as often as it is told.
        documents: In how many reports.
        first: Earliest day of these reports; None where none is known.
        last: Latest day of them.
        entry: Number of the entry with which the last of the steps came.
    """

    instrument: InstrumentId
    steps: int
    documents: int
    first: date | None
    last: date | None
    entry: int


def told_of(connection: Connection) -> tuple[ToldOf, ...]:
    """Return how much is told of each instrument; see ``Ledger.told_of``."""
    count = func.count()
    chosen = (
        select(
            STEP.c.instrument,
            count.label("steps"),
            func.count(STEP.c.document.distinct()).label("documents"),
            func.min(STEP.c.day).label("first"),
            func.max(STEP.c.day).label("last"),
            func.max(STEP.c.entry).label("entry"),
        )
        .where(asking.standing(STEP))
        .group_by(STEP.c.instrument)
        .order_by(count.desc(), STEP.c.instrument)
    )
    return tuple(
        ToldOf(
            InstrumentId(row.instrument),
            row.steps,
            row.documents,
            date.fromisoformat(row.first) if row.first else None,
            date.fromisoformat(row.last) if row.last else None,
            row.entry,
        )
        for row in connection.execute(chosen)
    )


def told_until(connection: Connection) -> int:
    """Return the number of the last entry by which a step came, or anything was closed."""
    last = (select(func.max(table.c.entry)) for table in (STEP, CLOSING))
    return max(int(connection.execute(one).scalar() or 0) for one in last)
