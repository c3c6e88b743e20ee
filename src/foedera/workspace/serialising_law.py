"""Standings, obligations and conduct of a dossier as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedera.workspace.law_data import reason_data, status_data, step_data
from foedera.workspace.plain import LANGUAGES, days, span

if TYPE_CHECKING:
    from foedera.assessment import (
        Comparison,
        Conduct,
        ReportedObligation,
        ReportedStanding,
        ReportedStep,
    )
    from foedera.treaties import InstrumentStatus, OwedObligation
    from foedera.workspace.findings import Findings


def standing(dossier: Findings, one: ReportedStanding) -> dict[str, Any]:
    """Return where an instrument stands, with its reasons."""
    pact, entry = one.pact, one.entry_told
    return {
        "id": one.status.instrument,
        "registered": one.instrument is not None,
        "titles": _titles(one),
        "parties": list(pact.parties),
        "spans": [span(dossier, place) for place in pact.spans],
        "claims": _numbers(pact.claims),
        "link": list(pact.reasons),
        "candidates": [
            {"instrument": fit.instrument.id, "score": fit.score, "reasons": list(fit.reasons)}
            for fit in pact.candidates
        ],
        "on": one.on.isoformat(),
        "status": one.status.status.value,
        "agreement": one.agreement.value,
        "entry_told": entry
        and {"act": entry.act, "claim": entry.claim + 1, "span": span(dossier, entry.span)},
        "recorded": _status(dossier, one.recorded),
        "reported": _status(dossier, one.reported),
        "together": _status(dossier, one.together),
        "steps": [_reported(step) for step in one.steps],
        "comparisons": [_comparison(comparison) for comparison in one.comparisons],
    }


def obligation(dossier: Findings, one: ReportedObligation) -> dict[str, Any]:
    """Return one duty, with the words in which registry and report state it."""
    return {
        "instrument": one.standing.status.instrument,
        "kind": one.kind.value,
        "force": one.force.value,
        "owed_by": list(one.owed_by),
        "owed_to": list(one.owed_to),
        "recorded": _recorded(one.recorded),
        "claims": _numbers(one.claims),
        "spans": [span(dossier, dossier.claims[index].trigger) for index in one.claims],
        "sectors": [
            span(dossier, sector)
            for index in one.claims
            for sector in dossier.claims[index].sectors
        ],
        "reasons": [reason_data(reason, dossier.name) for reason in one.reasons],
    }


def conduct(dossier: Findings, one: Conduct) -> dict[str, Any]:
    """Return one act with each source's version of it, and what does not go together."""
    return {
        "act": one.act,
        "agents": list(one.agents),
        "counterparts": list(one.counterparts),
        "apart": one.apart,
        "versions": [
            {
                "claim": version.claim + 1,
                "sources": [list(link) for link in version.sources],
                "quantity": version.amount
                and {
                    "low": version.amount.low,
                    "high": version.amount.high,
                    "about": version.amount.about,
                    "unit": version.amount.unit,
                },
                "when": days(version.when),
                "modality": version.modality.value,
                "span": span(dossier, dossier.claims[version.claim].span),
            }
            for version in one.versions
        ],
        "conflicts": [
            {"difference": conflict.difference.value, "claims": _numbers(conflict.claims)}
            for conflict in one.conflicts
        ],
    }


def _numbers(indices: tuple[int, ...]) -> list[int]:
    """Return the numbers of claims, which count from 1."""
    return [index + 1 for index in indices]


def _titles(one: ReportedStanding) -> dict[str, str]:
    if one.instrument is None:
        return {}
    return {language: one.instrument.title(language) for language in LANGUAGES}


def _status(dossier: Findings, status: InstrumentStatus | None) -> dict[str, Any] | None:
    return None if status is None else status_data(status, dossier.name)


def _reported(one: ReportedStep) -> dict[str, Any]:
    return {
        "claim": one.claim + 1,
        "counts": one.counts,
        "denied": one.denied,
        "step": step_data(one.step),
    }


def _comparison(one: Comparison) -> dict[str, Any]:
    return {
        "act": one.act.value,
        "organ": one.organ,
        "state": one.state,
        "agreement": one.agreement.value,
        "claims": _numbers(tuple(step.claim for step in one.reported)),
        "recorded": [step_data(step) for step in one.recorded],
    }


def _recorded(owed: OwedObligation | None) -> dict[str, Any] | None:
    if owed is None:
        return None
    obligation = owed.obligation
    return {
        "id": obligation.id,
        "provision": obligation.provision.number,
        "says": dict(obligation.provision.says),
        "trigger": obligation.trigger.occurrence.value,
        "means": obligation.means.value,
        "immediacy": obligation.immediacy.value,
        "conditions": [condition.value for condition in obligation.conditions],
        "sectors": list(obligation.sectors),
    }
