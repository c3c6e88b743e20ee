"""Answers of the law room as plain data: statuses, reasons, steps and what is missing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from foedera.treaties import obligations_of, status
from foedera.workspace.plain import LANGUAGES, days

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from foedera.treaties import (
        Instrument,
        InstrumentStatus,
        Missing,
        MissingAtHome,
        OwedObligation,
        Reason,
        Step,
    )

    #: Gives an actor its name in a language.
    Naming = Callable[[str, str], str]


def status_data(status: InstrumentStatus, naming: Naming) -> dict[str, Any]:
    """Return where an instrument stands, each state's part, what is missing, and why."""
    return {
        "status": status.status.value,
        "since": days(status.since),
        "applies_from": status.applies_from.isoformat() if status.applies_from else None,
        "ratification_needed": status.ratification_needed,
        "participations": [
            {
                "state": part.state,
                "standing": part.standing.value,
                "possibly": part.possibly.value,
                "since": days(part.since),
                "leaving": days(part.leaving),
                "bound": part.bound.value,
                "suspended": part.suspended.value,
            }
            for part in status.participations
        ],
        "missing": [missing_data(missing, naming) for missing in status.missing],
        "missing_at_home": [at_home_data(one, naming) for one in status.at_home],
        "unsettled": [reason_data(reason, naming) for reason in status.unsettled],
        "reasons": [reason_data(reason, naming) for reason in status.reasons],
    }


def missing_data(missing: Missing, naming: Naming) -> dict[str, Any]:
    """Return one thing that entry into force still waits for."""
    return {
        "lack": missing.lack.value,
        "states": list(missing.states),
        "count": missing.count,
        "until": missing.until.isoformat() if missing.until else None,
        "text": texts(missing.text, naming),
    }


def at_home_data(missing: MissingAtHome, naming: Naming) -> dict[str, Any]:
    """Return one step that a state has still to take at home."""
    return {
        "state": missing.state,
        "act": missing.stage.act.value,
        "organ": dict(missing.stage.organ),
        "needed": missing.stage.need.value,
        "sure": missing.sure,
        "text": texts(missing.text, naming),
    }


def reason_data(reason: Reason, naming: Naming) -> dict[str, Any]:
    """Return one reason: its rule, whom and when it concerns, and the steps it rests on."""
    return {
        "rule": reason.rule,
        "article": reason.article,
        "states": list(reason.states),
        "when": days(reason.when),
        "steps": [step_data(step) for step in reason.steps],
        "text": texts(reason.text, naming),
    }


def step_data(step: Step) -> dict[str, Any]:
    """Return one step with its evidence."""
    return {
        "act": step.act.value,
        "state": step.state,
        "when": days(step.when),
        "known_from": step.known_from.isoformat() if step.known_from else None,
        "organ": step.organ,
        "place": step.place,
        "effective": step.effective,
        "ground": step.ground.value if step.ground else None,
        "toward": step.toward,
        "note": step.note,
        "evidence": [{"reference": one.reference, "address": one.address} for one in step.evidence],
    }


def instrument_data(
    one: Instrument, on: date, known_by: date | None, naming: Naming
) -> dict[str, Any]:
    """Return all that the registry holds of an instrument, and where it stood on a day."""
    found = status(one, on, known_by)
    return {
        "id": one.id,
        "kind": one.kind.value,
        "binding": one.binding,
        "published": one.published,
        "titles": {language: list(names) for language, names in one.titles.items()},
        "aliases": {language: list(names) for language, names in one.aliases.items()},
        "parties": list(one.parties),
        "organisation": one.organisation,
        "atop": one.atop,
        "no_pledge": dict(one.no_pledge),
        "on": on.isoformat(),
        "known_by": known_by.isoformat() if known_by else None,
        "status": status_data(found, naming),
        "steps": [step_data(step) for step in found.steps],
        "obligations": [obligation_data(owed) for owed in obligations_of(one, on, known_by)],
        "links": [{"kind": link.kind.value, "instrument": link.instrument} for link in one.links],
        "sources": {
            key: {
                "cite": source.cite,
                "address": source.address,
                "supports": source.supports,
                "seen": source.seen.isoformat() if source.seen else None,
            }
            for key, source in one.sources.items()
        },
    }


def obligation_data(owed: OwedObligation) -> dict[str, Any]:
    """Return one obligation as it stands: what is owed, by whom to whom, and its force."""
    one = owed.obligation
    return {
        "id": one.id,
        "instrument": owed.instrument.id,
        "provision": one.provision.number,
        "says": dict(one.provision.says),
        "kind": one.kind.value,
        "force": owed.force.value,
        "owed_by": list(owed.owed_by),
        "owed_to": list(owed.owed_to),
        "beneficiaries": list(one.beneficiaries),
        "since": days(owed.since),
        "trigger": {
            "occurrence": one.trigger.occurrence.value,
            "attackers": list(one.trigger.attackers),
            "outsiders": one.trigger.outsiders,
            "targets": [target.value for target in one.trigger.targets],
            "area": dict(one.trigger.area),
        },
        "means": one.means.value,
        "immediacy": one.immediacy.value,
        "conditions": [condition.value for condition in one.conditions],
        "sectors": list(one.sectors),
    }


def texts(say: Callable[..., str], naming: Naming) -> dict[str, str]:
    """Return what an answer says, in every language of the interface."""
    return {
        language: say(language, names=partial(_named, naming, language)) for language in LANGUAGES
    }


def _named(naming: Naming, language: str, actor: str) -> str:
    return naming(actor, language)
