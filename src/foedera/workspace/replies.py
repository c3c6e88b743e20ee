"""Whole answers of the law as data, each under its schema: the same from every door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedera.treaties import ObligationKind, obligations, status
from foedera.workspace.answer_data import (
    alive_data,
    answer_data,
    cascade_data,
    schema_of,
    ties_data,
)
from foedera.workspace.answers import ties_of
from foedera.workspace.law_data import instrument_data, status_data, step_data
from foedera.workspace.naming import named_state
from foedera.workspace.plain import LANGUAGES, days
from foedera.workspace.proposed_data import on_record_data

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from foedera.treaties import CascadeAnswer, Instrument, InstrumentStatus
    from foedera.workspace.answers import Answer, Circumstances
    from foedera.workspace.on_record import StatusOnRecord
    from foedera.workspace.workspace import Workspace


def clocks_data(under: Circumstances) -> dict[str, Any]:
    """Return the day asked about, what was known, and the switches."""
    return {
        "on": under.on.isoformat(),
        "known_by": under.known_by.isoformat() if under.known_by else None,
        "basis": under.coding.basis.value,
        "implied_end": under.coding.implied_end.value,
    }


def actors_data(states: Iterable[str], workspace: Workspace) -> dict[str, Any]:
    """Return the names of states by their codes."""
    return {
        state: {language: workspace.called(state, language) for language in LANGUAGES}
        for state in sorted(set(states))
    }


def asked_reply(found: Answer, workspace: Workspace) -> dict[str, Any]:
    """Return the answer to a question put in words."""
    states: set[str] = set()
    if found.duties is not None:
        states |= {found.duties.attacker, found.duties.victim}
        states |= {duty.state for duty in found.duties.duties}
    for tie in found.ties:
        states |= {tie.debtor, tie.creditor}
    return {
        "schema": schema_of("duties" if found.duties else "obligations"),
        **clocks_data(found.under),
        **answer_data(found, workspace.called),
        "actors": actors_data(states, workspace),
    }


def cascade_reply(
    found: CascadeAnswer, under: Circumstances, workspace: Workspace, *, assume_unclear: bool
) -> dict[str, Any]:
    """Return who is drawn in by an attack.

    Args:
        found: The answer.
        under: The day, and what was supposed.
        workspace: Gives states their names.
        assume_unclear: Whether duties of which it is unclear counted as binding.
    """
    states: set[str] = {one.state for one in found.joined} | {one.state for one in found.torn}
    states |= {one.state for one in (*found.unclear, *found.unmoved)}
    return {
        "schema": schema_of("cascade"),
        **clocks_data(under),
        "assume_unclear": assume_unclear,
        **cascade_data(found, workspace.called),
        "actors": actors_data(states, workspace),
    }


def obligations_reply(
    workspace: Workspace,
    between: tuple[str | None, str | None],
    kind: str | None,
    under: Circumstances,
) -> dict[str, Any]:
    """Return what is owed on a day: by everybody, or by and to one state.

    Args:
        workspace: Asks the law.
        between: Debtor and creditor, by code or name; None for everybody.
        kind: Only duties of this kind; None for all.
        under: The day, what was known by then, and the coding.

    Raises:
        UnknownActorError: No state is called that.
        NotAStateError: An organisation or an armed group is.
        StateNotExistingError: It was no state that day.
    """
    law = workspace.law(under.known_by)
    debtor, creditor = (workspace.state(one, under.on) if one else None for one in between)
    kinds = None if kind is None else {ObligationKind(kind)}
    states: set[str]
    if debtor is None and creditor is None:
        alive = [
            one
            for one in obligations(law, under.on, under.known_by, under.coding)
            if kinds is None or one.obligation.kind in kinds
        ]
        states = {s for one in alive for s in (*one.owed_by, *one.owed_to, *one.beneficiaries)}
        told = alive_data(alive, workspace.called)
    else:
        ties = ties_of(law, under, (debtor, creditor), kinds)
        states = {state for tie in ties for state in (tie.debtor, tie.creditor)}
        told = ties_data(ties, workspace.called)
    return {
        "schema": schema_of("obligations"),
        **clocks_data(under),
        "debtor": debtor,
        "creditor": creditor,
        "kind": kind,
        **told,
        "actors": actors_data(states, workspace),
    }


def status_reply(
    instrument: Instrument,
    found: InstrumentStatus,
    under: Circumstances,
    workspace: Workspace,
    on_record: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return where one instrument stands.

    Args:
        instrument: The instrument.
        found: Where it stands.
        under: The day, what was known by then, and the coding.
        workspace: Gives states their names.
        on_record: What of that a ledger adds (``on_record_data``); None without a ledger.
    """
    return {
        "schema": schema_of("status"),
        "id": instrument.id,
        "titles": {language: instrument.title(language) for language in LANGUAGES},
        **clocks_data(under),
        **status_data(found, workspace.called),
        "steps": [step_data(step) for step in found.steps],
        **({"on_record": on_record} if on_record else {}),
    }


def status_on_record_reply(
    found: StatusOnRecord,
    under: Circumstances,
    workspace: Workspace,
    recorded_by: datetime | None,
) -> dict[str, Any]:
    """Return where one instrument stands by registry and ledger; see ``status_reply``."""
    told = on_record_data(found, recorded_by)
    return status_reply(found.instrument, found.status, under, workspace, told)


def instrument_reply(
    instrument: Instrument, on: date, known_by: date | None, workspace: Workspace
) -> dict[str, Any]:
    """Return all that is on record of one instrument, and where it stood on a day."""
    told = instrument_data(instrument, on, known_by, workspace.called)
    return {"schema": schema_of("instrument"), **told}


def listed_data(one: Instrument, on: date, known_by: date | None = None) -> dict[str, Any]:
    """Return an instrument as a list of many shows it."""
    found = status(one, on, known_by)
    return {
        "id": one.id,
        "titles": {language: one.title(language) for language in LANGUAGES},
        "kind": one.kind.value,
        "parties": list(one.parties),
        "on": on.isoformat(),
        "status": found.status.value,
        "since": days(found.since),
        "obligations": sorted({owed.kind.value for owed in one.obligations}),
        "no_pledge": bool(one.no_pledge),
    }


def acted_on(
    workspace: Workspace, party: str | None, known_by: date | None = None
) -> tuple[Instrument, ...]:
    """Return the instruments that a state acted on; all for None.

    Args:
        workspace: Has the registry.
        party: The state's code or name.
        known_by: Of what a ledger adds, only what had become known by this day.

    Raises:
        UnknownActorError: No state is called that.
    """
    instruments = workspace.law(known_by).instruments
    if party is None:
        return instruments
    state = named_state(party, workspace.catalogue)
    return tuple(
        one
        for one in instruments
        if state in one.parties or any(step.state == state for step in one.steps)
    )
