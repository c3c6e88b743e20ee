"""Answers as bytes: JSON, a row a line, or a table; the same answer always the same bytes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

import msgspec

from foedera.web.api.operation import Form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.web.api.operation import Columns, Told

_JSON: Final = msgspec.json.Encoder()


def encoded(told: Told, form: Form) -> bytes:
    """Return an answer in a form.

    Args:
        told: The answer.
        form: What it is wanted as.
    """
    if form is Form.JSON:
        return told.data if isinstance(told.data, bytes) else _JSON.encode(told.data)
    if form is Form.TEXT:
        return told.text.encode("utf-8", "surrogatepass")
    if form is Form.LINES:
        return b"".join(_JSON.encode(row) + b"\n" for row in told.rows)
    return _table(told.rows, told.columns)


def _table(rows: Iterable[Any], columns: Columns) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([name for name, _ in columns])
    for row in rows:
        writer.writerow([_cell(had(row)) for _, had in columns])
    return written.getvalue().encode("utf-8", "surrogatepass")


def _cell(value: Any) -> Any:  # noqa: ANN401 - whatever a row holds
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (list, tuple)):
        return "; ".join(str(one) for one in value)
    if isinstance(value, (dict, msgspec.Struct)):
        return _JSON.encode(value).decode()
    return value if isinstance(value, (str, int, float)) else msgspec.to_builtins(value)
