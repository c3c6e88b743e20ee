"""Answers one operation: lets in, reads what is asked, answers, says since when it stands."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cached_property
from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from foedera.errors import FoederaError
from foedera.web.api.encoding import encoded
from foedera.web.api.operation import MOST_SENT, Asked, Form, Told
from foedera.web.api.parameters import choice
from foedera.web.api.problems import problem
from foedera.web.errors import (
    CrowdedAddressError,
    ForgedRequestError,
    MissingParameterError,
    TooLargeError,
    UnknownKindError,
    UnknownParameterError,
    UnreadableBodyError,
)
from foedera.web.gates.gate import let_in
from foedera.web.gates.open_gate import foreign
from foedera.web.keeping_answers import Answers, Turns
from foedera.web.threads import worked_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

    from foedera.web.api.operation import Operation
    from foedera.web.api.parameters import Parameter
    from foedera.web.desk import Desk

#: Parameters that one address may have.
_FIELDS: Final = 500
_JSON: Final = "application/json"
_PLAIN: Final = "text/plain"


def format_of(operation: Operation) -> Parameter | None:
    """Return the parameter that says what an answer is wanted as; None where there is one way."""
    if len(operation.forms) == 1:
        return None
    return choice("format", "api-format", [one.value for one in operation.forms])


class Marks:
    """Tells what state an answer is of, so that nobody has to fetch it twice (ETag).

    Args:
        desk: Has the ledger.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def _version(self) -> str:
        return version("foedera")

    @cached_property
    def _start(self) -> str:
        """Of this server: another after it was started over another state of the ledger."""
        return f"{version('foedera')}\n{self._desk.ledger.head().digest}"

    def mark(self, address: str, number: int, *, dated: bool) -> str:
        """Return the mark of an answer.

        Args:
            address: What was asked, with the form of the answer.
            number: Number of the last entry.
            dated: Whether it is another every day.
        """
        day = self._desk.now().date().isoformat() if dated else ""
        told = f"{self._start}\n{number}\n{day}\n{address}"
        digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        return f'W/"{digest[:24]}"'


class Shared:
    """What all operations of a server share.

    Args:
        desk: What they are answered from.
    """

    def __init__(self, desk: Desk) -> None:
        self.marks = Marks(desk)
        self.answers = Answers()
        self.turns = Turns()
        self.remote = "://" in desk.ledger.address


class Endpoint:
    """Answers one operation.

    Args:
        operation: Which.
        desk: What it is answered from.
        shared: What all operations share.
    """

    def __init__(self, operation: Operation, desk: Desk, shared: Shared) -> None:
        self._operation = operation
        self._desk = desk
        self._shared = shared
        self._format = format_of(operation)
        every = (*operation.parameters, *([self._format] if self._format else []))
        self._known = {one.name: one for one in every}
        self._left_out = {one.name: () if one.many else one.default for one in every}
        self._required = tuple(one.name for one in every if one.required and not one.in_path)

    async def answer(self, request: Request) -> Response:
        """Answer a request."""
        try:
            gate, role = self._desk.gate, self._operation.role
            if gate.has_accounts:
                person = await run_in_threadpool(let_in, gate, request, role)
            else:
                person = let_in(gate, request, role)
            given = self._given(request)
            asked = Asked(self._desk, given, person)
            if self._operation.body:
                asked = replace(asked, body=await self._body(request))
            return await self._answered(request, asked)
        except FoederaError as error:
            return problem(error)

    async def _answered(self, request: Request, asked: Asked) -> Response:
        form = self._form(request, asked.given)
        if not self._operation.lasting:
            return await run_in_threadpool(self._made, request, asked, form, "")
        # Asking a file how long its chain is takes less than handing that to a thread.
        mark = (
            await run_in_threadpool(self._mark, request, form)
            if self._shared.remote
            else self._mark(request, form)
        )
        held = request.headers.get("if-none-match")
        if held is not None and mark in {one.strip() for one in held.split(",")}:
            return Response(None, HTTPStatus.NOT_MODIFIED, self._headers(mark))
        if (kept := self._shared.answers.get(mark)) is not None:
            return Response(kept[0], HTTPStatus.OK, kept[1], form.kind)
        if self._operation.hard:  # waits for its turn
            return await run_in_threadpool(self._made, request, asked, form, mark)
        return await worked_out(self._desk.threads, self._made, request, asked, form, mark)

    def _mark(self, request: Request, form: Form) -> str:
        return self._shared.marks.mark(
            f"{request.scope['path']}?{request.scope['query_string']!r}#{form.value}",
            self._desk.ledger.head().number,
            dated=self._operation.dated,
        )

    def _made(self, request: Request, asked: Asked, form: Form, mark: str) -> Response:
        with self._shared.turns.one(hard=self._operation.hard):
            told = self._operation.answer(asked)
            headers = self._headers(mark)
            if "after" in self._known:
                told = self._linked(request, told, headers)
            content = encoded(told, form)
        if mark:
            self._shared.answers.keep(mark, content, headers)
        return Response(content, HTTPStatus.OK, headers, form.kind)

    def _headers(self, mark: str) -> dict[str, str]:
        kept = "private, no-cache" if self._desk.gate.has_accounts else "no-cache"
        if not self._operation.lasting:
            return {"cache-control": "no-store"}
        headers = {"cache-control": kept, "etag": mark}
        if self._format is not None:
            headers["vary"] = "Accept"
        return headers

    def _linked(self, request: Request, told: Told, headers: dict[str, str]) -> Told:
        """Return an answer that says where the next page is, in its data and in a header."""
        onwards = None
        if told.after is not None:
            fields = parse_qsl(request.url.query, keep_blank_values=True)
            kept = [(name, value) for name, value in fields if name not in _STARTING]
            query = urlencode([*kept, ("after", told.after)])
            onwards = f"{quote(request.scope['path'], safe='/-._~')}?{query}"
            headers["link"] = f'<{onwards}>; rel="next"'
        return replace(told, data={**told.data, "next": onwards})

    # What is asked ----------------------------------------------------------------------

    def _given(self, request: Request) -> dict[str, Any]:
        """Return the parameters.

        Raises:
            CrowdedAddressError: There are too many of them.
            UnknownParameterError: Nobody knows one of them.
            UnreadableParameterError: One cannot be read, or is given too often.
            MissingParameterError: One must be given.
        """
        given = dict(self._left_out)
        for name, value in request.path_params.items():
            given[name] = self._known[name].value((value,))
        query = request.scope["query_string"]
        if query:
            for name, values in self._grouped(query).items():
                if name not in self._known or self._known[name].in_path:
                    taken = [one.name for one in self._known.values() if not one.in_path]
                    raise UnknownParameterError(name, taken)
                given[name] = self._known[name].value(values)
        missing = [name for name in self._required if given[name] is None]
        if missing:
            raise MissingParameterError(missing[:1])
        return given

    @staticmethod
    def _grouped(query: bytes) -> Mapping[str, Sequence[str]]:
        grouped: dict[str, list[str]] = {}
        try:
            told = query.decode("latin-1")
            fields = parse_qsl(told, keep_blank_values=True, max_num_fields=_FIELDS)
        except ValueError:
            raise CrowdedAddressError(_FIELDS) from None
        for name, value in fields:
            grouped.setdefault(name, []).append(value)
        return grouped

    def _form(self, request: Request, given: Mapping[str, Any]) -> Form:
        forms = self._operation.forms
        if self._format is None:
            return forms[0]
        if given["format"] is not None:
            return Form(given["format"])
        return _accepted(request.headers.get("accept", ""), forms)

    async def _body(self, request: Request) -> dict[str, Any]:
        """Return what was sent.

        Raises:
            ForgedRequestError: A page of another site sends it.
            TooLargeError: It is too much.
            UnknownKindError: It is of no kind that is taken.
            UnreadableBodyError: It is not what it should be.
        """
        if foreign(request):
            raise ForgedRequestError
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in {_JSON, _PLAIN}:
            raise UnknownKindError(kind)
        sent = bytearray()
        async for piece in request.stream():
            sent += piece
            if len(sent) > MOST_SENT:
                raise TooLargeError(MOST_SENT)
        try:
            text = sent.decode()
        except UnicodeDecodeError:
            raise UnreadableBodyError("it is not UTF-8") from None
        if kind == _PLAIN:
            return self._checked({"text": text})
        try:
            content = json.loads(text)
        except (ValueError, RecursionError):
            raise UnreadableBodyError("it is not JSON") from None
        if not isinstance(content, dict):
            raise UnreadableBodyError("it is no JSON object")
        return self._checked(content)

    def _checked(self, content: dict[str, Any]) -> dict[str, Any]:
        fields = {one.name: one for one in self._operation.body}
        read: dict[str, Any] = {name: one.default for name, one in fields.items()}
        for name, value in content.items():
            if name not in fields:
                raise UnreadableBodyError(f"nobody knows the field {name[:60]!r}")
            if not isinstance(value, str):
                raise UnreadableBodyError(f"the field {name!r} is no text")
            read[name] = fields[name].value((value,))
        missing = [name for name, one in fields.items() if one.required and read[name] is None]
        if missing:
            raise UnreadableBodyError(f"the field {missing[0]!r} is missing")
        return read


#: The parameter that says where a page begins: the next has its own.
_STARTING: Final = frozenset({"after"})


def _accepted(header: str, forms: Sequence[Form]) -> Form:
    """Return the form that a client would rather have; the usual one where none is named."""
    best, weight = forms[0], 0.0
    for one in header.split(","):
        kind, *settings = (part.strip().lower() for part in one.split(";"))
        quality = 1.0
        for setting in settings:
            if setting.startswith("q="):
                try:
                    quality = float(setting[2:])
                except ValueError:
                    quality = 0.0
        named = next((form for form in forms if form.kind.partition(";")[0] == kind), None)
        if named is not None and quality > weight:
            best, weight = named, quality
    return best
