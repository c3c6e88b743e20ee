"""From a dossier to what the ledger records of it: one report, with all that was read in it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import msgspec

from foedera.assessment.unregistered import unregistered_id
from foedera.claims.recorded import (
    RecordedClaim,
    RecordedPact,
    RecordedStep,
    claim_id,
    words_of,
)
from foedera.documents.duplicates import prose_of, signature
from foedera.documents.recorded import RecordedDocument, document_id
from foedera.identifiers import content_id
from foedera.ledger import Filing
from foedera.resources import fingerprint
from foedera.treaties import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedera.assessment import ReportedStanding
    from foedera.claims.claim import Claim
    from foedera.claims.linking import Pact
    from foedera.identifiers import ContentId
    from foedera.workspace.findings import Findings

_DIGITS: Final = 8


class _Named(Protocol):
    """Whatever is named after its content."""

    @property
    def id(self) -> ContentId: ...


_Some = TypeVar("_Some", bound=_Named)


@cache
def reader() -> str:
    """Return what reads reports: ``foedera 0.1.0+a1b2c3d4``, the version and its data.

    Whoever changes a word of a lexicon, or a model, has another reader.
    """
    return f"foedera {version('foedera')}+{fingerprint()[:_DIGITS]}"


def filing_of(dossier: Findings, data: bytes, published: str | None = None) -> Filing:
    """Return what the ledger records of a report.

    Args:
        dossier: What reading it gave.
        data: The bytes that were given.
        published: The day that was given for it from outside, if any.
    """
    document = document_id(data, published)
    every = tuple(recorded_claims(dossier, document))
    names = [one.id for one in every]
    claims = _once(every)
    pacts = [_pact(document, pact, dossier, names) for pact in dossier.pacts]
    return Filing(
        document=_document(document, dossier, data, tuple(_doubled(dossier.claims, names))),
        text=dossier.text,
        claims=claims,
        pacts=_once(pacts),
        steps=_once(
            step
            for standing in dossier.standings
            for step in _steps(standing, pacts[dossier.pacts.index(standing.pact)], names)
        ),
    )


def recorded_claims(dossier: Findings, document: ContentId) -> Iterator[RecordedClaim]:
    """Yield every claim of a report as it is recorded; those alike bear one name.

    Args:
        dossier: What reading it gave.
        document: What the report is called.
    """
    day = dossier.report.published.day if dossier.report.published else None
    for place, claim in enumerate(dossier.claims):
        words = words_of(claim, dossier.text)
        yield RecordedClaim(claim_id(document, claim), document, place, claim, words, day)


def _document(
    document: ContentId, dossier: Findings, data: bytes, doubled: tuple[str, ...]
) -> RecordedDocument:
    report = dossier.report
    return RecordedDocument(
        id=document,
        name=report.name,
        language=report.language,
        digest=hashlib.sha256(data).hexdigest(),
        characters=len(report.text),
        reader=reader(),
        outlet=report.outlet,
        published=report.published,
        dateline=report.dateline,
        writers=report.writers,
        editors=report.editors,
        wires=report.wires,
        lines=report.lines,
        notices=(*(notice.text for notice in dossier.notices), *doubled),
        signature=signature(prose_of(report), report.language),
    )


def _doubled(claims: Sequence[Claim], names: Sequence[ContentId]) -> Iterator[str]:
    """Say of every claim that is recorded under another's name that it is."""
    first: dict[ContentId, int] = {}
    for place, name in enumerate(names):
        if first.setdefault(name, place) != place:
            span = claims[place].trigger
            yield (
                f"Claim {place + 1} (characters {span.start}-{span.end}) says in the same words "
                f"what claim {first[name] + 1} says; they are recorded as one."
            )


def _pact(
    document: ContentId, pact: Pact, dossier: Findings, names: Sequence[ContentId]
) -> RecordedPact:
    told = RecordedPact(
        id=document,  # until its content is known
        document=document,
        instrument=pact.instrument or unregistered_id(pact),
        registered=pact.instrument is not None,
        parties=pact.parties,
        candidates=tuple(one.instrument.id for one in pact.candidates),
        claims=tuple(dict.fromkeys(names[index] for index in pact.claims)),
        titles=tuple(dict.fromkeys(span.of(dossier.text) for span in pact.spans)),
        reported_on=dossier.report.published.day if dossier.report.published else None,
    )
    content = msgspec.to_builtins(told)
    return replace(told, id=content_id("pct", {**content, "id": None, "reported_on": None}))


def _steps(
    standing: ReportedStanding, pact: RecordedPact, names: Sequence[ContentId]
) -> Iterator[RecordedStep]:
    for told in standing.steps:
        claim = names[told.claim]
        step = replace(told.step, evidence=(Evidence(claim),))
        content = {
            "claim": claim,
            "step": msgspec.to_builtins(step),
            "counts": told.counts,
            "denied": told.denied,
        }
        yield RecordedStep(
            id=content_id("stp", content),
            claim=claim,
            document=pact.document,
            pact=pact.id,
            step=step,
            counts=told.counts,
            denied=told.denied,
        )


def _once(found: Iterable[_Some]) -> tuple[_Some, ...]:
    """Return things in their order, each name once, the first that bears it."""
    kept: dict[ContentId, _Some] = {}
    for one in found:
        kept.setdefault(one.id, one)
    return tuple(kept.values())
