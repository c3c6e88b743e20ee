"""All claims of a ledger in a few columns of numbers, held in memory: what is looked through.

Going through two hundred thousand numbers takes a fraction of a millisecond whatever is asked,
so that every question is counted in full, on any database alike. A claim takes some sixty
bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from sqlalchemy import and_, select

from foedera.ledger.index_tables import INDEXED_CLAIM, INDEXED_REPORT
from foedera.ledger.ordering import Keys, Order, ordered
from foedera.ledger.tables import CLOSING, ENTRY
from foedera.ledger.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import ColumnElement, Connection, Table

    Numbers = NDArray[np.int32]
    Large = NDArray[np.int64]

#: The entry that closes what is not closed.
NEVER: Final = 2**62
_SINGLE: Final = ("act", "modality", "instrument")
#: Of these a claim has several, or none.
_SEVERAL: Final = ("agents", "counterparts", "sources")
#: Digits of a claim's name by which those of one place are put in order.
_DIGITS: Final = slice(4, 19)


@dataclass(frozen=True)
class Reports:
    """The rows of reports.

    Attributes:
        document: Which report it is of, as a number.
        entry: The entry that brought the row.
        closed: The entry that closed it.
        day: Day of the report as an ordinal; 0 where it is not known.
        outlet: Its outlet, as a number.
        language: Its language, as a number.
    """

    document: Numbers
    entry: Large
    closed: Large
    day: Numbers
    outlet: Numbers
    language: Numbers

    def standing(self, last: int) -> NDArray[np.intp]:
        """Return the rows that stood after an entry: one of every report on record."""
        return np.flatnonzero((self.entry <= last) & (self.closed > last))


@dataclass(frozen=True)
class Columns:
    """The rows of claims as of an entry, in the order in which they were recorded.

    Nothing of it is ever altered: whoever has one may go through it while others are made.

    Attributes:
        upto: The last entry that is in it.
        closed: For every row the entry that closed it.
        year: Year of the report; 0 where it is not known.
        known: The day from which the report counts as known, as an ordinal.
        sentence: Number of the sentence.
        keys: What rows are put in order by; among it day, report and entry.
        codes: Act, modality, instrument, agents, counterparts and sources, as numbers.
        order: How rows follow one another.
        reports: The rows of reports.
        words: What the numbers stand for, also those of reports, outlets and languages.
    """

    upto: int
    closed: Large
    year: Numbers
    known: Numbers
    sentence: Large
    keys: Keys
    codes: Mapping[str, Numbers]
    order: Order
    reports: Reports
    words: Mapping[str, Vocabulary] = field(repr=False)

    def __len__(self) -> int:
        """Return how many rows of claims there are."""
        return len(self.closed)


def nothing() -> Columns:
    """Return the columns of an empty ledger."""
    small, large, none = np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.intp)
    words = {name: Vocabulary() for name in (*_SINGLE, "document", "outlet", "language")}
    words |= {name: Vocabulary(json.loads) for name in _SEVERAL}
    return Columns(
        upto=0,
        closed=large,
        year=small,
        known=small,
        sentence=large,
        keys=Keys(small, small, small, large, large),
        codes=dict.fromkeys((*_SINGLE, *_SEVERAL), small),
        order=Order(none, none),
        reports=Reports(small, large, large, small, small, small),
        words=words,
    )


def brought_up(before: Columns, connection: Connection, upto: int) -> Columns:
    """Return columns with what was recorded since.

    Args:
        before: The columns as they were.
        connection: Sees the ledger as of an entry, and nothing later.
        upto: That entry.
    """
    if upto <= before.upto:
        return before
    told = _read(connection, INDEXED_CLAIM, INDEXED_CLAIM.c.number > len(before))
    words, old = before.words, before.keys
    day = _days(told["day"])
    keys = Keys(
        day=_after(old.day, day),
        document=_after(old.document, words["document"].numbers(told["document"])),
        place=_after(old.place, told["place"]),
        name=_after(old.name, [_beginning(one) for one in told["claim"]]),
        entry=_after(old.entry, told["entry"]),
    )
    codes = {
        name: _after(codes, words[name].numbers(told[name])) for name, codes in before.codes.items()
    }
    closed = _after(before.closed, np.full(len(day), NEVER, np.int64))
    for number, entry in _closings(connection, before.upto):
        closed[number - 1] = entry
    return Columns(
        upto=upto,
        closed=closed,
        year=_after(before.year, _years(told["day"])),
        known=_after(before.known, _known(connection, told["entry"], day)),
        sentence=_after(before.sentence, told["sentence"]),
        keys=keys,
        codes=codes,
        order=ordered(before.order, keys, words["document"].values),
        reports=_reports(before, connection),
        words=words,
    )


def _read(
    connection: Connection, table: Table, wanted: ColumnElement[bool]
) -> dict[str, Sequence[Any]]:
    """Return the columns of the rows that are wanted, by their names."""
    rows = connection.execute(select(table).where(wanted).order_by(*table.primary_key)).all()
    names = [one.name for one in table.columns]
    return (
        dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())
    )


def _reports(before: Columns, connection: Connection) -> Reports:
    old, words = before.reports, before.words
    told = _read(connection, INDEXED_REPORT, INDEXED_REPORT.c.entry > before.upto)
    document = _after(old.document, words["document"].numbers(told["document"]))
    entry = _after(old.entry, told["entry"])
    closed = _after(old.closed, np.full(len(told["entry"]), NEVER, np.int64))
    for name, opened, closing in _closings_of_reports(connection, before.upto):
        of = document == words["document"].number(name)
        closed[of & (entry == opened)] = closing
    return Reports(
        document=document,
        entry=entry,
        closed=closed,
        day=_after(old.day, _days(told["day"])),
        outlet=_after(old.outlet, words["outlet"].numbers(told["outlet"])),
        language=_after(old.language, words["language"].numbers(told["language"])),
    )


def _closings(connection: Connection, after: int) -> Iterable[tuple[int, int]]:
    """Return which rows of claims were closed, and by which entry."""
    same = and_(
        INDEXED_CLAIM.c.claim == CLOSING.c.subject, INDEXED_CLAIM.c.entry == CLOSING.c.opened
    )
    chosen = select(INDEXED_CLAIM.c.number, CLOSING.c.entry).join(CLOSING, same)
    return [(row[0], row[1]) for row in connection.execute(chosen.where(CLOSING.c.entry > after))]


def _closings_of_reports(connection: Connection, after: int) -> Iterable[tuple[str, int, int]]:
    same = and_(
        INDEXED_REPORT.c.document == CLOSING.c.subject, INDEXED_REPORT.c.entry == CLOSING.c.opened
    )
    chosen = select(CLOSING.c.subject, CLOSING.c.opened, CLOSING.c.entry)
    chosen = chosen.join(INDEXED_REPORT, same).where(CLOSING.c.entry > after)
    return [(row[0], row[1], row[2]) for row in connection.execute(chosen)]


def _known(connection: Connection, entries: Sequence[int], day: Numbers) -> Numbers:
    """Return from which day reports count as known: where undated, from that of their entry."""
    undated = np.flatnonzero(day == 0).tolist()
    if not undated:
        return day
    between = ENTRY.c.number.between(entries[undated[0]], entries[undated[-1]])
    found = connection.execute(select(ENTRY.c.number, ENTRY.c.at).where(between))
    made = {row.number: row.at[:10] for row in found}
    known = day.copy()
    known[undated] = _days([made[entries[one]] for one in undated])
    return known


def _days(told: Sequence[str | None]) -> Numbers:
    each = {one: date.fromisoformat(one).toordinal() if one else 0 for one in dict.fromkeys(told)}
    return np.fromiter(map(each.__getitem__, told), np.int32, len(told))


def _years(told: Sequence[str | None]) -> Numbers:
    each = {one: int(one.partition("-")[0]) if one else 0 for one in dict.fromkeys(told)}
    return np.fromiter(map(each.__getitem__, told), np.int32, len(told))


def _beginning(name: str) -> int:
    """Return the beginning of a claim's name as a number; other names are all alike."""
    try:
        return int(name[_DIGITS], 16)
    except ValueError:
        return 0


def _after(old: NDArray[Any], new: Sequence[int] | NDArray[Any]) -> NDArray[Any]:
    return np.concatenate([old, np.asarray(new, old.dtype)])
