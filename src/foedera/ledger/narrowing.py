"""Tells which claims fit a search, by going through the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from foedera.ledger.asking import among
from foedera.ledger.changes import start
from foedera.ledger.index_tables import INDEXED_CLAIM
from foedera.ledger.rows import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from foedera.ledger.columns import Columns
    from foedera.ledger.entries import Sought
    from foedera.ledger.searches import Search

    Fits = NDArray[np.bool_]


def fitting(columns: Columns, connection: Connection, search: Search, last: int) -> Fits:
    """Tell for every row whether it fits, but for the words of its sentence.

    Args:
        columns: As of ``last`` or later.
        connection: Where claims asked for by name are looked up.
        search: What is looked for.
        last: The last entry that counts.
    """
    sought = search.sought
    fits = np.ones(len(columns), np.bool_)
    if columns.upto > last:
        fits &= columns.keys.entry <= last
    if not sought.closed:
        fits &= columns.closed > last
    if search.recorded_since is not None:
        fits &= columns.keys.entry > start(connection, search.recorded_since)
    for one in (*_days(columns, sought), *_parts(columns, search), *_of(columns, search, last)):
        fits &= one
    if sought.claims:
        fits &= _named(columns, connection, sought.claims)
    return fits


def _days(columns: Columns, sought: Sought) -> Iterator[Fits]:
    day = columns.keys.day
    if sought.since is not None:
        yield day >= sought.since.toordinal()  # the day that is not known is 0
    if sought.until is not None:
        yield (day > 0) & (day <= sought.until.toordinal())
    if sought.known_by is not None:
        yield columns.known <= sought.known_by.toordinal()


def _parts(columns: Columns, search: Search) -> Iterator[Fits]:
    """Yield what acts, modalities, instruments and those who take part have to be."""
    sought = search.sought
    instrument = () if sought.instrument is None else (sought.instrument,)
    for name, wanted in (
        ("act", sought.acts),
        ("modality", search.modalities),
        ("instrument", instrument),
        ("agents", sought.agents),
        ("counterparts", sought.counterparts),
        ("sources", search.sources),
    ):
        if wanted:
            yield _holding(columns, name, wanted)
    for actor in sought.between:
        yield _holding(columns, "agents", (actor,)) | _holding(columns, "counterparts", (actor,))
    if sought.among:
        for name in ("agents", "counterparts"):
            words = columns.words[name]
            allowed = words.lit(words.within(one[:LONGEST] for one in sought.among))
            yield allowed.take(columns.codes[name])


def _holding(columns: Columns, name: str, wanted: Sequence[str]) -> Fits:
    numbers = columns.words[name].holding(one[:LONGEST] for one in wanted)
    codes = columns.codes[name]
    if len(numbers) == 1:  # the usual case, and quicker
        found: Fits = codes == numbers[0]
        return found
    return columns.words[name].lit(numbers).take(codes)


def _of(columns: Columns, search: Search, last: int) -> Iterator[Fits]:
    """Yield what the reports have to be."""
    document = columns.keys.document
    if search.sought.documents:
        words = columns.words["document"]
        yield words.lit(words.holding(search.sought.documents)).take(document)
    for name, wanted in (("outlet", search.outlets), ("language", search.languages)):
        if wanted:
            words = columns.words[name]
            of_reports = reported(columns, name, last)
            known = of_reports >= 0
            yield (known & words.lit(words.holding(wanted))[of_reports]).take(document)


def reported(columns: Columns, name: str, last: int) -> NDArray[np.int32]:
    """Return what reports have as outlet or language after an entry, by their numbers.

    Reports that were not on record then have -1.
    """
    reports = columns.reports
    standing = reports.standing(last)
    told = np.full(len(columns.words["document"].values), -1, np.int32)
    told[reports.document[standing]] = getattr(reports, name)[standing]
    return told


def _named(columns: Columns, connection: Connection, names: Sequence[str]) -> Fits:
    chosen = select(INDEXED_CLAIM.c.number).where(among(connection, INDEXED_CLAIM.c.claim, names))
    numbers = np.asarray(connection.execute(chosen).scalars().all(), np.int64)
    fits = np.zeros(len(columns), np.bool_)
    fits[numbers[numbers <= len(columns)] - 1] = True
    return fits
