"""The API against its own description: schemathesis asks what the document allows, and forbids.

``FOEDERA_API_EXAMPLES`` says how many examples are tried of each operation: 50 unless told
otherwise, 500 at night.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks

from foedera.actors.catalogue import Catalogue
from foedera.web.api import document
from foedera.web.api.operations import OPERATIONS
from foedera.web.application import application
from foedera.web.desk import WORDS, Desk
from foedera.web.gates.open_gate import OpenGate
from foedera.wording import Words
from foedera.workspace.adding.exchanging import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import ASGIApp, Receive, Scope, Send

    from foedera.ledger.sql_ledger import SqlLedger

_TODAY = datetime(2026, 1, 3, 9, 30, tzinfo=UTC)
_WARMING = b"LONDON, 1 March 2024 - France signed a treaty with Germany, Reuters reported."
_EXAMPLES = int(os.environ.get("FOEDERA_API_EXAMPLES", "50"))
#: Of questions that go through all instruments only so many are asked in the quick suite.
_OF_HARD = max(2, _EXAMPLES // 25)
_HARD = frozenset(one.name for one in OPERATIONS if one.hard and one.group == "law")
#: Where a value of the right form may say nothing: nobody is called so, nobody asks so.
_JUDGES = frozenset(one.name for one in OPERATIONS if one.judges or one.reads)
_SETTINGS = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "derandomize": True,
    "database": None,
}

load_all_checks()


class _Later:
    """Stands for the application until there is one."""

    application: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.application is not None
        await self.application(scope, receive, send)


_LATER = _Later()
every = schemathesis.openapi.from_dict(document(Words("en", Catalogue.load(), WORDS), closed=False))
every.app = _LATER
every.config.update(base_url="http://localhost/api")


@pytest.fixture(scope="session", autouse=True)
def _answering(web_ledger: SqlLedger) -> Iterator[None]:
    """Have the whole application answer, in this process."""
    desk = Desk(web_ledger, OpenGate("ana"), lambda: _TODAY)
    _LATER.application = application(desk)
    for _ in range(10):  # a busy machine may need longer to start what reads than it is given
        if desk.read(Wanted("warming", _WARMING)).filing is not None:
            break
    yield
    desk.close()


def _asked(case: schemathesis.Case) -> None:
    name = case.operation.definition.raw["operationId"]
    judges = [schemathesis.checks.CHECKS.get_one("positive_data_acceptance")]
    excluded = judges if name in _JUDGES else []
    case.call_and_validate(excluded_checks=excluded)


@every.exclude(operation_id=sorted(_HARD)).parametrize()
@settings(max_examples=_EXAMPLES, **_SETTINGS)
def test_every_operation_does_what_its_description_says(case: schemathesis.Case) -> None:
    _asked(case)


@every.include(operation_id=sorted(_HARD)).parametrize()
@settings(max_examples=_OF_HARD, **_SETTINGS)
def test_every_hard_question_does_what_its_description_says(case: schemathesis.Case) -> None:
    _asked(case)


def test_operations_that_follow_one_another_do_so() -> None:
    machine = every.as_state_machine()
    machine.run(settings=settings(max_examples=_OF_HARD, stateful_step_count=4, **_SETTINGS))
