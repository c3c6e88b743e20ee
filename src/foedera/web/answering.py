"""Answers requests: finds out who asks, has the screen answer, gives the form asked for."""

from __future__ import annotations

import csv
import io
import logging
from typing import TYPE_CHECKING, Any, Final

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response, StreamingResponse

from foedera.datasets.releases.errors import UnknownFactError
from foedera.errors import FoederaError
from foedera.ledger.errors import BusyLedgerError, NotOnRecordError, OvertakenError
from foedera.treaties.errors import UnknownInstrumentError
from foedera.web.asked import Asked
from foedera.web.errors import (
    ForgedRequestError,
    NoTableError,
    NotAllowedError,
    NotSignedInError,
    TooLargeError,
)
from foedera.web.gates.open_gate import foreign
from foedera.web.reply import File, Moved, Page
from foedera.web.templating import filled
from foedera.wording import INTERFACES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request

    from foedera.accounts import Person, Role
    from foedera.web.desk import Desk
    from foedera.web.reply import Reply, Table
    from foedera.web.screen import Screen

_LOG: Final = logging.getLogger("foedera.web")
#: Statuses of errors of the rooms beneath; 400 for all others: what was asked cannot be.
_STATUSES: Final[Mapping[type[FoederaError], int]] = {
    NotOnRecordError: 404,
    UnknownInstrumentError: 404,
    UnknownFactError: 404,
    OvertakenError: 409,
    BusyLedgerError: 503,
}
#: Cookies last a year; ``Secure`` is added where the connection is.
_YEAR: Final = 365 * 24 * 3600
#: Rows of a table are sent in pieces of so many characters.
_PIECE: Final = 64 * 1024


def status_of(error: FoederaError) -> int:
    """Return the HTTP status that says what an error says."""
    own = getattr(error, "status", None)
    if isinstance(own, int):
        return own
    return next((code for kind, code in _STATUSES.items() if isinstance(error, kind)), 400)


async def answered(request: Request, screen: Screen, desk: Desk) -> Response:
    """Answer a request with what a screen replies.

    Args:
        request: The request.
        screen: The screen at its address.
        desk: What it is answered from.
    """
    language = request.path_params.get("language", INTERFACES[0])
    given = tuple(request.query_params.multi_items())
    bare = Asked(request, desk, language, given=given)
    try:
        form = await _form(request, screen)
        asked = await run_in_threadpool(_let_in, bare, screen, form)
        reply = await run_in_threadpool(screen.answer, asked)
        return await run_in_threadpool(_given, reply, asked)
    except FoederaError as error:
        return await run_in_threadpool(refused, error, bare)


def _let_in(bare: Asked, screen: Screen, form: Mapping[str, str] | None) -> Asked:
    """Return the request with who sends it.

    Raises:
        NotSignedInError: Nobody known, where somebody must be.
        NotAllowedError: Somebody who may not.
        ForgedRequestError: A form that none of our pages made.
    """
    gate = bare.desk.gate
    person = gate.person(bare.request)
    if form is not None and screen.stamped:
        gate.check(bare.request, form)
    elif form is not None and foreign(bare.request):
        raise ForgedRequestError
    _check(person, screen.role)
    return Asked(bare.request, bare.desk, bare.language, form or {}, person, bare.given)


def _check(person: Person | None, role: Role | None) -> None:
    if role is None:
        return
    if person is None:
        raise NotSignedInError(role.value)
    if not person.role.covers(role):
        raise NotAllowedError(person.role.value, role.value)


async def _form(request: Request, screen: Screen) -> Mapping[str, str] | None:
    """Return the fields that were sent; None where none can be.

    Files are read as far as ``Screen.most`` allows and stand as text, decoded as Latin-1 so
    that no byte is lost.

    Raises:
        TooLargeError: More was sent than is taken.
    """
    if request.method == "GET":
        return None
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > screen.most:
        raise TooLargeError(screen.most)
    fields: dict[str, str] = {}
    async with request.form(max_files=1, max_fields=200, max_part_size=screen.most) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields[name] = value
            else:
                fields[name] = (await value.read()).decode("latin-1")
                fields[f"{name}_filename"] = value.filename or ""
    return fields


def refused(error: FoederaError, asked: Asked) -> Response:
    """Return the page that says why not; data where data were asked for."""
    status = status_of(error)
    title = asked.words(f"web-status-{status}" if status in _TITLED else "web-status-400")
    told = {"title": title, "status": status, "detail": str(error)}
    page = Page(template="refused.html", title=title, data=told, status=status, private=True)
    form = asked.request.scope.get("form")
    if form in {"json", "csv"}:
        return Response(msgspec.json.encode(told), status, media_type="application/problem+json")
    return _html(page, asked)


#: Statuses with a title of their own in the wording.
_TITLED: Final = frozenset({400, 401, 403, 404, 409, 413, 503})


def _given(reply: Reply, asked: Asked) -> Response:
    """Return a reply in the form that was asked for.

    Raises:
        NoTableError: The page cannot be had in it.
    """
    if isinstance(reply, Moved):
        return _with_cookies(RedirectResponse(reply.to, 303), reply.cookies, asked)
    if isinstance(reply, File):
        headers = {"content-disposition": f'attachment; filename="{reply.name}"'}
        return StreamingResponse(reply.parts, media_type=reply.kind, headers=headers)
    response = _in_form(reply, asked, asked.request.scope.get("form"))
    response.headers.setdefault("cache-control", "no-store" if reply.private else "no-cache")
    return _with_cookies(response, reply.cookies, asked)


def _in_form(page: Page, asked: Asked, form: str | None) -> Response:
    if form is None:
        return _html(page, asked)
    if form == "json":
        return Response(msgspec.json.encode(page.data), page.status, media_type="application/json")
    if form == "csv" and page.table is not None:
        headers = {"content-disposition": 'attachment; filename="foedera.csv"'}
        kind = "text/csv; charset=utf-8"
        return StreamingResponse(_lines(page.table), page.status, headers, kind)
    if form == "svg" and page.picture is not None:
        return Response(page.picture, page.status, media_type="image/svg+xml")
    has = ["html", "json"]
    has += ["csv"] if page.table is not None else []
    has += ["svg"] if page.picture is not None else []
    raise NoTableError(asked.path, form, has)


def _html(page: Page, asked: Asked) -> Response:
    text = filled(page, asked, asked.desk.gate.stamp(asked.request))
    return Response(text, page.status, media_type="text/html")


def _lines(table: Table) -> Iterator[str]:
    piece = io.StringIO()
    writer = csv.writer(piece, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_cell(value) for value in row])
        if piece.tell() > _PIECE:
            yield piece.getvalue()
            piece.seek(0)
            piece.truncate()
    yield piece.getvalue()


def _cell(value: Any) -> Any:  # noqa: ANN401 - whatever a row holds
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (list, tuple)):
        return "; ".join(str(one) for one in value)
    return value


def _with_cookies(response: Response, cookies: Mapping[str, str], asked: Asked) -> Response:
    secure = asked.request.url.scheme == "https"
    for name, value in cookies.items():
        if value:
            response.set_cookie(
                name, value, max_age=_YEAR, secure=secure, httponly=True, samesite="lax"
            )
        else:
            response.delete_cookie(name, secure=secure, httponly=True, samesite="lax")
    return response
