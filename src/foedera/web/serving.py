"""Serves the web of a ledger: on this machine alone, unless people have accounts."""

from __future__ import annotations

import ipaddress
import socket
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import uvicorn

from foedera.web.application import application
from foedera.web.desk import Desk
from foedera.web.errors import OpenToAllError, PortTakenError
from foedera.web.gates.open_gate import OpenGate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from foedera.ledger import Ledger


def on_loopback(host: str) -> bool:
    """Tell whether only this machine can reach an address."""
    try:
        found = {each[4][0] for each in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return bool(found) and all(
        ipaddress.ip_address(str(one).partition("%")[0]).is_loopback for one in found
    )


def serve_here(  # noqa: PLR0913 - one argument for each option
    ledger: Ledger,
    *,
    host: str,
    port: int,
    coder: str,
    ready: Callable[[str], None],
    world: Path | None = None,
) -> None:
    """Serve a ledger to whoever is at this machine, until interrupted.

    Args:
        ledger: The ledger; open.
        host: A loopback address.
        port: The port; 0 for any that is free.
        coder: Under which name decisions stand.
        ready: Is told the address as soon as it is listened at.
        world: What the map is drawn from; None for what was built.

    Raises:
        OpenToAllError: Others could reach the address.
        PortTakenError: Somebody else listens there.
    """
    if not on_loopback(host):
        raise OpenToAllError(host)
    listening = _listening(host, port)
    shown = f"[{host}]" if ":" in host else host
    ready(f"http://{shown}:{listening.getsockname()[1]}/")
    desk = Desk(ledger, OpenGate(coder), lambda: datetime.now(UTC), world_file=world)
    settings = uvicorn.Config(
        application(desk), log_level="warning", access_log=False, server_header=False
    )
    uvicorn.Server(settings).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise PortTakenError(host, port, error.strerror or str(error)) from None
    return listening
