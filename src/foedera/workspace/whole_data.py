"""Whole answers as plain data: what a command prints with ``--json``, and a page as ``.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedera.workspace.answer_data import answer_data, cascade_data, schema_of
from foedera.workspace.law_data import status_data, step_data
from foedera.workspace.plain import LANGUAGES
from foedera.workspace.proposed_data import on_record_data

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from foedera.treaties import CascadeAnswer, Instrument, InstrumentStatus
    from foedera.workspace.answers import Answer, Circumstances
    from foedera.workspace.law_data import Naming
    from foedera.workspace.on_record import StatusOnRecord


def clocks_data(under: Circumstances) -> dict[str, Any]:
    """Return the day asked about, the day of what was known, and the switches."""
    return {
        "on": under.on.isoformat(),
        "known_by": under.known_by.isoformat() if under.known_by else None,
        "basis": under.coding.basis.value,
        "implied_end": under.coding.implied_end.value,
    }


def whole_status(  # noqa: PLR0913 - all that an answer bears
    instrument: Instrument,
    status: InstrumentStatus,
    under: Circumstances,
    naming: Naming,
    *,
    on_record: StatusOnRecord | None = None,
    recorded_by: datetime | None = None,
) -> dict[str, Any]:
    """Return where an instrument stands, in the shape of ``status.schema.json``.

    Args:
        instrument: Which.
        status: Where it stands.
        under: The day, what was known, and the switches.
        naming: Gives actors their names.
        on_record: What a ledger adds to it; None where none was asked.
        recorded_by: The moment at which the ledger was asked; None for now.
    """
    return {
        "schema": schema_of("status"),
        "id": instrument.id,
        "titles": {language: instrument.title(language) for language in LANGUAGES},
        **clocks_data(under),
        **status_data(status, naming),
        "steps": [step_data(step) for step in status.steps],
        **({"on_record": on_record_data(on_record, recorded_by)} if on_record else {}),
    }


def whole_answer(found: Answer, naming: Naming) -> dict[str, Any]:
    """Return the answer to a question, in the shape of its schema."""
    return {
        "schema": schema_of("duties" if found.duties else "obligations"),
        **clocks_data(found.under),
        **answer_data(found, naming),
        "actors": actors_data(_answering(found), naming),
    }


def whole_cascade(
    found: CascadeAnswer, under: Circumstances, naming: Naming, *, assume_unclear: bool = False
) -> dict[str, Any]:
    """Return who is drawn in, in the shape of ``cascade.schema.json``.

    Args:
        found: The answer.
        under: The day, what was known, and the switches.
        naming: Gives actors their names.
        assume_unclear: Whether duties of which it is unclear were counted as binding.
    """
    drawn = {one.state for one in found.joined} | {one.state for one in found.torn}
    drawn |= {one.state for one in (*found.unclear, *found.unmoved)}
    return {
        "schema": schema_of("cascade"),
        **clocks_data(under),
        "assume_unclear": assume_unclear,
        **cascade_data(found, naming),
        "actors": actors_data(drawn, naming),
    }


def actors_data(states: Iterable[str], naming: Naming) -> dict[str, Any]:
    """Return the names of states by their codes."""
    return {
        state: {language: naming(state, language) for language in LANGUAGES}
        for state in sorted(set(states))
    }


def _answering(found: Answer) -> set[str]:
    """Return every state that an answer speaks of."""
    states: set[str] = set()
    if found.duties is not None:
        states |= {found.duties.attacker, found.duties.victim}
        states |= {duty.state for duty in found.duties.duties}
    for tie in found.ties:
        states |= {tie.debtor, tie.creditor}
    return states
