"""Whole answers of the law as data, each under its schema: the same from every door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedera.treaties import ObligationKind, brief_status, obligations
from foedera.workspace.answer_data import (
    alive_data,
    schema_of,
    ties_data,
)
from foedera.workspace.answers import ties_of
from foedera.workspace.law_data import instrument_data
from foedera.workspace.naming import named_state
from foedera.workspace.treaty_list import row_data
from foedera.workspace.whole_data import actors_data, clocks_data

if TYPE_CHECKING:
    from datetime import date

    from foedera.treaties import Instrument
    from foedera.workspace.answers import Circumstances
    from foedera.workspace.workspace import Workspace


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
        "actors": actors_data(states, workspace.called),
    }


def instrument_reply(
    instrument: Instrument, on: date, known_by: date | None, workspace: Workspace
) -> dict[str, Any]:
    """Return all that is on record of one instrument, and where it stood on a day."""
    told = instrument_data(instrument, on, known_by, workspace.called)
    return {"schema": schema_of("instrument"), **told}


def listed_data(one: Instrument, on: date, known_by: date | None = None) -> dict[str, Any]:
    """Return an instrument as a list of many shows it."""
    return row_data(one, on, *brief_status(one, on, known_by))


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
