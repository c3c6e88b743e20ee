"""Standings, obligations and conduct of a dossier as plain data."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from foedera.workspace.plain import LANGUAGES, days, span

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedera.assessment import (
        Comparison,
        Conduct,
        ReportedObligation,
        ReportedStanding,
        ReportedStep,
    )
    from foedera.treaties import (
        InstrumentStatus,
        Missing,
        MissingAtHome,
        OwedObligation,
        Reason,
        Step,
    )
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
        "reasons": [_reason(dossier, reason) for reason in one.reasons],
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
    if status is None:
        return None
    return {
        "status": status.status.value,
        "since": days(status.since),
        "ratification_needed": status.ratification_needed,
        "participations": [
            {
                "state": part.state,
                "standing": part.standing.value,
                "possibly": part.possibly.value,
                "since": days(part.since),
                "leaving": days(part.leaving),
                "suspended": part.suspended.value,
            }
            for part in status.participations
        ],
        "missing": [_missing(dossier, missing) for missing in status.missing],
        "missing_at_home": [_missing_at_home(dossier, one) for one in status.at_home],
        "unsettled": [_reason(dossier, reason) for reason in status.unsettled],
        "reasons": [_reason(dossier, reason) for reason in status.reasons],
    }


def _missing(dossier: Findings, missing: Missing) -> dict[str, Any]:
    return {
        "lack": missing.lack.value,
        "states": list(missing.states),
        "count": missing.count,
        "until": missing.until.isoformat() if missing.until else None,
        "text": _texts(dossier, missing.text),
    }


def _missing_at_home(dossier: Findings, missing: MissingAtHome) -> dict[str, Any]:
    return {
        "state": missing.state,
        "act": missing.stage.act.value,
        "organ": dict(missing.stage.organ),
        "needed": missing.stage.need.value,
        "sure": missing.sure,
        "text": _texts(dossier, missing.text),
    }


def _reason(dossier: Findings, reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "article": reason.article,
        "states": list(reason.states),
        "when": days(reason.when),
        "steps": [_step(step) for step in reason.steps],
        "text": _texts(dossier, reason.text),
    }


def _texts(dossier: Findings, say: Callable[..., str]) -> dict[str, str]:
    return {
        language: say(language, names=partial(dossier.name, language=language))
        for language in LANGUAGES
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "act": step.act.value,
        "state": step.state,
        "when": days(step.when),
        "known_from": step.known_from.isoformat() if step.known_from else None,
        "organ": step.organ,
        "place": step.place,
        "effective": step.effective,
        "evidence": [{"reference": one.reference, "address": one.address} for one in step.evidence],
    }


def _reported(one: ReportedStep) -> dict[str, Any]:
    return {
        "claim": one.claim + 1,
        "counts": one.counts,
        "denied": one.denied,
        "step": _step(one.step),
    }


def _comparison(one: Comparison) -> dict[str, Any]:
    return {
        "act": one.act.value,
        "organ": one.organ,
        "state": one.state,
        "agreement": one.agreement.value,
        "claims": _numbers(tuple(step.claim for step in one.reported)),
        "recorded": [_step(step) for step in one.recorded],
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
