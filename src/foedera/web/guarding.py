"""The guard before the web: names, sizes, time and number of requests, before anybody is asked."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from foedera.web.errors import SlowBodyError, TooLargeError
from foedera.web.shielding import HEADERS

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HOST: Final = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::[0-9]{1,5})?")
#: Names of this machine for itself.
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken of whoever asks.

    Attributes:
        path: Bytes of a path.
        query: Bytes of a query.
        parameters: Parameters of a query.
        headers: Bytes of all headers.
        body: Bytes of a body, whichever screen it is for; most take less.
        idle: Seconds without another piece of a body, or in which nothing is taken of an answer.
        whole: Seconds in which a body must have come.
        at_once: Requests that are answered at once.
        at_once_from_one: Those of one address; 0 for as many as of all.
    """

    path: int = 2048
    query: int = 8192
    parameters: int = 200
    headers: int = 32 * 1024
    body: int = 50 * 1024 * 1024
    idle: float = 30
    whole: float = 120
    at_once: int = 128
    at_once_from_one: int = 0


@dataclass
class Guard:
    """Refuses what is no request for this server, or more than it takes.

    Attributes:
        application: What answers all others.
        names: What this server may be called in a request: against pages of other sites that
            have their name lead here (DNS rebinding).
        limits: How much is taken.
    """

    application: ASGIApp
    names: frozenset[str] = LOOPBACK
    limits: Limits = field(default_factory=Limits)
    _by_address: Counter[str] = field(default_factory=Counter)
    _number: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        status = self._looked_at(scope)
        if status is not None:
            await _refuse(status, send)
            return
        address = scope["client"][0] if scope.get("client") else ""
        most = self.limits.at_once_from_one or self.limits.at_once
        if self._number >= self.limits.at_once or self._by_address[address] >= most:
            await _refuse(503, send)
            return
        self._number += 1
        self._by_address[address] += 1
        try:
            await self._passed(scope, receive, send)
        finally:
            self._number -= 1
            self._by_address[address] -= 1
            if not self._by_address[address]:
                del self._by_address[address]

    def _looked_at(self, scope: Scope) -> int | None:
        """Return the status of a refusal by the head of a request alone."""
        limits, headers = self.limits, scope["headers"]
        if len(scope.get("raw_path") or b"") > limits.path or len(scope["path"]) > limits.path:
            return 414
        query = scope["query_string"]
        if len(query) > limits.query or query.count(b"&") >= limits.parameters:
            return 414
        if sum(len(name) + len(value) for name, value in headers) > limits.headers:
            return 431
        lengths = [value for name, value in headers if name == b"content-length"]
        if any(not one.isdigit() or int(one) > limits.body for one in lengths):
            return 413 if all(one.isdigit() for one in lengths) else 400
        return self._named([value for name, value in headers if name == b"host"])

    def _named(self, hosts: list[bytes]) -> int | None:
        if len(hosts) != 1:
            return 400
        found = _HOST.fullmatch(hosts[0].decode("latin-1").lower())
        if found is None:
            return 400
        return None if found[1].rstrip(".") in self.names else 421

    async def _passed(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = _Exchange(self.limits, receive, send)
        try:
            await self.application(scope, exchange.receive, exchange.send)
        except (TooLargeError, SlowBodyError) as error:
            if not exchange.started:
                await _refuse(error.status, send)
        except TimeoutError:
            if not exchange.started:
                raise
            # Whoever takes nothing of an answer has left: the rest is not for anybody.


class _Exchange:
    """One request and its answer, within limits of size and time."""

    def __init__(self, limits: Limits, receive: Receive, send: Send) -> None:
        self._limits, self._receive, self._send = limits, receive, send
        self._clock = asyncio.get_running_loop().time
        self._until = self._clock() + limits.whole
        self._taken = 0
        self._whole = False
        self._refused: TooLargeError | SlowBodyError | None = None
        self.started = False

    async def receive(self) -> Message:
        """Give the next piece of the body.

        Raises:
            TooLargeError: The body is longer than is taken.
            SlowBodyError: The piece did not come in time.
        """
        if self._whole:  # what follows the body is the end of the connection
            return await self._receive()
        try:
            async with asyncio.timeout(min(self._limits.idle, self._until - self._clock())):
                message = await self._receive()
        except TimeoutError:
            self._refused = SlowBodyError()
            raise self._refused from None
        self._taken += len(message.get("body", b""))
        if self._taken > self._limits.body:
            self._refused = TooLargeError(self._limits.body)
            raise self._refused
        self._whole = not message.get("more_body", False)
        return message

    async def send(self, message: Message) -> None:
        """Give a piece of the answer; to half a body the answer is that it is one."""
        if self._refused is not None and message["type"] == "http.response.start":
            message = {**message, "status": self._refused.status}
        self.started = True
        async with asyncio.timeout(self._limits.idle):
            await self._send(message)


async def _refuse(status: int, send: Send) -> None:
    """Answer in as few words as can be, and end the connection."""
    told = {"title": HTTPStatus(status).phrase, "status": status, "detail": _TOLD[status]}
    body = json.dumps(told).encode()
    headers = {
        **HEADERS,
        "content-type": "application/problem+json",
        "content-length": str(len(body)),
        "cache-control": "no-store",
        "connection": "close",
        **({"retry-after": "1"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}),
    }
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})


_TOLD: Final = {
    400: "The request cannot be read. Send one Host header and a whole number as length.",
    408: "What was to be sent did not come in time. Send it again.",
    413: "What was sent is larger than is taken here. Send less at once.",
    414: "The address is longer than is taken here. Ask for less at once.",
    421: "This server does not answer under that name. Open it by the address it was given.",
    431: "The headers are longer than is taken here. Clear the cookies of this address.",
    503: "Too many requests are being answered. Ask again in a moment.",
}
