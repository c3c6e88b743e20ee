"""The dossier as plain data, in the shape of ``data/schemas/dossier.schema.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from foedera.claims.acts import acts
from foedera.claims.coding import coded
from foedera.documents.report import LineKind
from foedera.workspace.plain import actor, days, span
from foedera.workspace.serialising_law import conduct, obligation, standing
from foedera.workspace.serialising_proposals import drop, proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.claims.claim import Amount, Claim, Party, Source
    from foedera.documents.report import Published, Stated
    from foedera.workspace.findings import Findings, Notice

#: Identifier of the schema; its last part grows when a field changes its meaning or goes.
SCHEMA: Final = "urn:foedera:schema:dossier:1"


def as_data(dossier: Findings) -> dict[str, Any]:
    """Return a dossier as dictionaries, lists, text, numbers and None.

    Claims are numbered from 1 in order of the text; all else points to those numbers.
    """
    return {
        "schema": SCHEMA,
        "document": _document(dossier),
        "claims": [
            _claim(dossier, number, claim) for number, claim in enumerate(dossier.claims, start=1)
        ],
        "instruments": [standing(dossier, one) for one in dossier.standings],
        "obligations": [obligation(dossier, one) for one in dossier.obligations],
        "conduct": [conduct(dossier, one) for one in dossier.conduct],
        "notices": [_notice(dossier, one) for one in dossier.notices],
        "proposals": _proposals(dossier),
        "actors": {code: actor(dossier, code) for code in sorted(set(_actors(dossier)))},
    }


def _proposals(dossier: Findings) -> dict[str, Any] | None:
    told = dossier.proposals
    if told is None:
        return None
    return {
        "model": told.model,
        "passages": {"shown": told.passages, "again": told.again, "unread": told.unread},
        "claims": [
            {"claim": _claim(dossier, number, one.claim), **proposal(dossier, one)}
            for number, one in enumerate(told.proposals, start=1)
        ],
        "dropped": [drop(one) for one in told.dropped],
    }


def _document(dossier: Findings) -> dict[str, Any]:
    report = dossier.report
    return {
        "name": report.name,
        "language": report.language,
        "characters": len(report.text),
        "outlet": _stated(dossier, report.outlet),
        "published": _published(dossier, report.published),
        "dateline": _stated(dossier, report.dateline),
        "writers": [_stated(dossier, one) for one in report.writers],
        "editors": [_stated(dossier, one) for one in report.editors],
        "wires": [_stated(dossier, one) for one in report.wires],
        "lines": [
            {"kind": line.kind.value, "rule": line.rule, "span": span(dossier, line.span)}
            for line in report.lines
            if line.kind is not LineKind.BODY
        ],
    }


def _stated(dossier: Findings, stated: Stated | None) -> dict[str, Any] | None:
    if stated is None:
        return None
    return {"value": stated.value, "actor": stated.actor, "span": span(dossier, stated.span)}


def _published(dossier: Findings, published: Published | None) -> dict[str, Any] | None:
    if published is None:
        return None
    return {
        "day": published.day.isoformat(),
        "moment": published.moment.isoformat() if published.moment else None,
        "zone": published.zone,
        "span": span(dossier, published.span),
    }


def _claim(dossier: Findings, number: int, claim: Claim) -> dict[str, Any]:
    return {
        "number": number,
        "section": claim.section.value,
        "act": claim.act,
        "family": acts()[claim.act].family,
        "codes": _codes_of(dossier, claim),
        "span": span(dossier, claim.span),
        "trigger": span(dossier, claim.trigger),
        "agents": [_party(dossier, one) for one in claim.agents],
        "counterparts": [_party(dossier, one) for one in claim.counterparts],
        "unresolved": span(dossier, claim.unresolved),
        "instrument": claim.instrument,
        "instrument_span": span(dossier, claim.instrument_span),
        "when": _when(dossier, claim),
        "where": _where(dossier, claim),
        "quantity": _amount(dossier, claim.amount),
        "modality": claim.modality.value,
        "modality_span": span(dossier, claim.modality_span),
        "sources": [_source(dossier, one) for one in claim.sources],
        "carriers": [_stated(dossier, one) for one in dossier.carriers(claim)],
        "sectors": [span(dossier, one) for one in claim.sectors],
        "rules": [{"rule": one.rule, "span": span(dossier, one.span)} for one in claim.rules],
    }


def _codes_of(dossier: Findings, claim: Claim) -> dict[str, Any]:
    found = coded(claim, dossier.text, dossier.catalogue)
    return {
        "cameo": found.code.cameo,
        "plover": found.code.plover,
        "mode": found.code.mode,
        "context": found.code.context,
        "source": list(found.source),
        "recipient": list(found.recipient),
        "reason": found.code.reason,
    }


def _party(dossier: Findings, party: Party) -> dict[str, Any]:
    return {
        "actor": party.actor,
        "name": dossier.name(party.actor),
        "voice": party.voice.of(dossier.text) if party.voice else None,
        "span": span(dossier, party.span),
    }


def _source(dossier: Findings, source: Source) -> dict[str, Any]:
    return {
        "actors": list(source.actors),
        "names": [dossier.name(one) for one in source.actors],
        "span": span(dossier, source.span),
        "cue": span(dossier, source.cue),
        "rule": source.rule,
    }


def _when(dossier: Findings, claim: Claim) -> dict[str, Any] | None:
    told = days(claim.when)
    return None if told is None else {**told, "span": span(dossier, claim.when_span)}


def _where(dossier: Findings, claim: Claim) -> dict[str, Any] | None:
    if claim.place is None and claim.place_state is None:
        return None
    return {"state": claim.place_state, "span": span(dossier, claim.place)}


def _amount(dossier: Findings, amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {
        "low": amount.low,
        "high": amount.high,
        "about": amount.about,
        "unit": amount.unit,
        "span": span(dossier, amount.span),
    }


def _notice(dossier: Findings, notice: Notice) -> dict[str, Any]:
    return {
        "kind": notice.kind,
        "text": notice.text,
        "span": span(dossier, notice.span),
        "candidates": list(notice.candidates),
    }


def _actors(dossier: Findings) -> Iterator[str]:
    """Yield every actor of the catalogue that the dossier speaks of."""
    return (code for code in _codes(dossier) if code in dossier.catalogue)


def _codes(dossier: Findings) -> Iterator[str]:
    report = dossier.report
    for stated in (report.outlet, report.dateline, *report.wires):
        if stated is not None and stated.actor is not None:
            yield stated.actor
    proposed = dossier.proposals.proposals if dossier.proposals else ()
    for claim in (*dossier.claims, *(one.claim for one in proposed)):
        yield from (party.actor for party in (*claim.agents, *claim.counterparts))
        yield from (code for source in claim.sources for code in source.actors)
        if claim.place_state is not None:
            yield claim.place_state
    for one in dossier.standings:
        yield from one.pact.parties
        yield from (part.state for part in one.status.participations)
    for owed in dossier.obligations:
        yield from (*owed.owed_by, *owed.owed_to)
