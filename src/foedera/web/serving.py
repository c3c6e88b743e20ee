"""Serves the web of a ledger: on this machine alone, unless people have accounts."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import uvicorn

from foedera.web.application import application
from foedera.web.errors import (
    OpenToAllError,
    PortTakenError,
    UnencryptedError,
    UnnamedServerError,
)
from foedera.web.guarding import LOOPBACK, Guard, Limits
from foedera.web.listening import LONGEST, GuardedProtocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import FrameType

    from foedera.web.desk import Desk
    from foedera.web.gates.gate import Gate

#: Connections at once, those that ask nothing included; and of one address, requests.
_CONNECTIONS: Final = 500
_FROM_ONE: Final = 32
#: Seconds a connection is kept for another request, and that requests have when the server ends.
_KEPT: Final = 15
_LEAVING: Final = 10
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server listens, and how it is reached.

    Attributes:
        host: Address or name to listen at.
        port: The port; 0 for any that is free.
        urls: How people reach it, where that is not the address itself.
        proxies: Addresses of proxies before it whose word is taken for who asks.
        certificate: For encryption without a proxy, and its key.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    urls: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    certificate: tuple[Path, Path] | None = None

    @property
    def names(self) -> frozenset[str]:
        """What it may be called in a request."""
        told = {(urlsplit(url).hostname or "").lower() for url in self.urls}
        return LOOPBACK | {_bracketed(one) for one in {self.host.lower(), *told} if one}


def serve(desk: Desk, place: Place, ready: Callable[[str], None]) -> None:
    """Serve a ledger until interrupted or told to end.

    Args:
        desk: What pages are answered from: the ledger, open, and the gate.
        place: Where to listen.
        ready: Is told the address as soon as it is listened at.

    Raises:
        OpenToAllError: Others could reach the address, and nobody has an account.
        UnencryptedError: Passwords would cross a network in the clear.
        UnnamedServerError: Others are to reach it, and it is not told under which name.
        PortTakenError: The address cannot be listened at.
    """
    addresses = _checked(desk.gate, place)
    with _listening(addresses[0], place) as listening:
        desk.warm()
        limits = Limits(at_once_from_one=_FROM_ONE if desk.gate.has_accounts else 0)
        guarded = Guard(application(desk), place.names, limits)
        scheme = "https" if place.certificate else "http"
        shown = _address(scheme, place.host, listening)
        Server(settings_of(guarded, place), lambda: ready(shown)).run(sockets=[listening])


def _checked(gate: Gate, place: Place) -> tuple[str, ...]:
    """Return the addresses of a place at which it is safe to listen."""
    addresses = _resolved(place.host, place.port)
    if all(_is_loopback(one) for one in addresses):
        return addresses
    if not gate.has_accounts:
        raise OpenToAllError(place.host)
    if not place.proxies and place.certificate is None:
        raise UnencryptedError(place.host)
    if not place.urls:
        raise UnnamedServerError(place.host)
    return addresses


def _resolved(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a name, those of the fourth version first.

    Raises:
        PortTakenError: It has none.
    """
    try:
        found = socket.getaddrinfo(host or "0.0.0.0", port, type=socket.SOCK_STREAM)  # noqa: S104 - what no name means, to be refused
    except (OSError, UnicodeError) as error:
        raise PortTakenError(host, port, str(error)) from None
    both = dict.fromkeys((each[0] is not socket.AF_INET, str(each[4][0])) for each in found)
    return tuple(address for _, address in sorted(both, key=lambda one: one[0]))


def _is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


@contextmanager
def _listening(address: str, place: Place) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # Named as TCP, so that what is sent in two parts is not held back for an acknowledgement.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        if os.name == "posix":  # elsewhere it would let two servers have one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((address, place.port))
            listening.listen()
        except OSError as error:
            reason = error.strerror or str(error)
            raise PortTakenError(place.host, place.port, reason) from None
        yield listening


def _address(scheme: str, host: str, listening: socket.socket) -> str:
    return f"{scheme}://{_bracketed(host)}:{listening.getsockname()[1]}/"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def settings_of(guarded: Guard, place: Place) -> uvicorn.Config:
    """Return how a place is served: what is taken of a connection, and whose word for it."""
    certificate, key = place.certificate or (None, None)
    return uvicorn.Config(
        guarded,
        http=GuardedProtocol,
        ws="none",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=bool(place.proxies),
        forwarded_allow_ips=list(place.proxies),
        limit_concurrency=_CONNECTIONS,
        h11_max_incomplete_event_size=LONGEST,
        timeout_keep_alive=_KEPT,
        timeout_graceful_shutdown=_LEAVING,
        ssl_certfile=str(certificate) if certificate else None,
        ssl_keyfile=str(key) if key else None,
    )


class Server(uvicorn.Server):
    """Tells when it listens, and ends in order when it is told to."""

    def __init__(self, settings: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(settings)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End on Ctrl-C and SIGTERM without sending them on: the ledger is to be closed, too."""
        before = {one: signal.signal(one, self._told) for one in _SIGNALS}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def _told(self, one: int, frame: FrameType | None) -> None:
        self.handle_exit(one, frame)
