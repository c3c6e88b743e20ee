"""Answers as bytes: JSON, a row a line, or a table; the same answer always the same bytes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

import msgspec

from foedera.web.api.operation import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedera.web.api.operation import Columns, Told

_JSON: Final = msgspec.json.Encoder()
#: Rows go out in pieces of about so many bytes.
_PIECE: Final = 64 * 1024


def encoded(told: Told, form: Form) -> bytes | Iterator[bytes]:
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
        return _lines(told.rows)
    return _table(told.rows, told.columns)


def _lines(rows: Iterable[Any]) -> Iterator[bytes]:
    piece = bytearray()
    for row in rows:
        piece += _JSON.encode(row)
        piece += b"\n"
        if len(piece) > _PIECE:
            yield bytes(piece)
            piece.clear()
    yield bytes(piece)


def _table(rows: Iterable[Any], columns: Columns) -> Iterator[bytes]:
    piece = io.StringIO()
    writer = csv.writer(piece, lineterminator="\r\n")
    writer.writerow([name for name, _ in columns])
    for row in rows:
        writer.writerow([_cell(had(row)) for _, had in columns])
        if piece.tell() > _PIECE:
            yield piece.getvalue().encode("utf-8", "surrogatepass")
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue().encode("utf-8", "surrogatepass")


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
