"""Stata's .dta (format 118, Stata 14 and later), with labels drawn from the codebook."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedera.datasets.cells import cells_of
from foedera.datasets.columns import Kind
from foedera.datasets.errors import UnwritableColumnError
from foedera.datasets.packages import borrowed
from foedera.datasets.writers.placing import staged

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedera.datasets.columns import Column, TableDefinition
    from foedera.datasets.table import Table
    from foedera.datasets.writers.placing import Target

#: Stata's limits: characters of a name, of a label, bytes of a text kept within the row.
_NAME: Final = 32
_LABEL: Final = 80
_SHORT: Final = 244
_VERSION: Final = 118
#: Stata's own first day, in place of the clock: the same table gives the same bytes.
_STAMP: Final = datetime(1960, 1, 1)  # noqa: DTZ001 - the format knows no zones
#: Integers beyond this, on either side, are numbers to Stata.
_LARGEST: Final = 2_147_483_620


class StataWriter:
    """Writes Stata files. The whole table is laid out in memory once more."""

    extension = "dta"
    media_type = "application/x-stata-dta"
    needs: str | None = "stata"

    def write(
        self, table: Table, definition: TableDefinition, target: Target, *, language: str
    ) -> None:
        """Write a table for Stata: variables and the values of flags have labels, NA is ``.``.

        Raises:
            MissingPackageError: The extra ``foedera[stata]`` is not installed.
            UnwritableColumnError: A name is longer than Stata allows.
            UnwritableTableError: The target cannot be written.
        """
        pandas = borrowed("pandas", "Writing Stata files", "pip install 'foedera[stata]'")
        for one in definition.columns:
            if len(one.name) > _NAME:
                raise UnwritableColumnError(one.name, f"Stata's names have {_NAME} letters at most")
        columns = {
            one.name: _series(pandas, *cells_of(table, definition, one.name), one.kind)
            for one in definition.columns
        }
        days = {one.name: "td" for one in definition.columns if one.kind is Kind.DATE}
        with staged(target, ".dta") as place:
            pandas.DataFrame(columns).to_stata(
                place,
                write_index=False,
                version=_VERSION,
                time_stamp=_STAMP,
                data_label=_short(definition.title[language]),
                variable_labels={
                    one.name: _short(one.means[language]) for one in definition.columns
                },
                value_labels=_labels(definition, language),
                convert_dates=days,
                convert_strl=_long(columns, definition),
            )


def _series(
    pandas: Any,  # noqa: ANN401 - optional package
    cells: NDArray[Any],
    missing: NDArray[np.bool_],
    kind: Kind,
) -> Any:  # noqa: ANN401 - ditto
    """Return a column as pandas holds it: what is missing stays apart from every value."""
    if kind is Kind.TEXT:
        return np.where(missing, "", cells)
    if kind is Kind.DATE:
        return np.where(missing, np.datetime64("NaT", "D"), cells).astype("datetime64[s]")
    if kind is Kind.NUMBER:
        return np.where(missing, np.nan, cells)
    known = cells[~missing]
    if len(known) and (int(known.max()) > _LARGEST or int(known.min()) < -_LARGEST):
        return np.where(missing, np.nan, cells.astype(np.float64))
    narrow = cells.astype(np.int32) if cells.dtype.itemsize > _WORD else cells
    return pandas.arrays.IntegerArray(narrow.copy(), missing.copy()) if missing.any() else narrow


#: Bytes of the widest integer that Stata has.
_WORD: Final = 4


def _labels(definition: TableDefinition, language: str) -> dict[str, dict[int, str]]:
    """Return labels of values, for columns of integers whose values are few."""
    return {
        one.name: {int(value): says[language] for value, says in one.values.items()}
        for one in definition.columns
        if one.kind is Kind.INTEGER and one.values
    }


def _long(columns: dict[str, Any], definition: TableDefinition) -> list[str]:
    """Return columns whose texts are kept outside the row, each once."""

    def longest(column: Column) -> int:
        different = set(columns[column.name].tolist())
        return max((len(one.encode()) for one in different), default=0)

    return [
        one.name for one in definition.columns if one.kind is Kind.TEXT and longest(one) > _SHORT
    ]


def _short(text: str) -> str:
    """Return a text as long as a label may be."""
    return text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"
