"""The API against its own description: schemathesis asks what the document allows, and forbids.

``FOEDERA_API_EXAMPLES`` says how many examples are tried of each operation: 50 unless told
otherwise, 500 at night.
"""

from __future__ import annotations

import os

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks

from foedera.actors.catalogue import Catalogue
from foedera.web.api import document
from foedera.web.api.operations import OPERATIONS
from foedera.web.desk import WORDS
from foedera.wording import Words

_EXAMPLES = int(os.environ.get("FOEDERA_API_EXAMPLES", "50"))
#: Of questions that go through all instruments only so many are asked in the quick suite.
_OF_HARD = max(2, _EXAMPLES // 25)
_HARD = frozenset(one.name for one in OPERATIONS if one.hard and one.group == "law")
#: Where a value of the right form may say nothing: nobody is called so, nobody asks so.
_JUDGES = frozenset(one.name for one in OPERATIONS if one.judges or one.reads)
#: Seconds: the first text is read by a process that has still to start.
_PATIENCE = 120
_SETTINGS = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "derandomize": True,
    "database": None,
}

load_all_checks()


every = schemathesis.openapi.from_dict(document(Words("en", Catalogue.load(), WORDS), closed=False))


def _asked(case: schemathesis.Case, site: str) -> None:
    name = case.operation.definition.raw["operationId"]
    judges = [schemathesis.checks.CHECKS.get_one("positive_data_acceptance")]
    excluded = judges if name in _JUDGES else []
    case.call_and_validate(base_url=f"{site}/api", excluded_checks=excluded, timeout=_PATIENCE)


@every.exclude(operation_id=sorted(_HARD)).parametrize()
@settings(max_examples=_EXAMPLES, **_SETTINGS)
def test_every_operation_does_what_its_description_says(case: schemathesis.Case, site: str) -> None:
    _asked(case, site)


@every.include(operation_id=sorted(_HARD)).parametrize()
@settings(max_examples=_OF_HARD, **_SETTINGS)
def test_every_hard_question_does_what_its_description_says(
    case: schemathesis.Case, site: str
) -> None:
    _asked(case, site)


def test_operations_that_follow_one_another_do_so(site: str) -> None:
    every.config.update(base_url=f"{site}/api")
    machine = every.as_state_machine()
    machine.run(settings=settings(max_examples=_OF_HARD, stateful_step_count=4, **_SETTINGS))
