"""The procedures of ratification on record, one for each state or organisation."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from foedera.resources import records
from foedera.treaties.procedure_file import procedure_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.identifiers import ActorId
    from foedera.treaties.stages import Procedure


def procedure(state: ActorId) -> Procedure | None:
    """Return how a state ratifies; None where that is not on record.

    Raises:
        MalformedProcedureError: A file of procedures is faulty.
    """
    return procedures().get(state)


@cache
def procedures() -> Mapping[ActorId, Procedure]:
    """Return every procedure on record, by the code of its state or organisation.

    Raises:
        MalformedProcedureError: A file is faulty; the message says where and how.
    """
    found = (
        procedure_of(record, path.rpartition("/")[2])
        for path, record in records("procedures/ratification")
    )
    return {one.state: one for one in found}


def organ_name(state: ActorId | None, organ: str, language: str) -> str:
    """Return an organ's name in a language, where the state's procedure has it; else as given.

    Args:
        state: Whose organ.
        organ: Its name in any language, such as ``State Duma``.
        language: ISO 639-1 code.
    """
    known = procedure(state) if state is not None else None
    stages = known.stages_of(organ) if known is not None else ()
    named = dict.fromkeys(stage.organ.get(language, organ) for stage in stages)
    return ", ".join(named) or organ
