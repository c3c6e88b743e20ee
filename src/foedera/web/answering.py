"""Answers requests: finds out who asks, has the screen answer, gives the form asked for."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from foedera.errors import FoederaError
from foedera.web.asked import Asked
from foedera.web.errors import (
    ForgedRequestError,
    NoTableError,
    NotSignedInError,
    TooLargeError,
)
from foedera.web.gates.gate import let_in
from foedera.web.gates.open_gate import foreign
from foedera.web.gates.team_gate import SESSION_COOKIES
from foedera.web.lasting import answers as kept_answers
from foedera.web.lasting import mark_of
from foedera.web.reply import File, Moved, Page
from foedera.web.screens.signing_in import sign_in_page
from foedera.web.statuses import status_of
from foedera.web.templating import filled
from foedera.web.threads import worked_out
from foedera.wording import INTERFACES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.types import Message, Receive

    from foedera.web.desk import Desk
    from foedera.web.reply import Reply, Table
    from foedera.web.screen import Screen

#: Cookies last a year; ``Secure`` is added where the connection is.
_YEAR: Final = 365 * 24 * 3600
#: Methods that change nothing, and the header that each answer gets anew.
_SHOWING: Final = frozenset({"GET", "HEAD"})
_LENGTH: Final = "content-length"
#: Rows of a table are sent in pieces of so many characters.
_PIECE: Final = 64 * 1024


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
        if request.method in _SHOWING:
            return await worked_out(desk.threads, _shown, bare, screen)
        person = await run_in_threadpool(let_in, desk.gate, request, screen.role)
        form = await _form(request, screen)
        if form is not None:
            await run_in_threadpool(_check_form, bare, screen, form)
        asked = replace(bare, form=form or {}, person=person)
        reply = await run_in_threadpool(screen.answer, asked)
        if form is not None and screen.stamped and _succeeded(reply):
            await run_in_threadpool(desk.gate.done, request, asked.form, screen.path)
        return await run_in_threadpool(_given, reply, asked)
    except FoederaError as error:
        return await run_in_threadpool(refused, error, bare)


def _shown(bare: Asked, screen: Screen) -> Response:
    """Answer what only asks to be shown something; all in one thread."""
    asked = replace(bare, person=let_in(bare.desk.gate, bare.request, screen.role))
    if not screen.lasting:
        return _given(screen.answer(asked), asked)
    mark, answers = mark_of(asked), kept_answers(asked.desk)
    if mark == asked.request.headers.get("if-none-match"):
        return Response(None, HTTPStatus.NOT_MODIFIED, {"etag": mark})
    if (kept := answers.get(mark)) is not None:
        return Response(kept[0], HTTPStatus.OK, kept[1])
    reply = screen.answer(asked)
    response = _given(reply, asked)
    if isinstance(reply, Page) and _lasts(reply) and not isinstance(response, StreamingResponse):
        response.headers["etag"] = mark
        headers = {name: value for name, value in response.headers.items() if name != _LENGTH}
        answers.keep(mark, bytes(response.body), headers)
    return response


def _lasts(page: Page) -> bool:
    return page.status == HTTPStatus.OK and not page.private and not page.cookies


def _check_form(bare: Asked, screen: Screen, form: Mapping[str, str]) -> None:
    """Refuse a form that none of our pages made.

    Raises:
        ForgedRequestError: It comes from elsewhere, or does not bear the stamp it needs.
    """
    if screen.stamped:
        bare.desk.gate.check(bare.request, form)
    elif foreign(bare.request):
        raise ForgedRequestError


def _succeeded(reply: Reply) -> bool:
    return not isinstance(reply, Page) or reply.status < HTTPStatus.BAD_REQUEST


async def _form(request: Request, screen: Screen) -> Mapping[str, str] | None:
    """Return the fields that were sent; None where none can be.

    Files are read as far as ``Screen.most`` allows and stand as text, decoded as Latin-1 so
    that no byte is lost.

    Raises:
        TooLargeError: More was sent than is taken.
    """
    if request.method in _SHOWING:
        return None
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > screen.most:
        raise TooLargeError(screen.most)
    fields: dict[str, str] = {}
    bounded = Request(request.scope, _bounded(request.receive, screen.most))
    async with bounded.form(max_files=1, max_fields=200, max_part_size=screen.most) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields[name] = value
            else:
                fields[name] = (await value.read()).decode("latin-1")
                fields[f"{name}_filename"] = value.filename or ""
    return fields


def _bounded(receive: Receive, most: int) -> Receive:
    """Return what gives no more of a body than is taken, whatever length it was said to have."""
    taken = 0

    async def received() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLargeError(most)
        return message

    return received


def refused(error: FoederaError, asked: Asked) -> Response:
    """Return the page that says why not; data where data were asked for."""
    status = status_of(error)
    title = asked.words(f"web-status-{status}" if status in _TITLED else "web-status-400")
    told = {"title": title, "status": status, "detail": str(error)}
    page = Page(template="refused.html", title=title, data=told, status=status, private=True)
    form = asked.request.scope.get("form")
    if form in {"json", "csv"}:
        kind = "application/problem+json"
        response = Response(msgspec.json.encode(told), status, media_type=kind)
    elif isinstance(error, NotSignedInError) and asked.desk.gate.has_accounts:
        response = _html(sign_in_page(asked, asked.whole_address), asked)
    else:
        response = _html(page, asked)
    response.headers["cache-control"] = "no-store"
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["www-authenticate"] = "Bearer"
    return response


#: Statuses with a title of their own in the wording.
_TITLED: Final = frozenset({400, 401, 403, 404, 408, 409, 413, 429, 503})


def _given(reply: Reply, asked: Asked) -> Response:
    """Return a reply in the form that was asked for.

    Raises:
        NoTableError: The page cannot be had in it.
    """
    if isinstance(reply, Moved):
        moved = _kept(RedirectResponse(reply.to, 303), asked, private=True)
        return _with_cookies(moved, reply.cookies, asked)
    if isinstance(reply, File):
        headers = {"content-disposition": f'attachment; filename="{reply.name}"'}
        response: Response = StreamingResponse(reply.parts, 200, headers, reply.kind)
        return _kept(response, asked, private=asked.desk.gate.has_accounts)
    response = _kept(
        _in_form(reply, asked, asked.request.scope.get("form")), asked, private=reply.private
    )
    response.headers.update(reply.headers)
    return _with_cookies(response, reply.cookies, asked)


def _kept(response: Response, asked: Asked, *, private: bool) -> Response:
    """Say who may keep an answer: nobody what is private, no proxy what is a team's."""
    shared = "private, no-cache" if asked.desk.gate.has_accounts else "no-cache"
    response.headers.setdefault("cache-control", "no-store" if private else shared)
    return response


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
            lasting = None if name in SESSION_COOKIES else _YEAR
            response.set_cookie(
                name, value, max_age=lasting, secure=secure, httponly=True, samesite="lax"
            )
        else:
            response.delete_cookie(name, secure=secure, httponly=True, samesite="lax")
    return response
