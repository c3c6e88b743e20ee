"""Keeps the pages that stay the same until something is recorded, or another day begins."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from foedera.web.keeping_answers import Answers

if TYPE_CHECKING:
    from foedera.web.asked import Asked
    from foedera.web.desk import Desk


def answers(desk: Desk) -> Answers:
    """Return the pages kept by a server."""
    return desk.kept(_made)


def mark_of(asked: Asked) -> str:
    """Return what stands for an answer: all that it can depend on.

    That is the address as it was asked for, who asks with which cookies and stamp, the state of
    the ledger and the day.
    """
    request, desk, person = asked.request, asked.desk, asked.person
    scope = request.scope
    told = (
        _version(),
        desk.ledger.head().digest,
        desk.now().date(),
        request.headers.get("host"),
        request.headers.get("cookie"),
        scope["scheme"],
        scope["path"],
        scope["query_string"],
        scope.get("form"),
        None if person is None else (person.name, person.role.value),
        desk.gate.stamp(request),
    )
    return f'W/"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'


@cache
def _version() -> str:
    return version("foedera")


def _made(_: Desk) -> Answers:
    return Answers()
