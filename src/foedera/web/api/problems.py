"""Refusals of the API: RFC 9457, with the statuses that pages have."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import msgspec
from starlette.responses import Response

from foedera.web.statuses import status_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.errors import FoederaError

KIND: Final = "application/problem+json"
#: Names of errors stand in the manual under this.
_TYPE: Final = "urn:foedera:error:"


def problem(error: FoederaError) -> Response:
    """Return what says why something cannot be had."""
    status = status_of(error)
    name = type(error).__name__
    told: dict[str, Any] = {
        "type": f"{_TYPE}{name}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": str(error),
        "error": name,
    }
    parameter = getattr(error, "name", None) if name == "UnreadableParameterError" else None
    if parameter is not None:
        told["parameter"] = parameter
    headers = {"www-authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
    return _answer(told, status, headers)


def refusal(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return what says that there is no such address, or no such method at it."""
    title = HTTPStatus(status).phrase
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return _answer(told, status, headers)


def _answer(told: Mapping[str, Any], status: int, headers: Mapping[str, str] | None) -> Response:
    kept = {"cache-control": "no-store", **(headers or {})}
    # What cannot be written as UTF-8 (half a character out of an address) is shown as it is.
    text = msgspec.json.encode({name: _clean(value) for name, value in told.items()})
    return Response(text, status, kept, KIND)


def _clean(value: Any) -> Any:  # noqa: ANN401 - text or number
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return value
