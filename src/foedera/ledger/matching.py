"""Finds the sentences that hold what a user's words ask for, by the index of each database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from sqlalchemy import text

from foedera.ledger.columns import Columns  # noqa: TC001 - its numbers are what is found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from foedera.ledger.words import Asked, Term

#: Sentences that are found at most, those recorded last; of more it is said that there are.
MOST: Final = 500_000
#: Numbers come as one text: fetching them row by row takes several times as long.
_SQLITE: Final = text(
    "SELECT group_concat(rowid) FROM (SELECT rowid FROM sentence WHERE words MATCH :asked "
    "ORDER BY rowid DESC LIMIT :most)"
)
_POSTGRES: Final = text(
    "SELECT string_agg(CAST(number AS text), ',') FROM (SELECT number FROM sentence "
    "WHERE words @@ CAST(:asked AS tsquery) ORDER BY number DESC LIMIT :most) AS found"
)


class Matching:
    """Which rows of claims have sentences that fit.

    Attributes:
        rows: For every row of the columns whether it fits.
        is_least: Whether looking for more stopped at a limit.
    """

    def __init__(self, connection: Connection, asked: Asked, columns: Columns) -> None:
        self.is_least = False
        self._most = len(columns)  # no sentence has a greater number than its claims
        if asked.nothing:
            fits = np.zeros(self._most + 1, np.bool_)
        elif asked.wanted:
            fits = self._holding(connection, asked.wanted, every=True)
        else:
            fits = np.ones(self._most + 1, np.bool_)
        if asked.unwanted and not asked.nothing:
            fits &= ~self._holding(connection, asked.unwanted, every=False)
        self.rows: NDArray[np.bool_] = fits.take(columns.sentence)

    def _holding(
        self, connection: Connection, terms: Sequence[Term], *, every: bool
    ) -> NDArray[np.bool_]:
        sqlite = connection.dialect.name == "sqlite"
        told = _for_sqlite(terms, every=every) if sqlite else _for_postgres(terms, every=every)
        statement = _SQLITE if sqlite else _POSTGRES
        found = connection.execute(statement, {"asked": told, "most": MOST}).scalar()
        fits = np.zeros(self._most + 1, np.bool_)
        if found:
            numbers = np.fromstring(found, np.int64, sep=",")
            self.is_least |= len(numbers) >= MOST
            fits[numbers[numbers <= self._most]] = True
        return fits


def _for_sqlite(terms: Sequence[Term], *, every: bool) -> str:
    """Write terms as FTS5 reads them; their words hold letters and digits only."""
    told = (f'"{" ".join(one.words)}"{" *" if one.begins else ""}' for one in terms)
    return (" AND " if every else " OR ").join(told)


def _for_postgres(terms: Sequence[Term], *, every: bool) -> str:
    """Write terms as a tsquery."""
    told = []
    for one in terms:
        words = [f"'{word}'" for word in one.words]
        words[-1] += ":*" if one.begins else ""
        told.append(f"({' <-> '.join(words)})")
    return (" & " if every else " | ").join(told)
