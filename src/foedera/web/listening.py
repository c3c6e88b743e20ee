"""HTTP as it is spoken here: whoever is slow to ask, or asks at too great length, is sent away."""

from __future__ import annotations

import http
import sys
from typing import TYPE_CHECKING, Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

#: Seconds in which a request line and its headers must have come.
PATIENCE: Final = 10.0
#: Seconds in which whoever is refused in the midst of a body may read why.
LINGERING: Final = 2.0
#: Most bytes of a request line and headers that are kept while more are awaited.
LONGEST: Final = 32 * 1024
_TOO_LONG: Final = 431


class GuardedProtocol(H11Protocol):
    """Speaks HTTP/1.1, with an end to waiting for headers, and the right word for refusals."""

    patience = PATIENCE
    lingering = LINGERING

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - as uvicorn gives them
        super().__init__(*given, **named)
        self._waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; go on waiting while headers are incomplete."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self._wait()
        else:
            self._wait_no_longer()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._wait_no_longer()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Wait for the next request; where the last was answered half-way, for its sender to read.

        What is left of its body is thrown away for a while: a connection that is closed over
        bytes that nobody read takes the answer back with it.
        """
        self._wait_no_longer()
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY and not self.transport.is_closing():
            self.loop.call_later(self.lingering, self.transport.close)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request, or one with headers without end."""
        hint = getattr(sys.exception(), "error_status_hint", 400)
        self._refuse(hint if hint == _TOO_LONG else 400, msg)

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = self.loop.call_later(self.patience, self._too_slow)

    def _wait_no_longer(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _too_slow(self) -> None:
        self._waiting = None
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self._refuse(408, "The request did not come in time.")

    def _refuse(self, status: int, told: str) -> None:
        """Answer by hand: h11 may be past speaking on this connection."""
        self._wait_no_longer()
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            body = told.encode()
            self.transport.write(
                f"HTTP/1.1 {status} {http.HTTPStatus(status).phrase}\r\n"
                "content-type: text/plain; charset=utf-8\r\nx-content-type-options: nosniff\r\n"
                f"content-length: {len(body)}\r\nconnection: close\r\n\r\n".encode()
            )
            self.transport.write(body)
        self.transport.close()
