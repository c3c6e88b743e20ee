"""One report as it lies in a ledger: its text, its claims, its copies, how it came there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from foedera.assessment import conduct
from foedera.documents.duplicates import copies
from foedera.documents.report import Report
from foedera.ledger import Sought
from foedera.ledger.errors import NotOnRecordError
from foedera.workspace.findings import Findings
from foedera.workspace.serialising import as_data

if TYPE_CHECKING:
    from datetime import datetime

    from foedera.actors.catalogue import Catalogue
    from foedera.claims.recorded import RecordedClaim, RecordedPact, RecordedStep
    from foedera.documents.recorded import RecordedDocument
    from foedera.identifiers import ContentId
    from foedera.ledger import Ledger, Trace
    from foedera.workspace.stories import Clocks

#: Copies of a text are looked for among reports of so many days before and after.
COPIES_WITHIN: Final = timedelta(days=7)
#: Most reports that a report is held against for copies.
_COMPARED: Final = 2000


@dataclass(frozen=True, slots=True)
class ReportOnRecord:
    """A report with all that was read in it.

    Attributes:
        document: What is known of it.
        text: The text that every span points into.
        claims: Those that stand, in order of the text.
        closed: Those that a later reading no longer found.
        pacts: The agreements it speaks of.
        steps: The steps it tells of.
        copies: Other reports that carry the same text.
        traces: The entries it came on record with, the first reading first.
    """

    document: RecordedDocument
    text: str
    claims: tuple[RecordedClaim, ...]
    closed: tuple[RecordedClaim, ...]
    pacts: tuple[RecordedPact, ...]
    steps: tuple[RecordedStep, ...]
    copies: tuple[RecordedDocument, ...]
    traces: tuple[Trace, ...]


def report_of(document: RecordedDocument, text: str) -> Report:
    """Return a report on record as it was captured."""
    return Report(
        name=document.name,
        text=text,
        language=document.language,
        lines=document.lines,
        outlet=document.outlet,
        published=document.published,
        dateline=document.dateline,
        writers=document.writers,
        editors=document.editors,
        wires=document.wires,
        notices=document.notices,
    )


def report_on_record(ledger: Ledger, name: ContentId, clocks: Clocks) -> ReportOnRecord:
    """Return a report as it lies in a ledger.

    Args:
        ledger: The ledger.
        name: What the report is called.
        clocks: By when it must have been known, or on record, to count.

    Raises:
        NotOnRecordError: It is not, or was not by then.
    """
    known_by, recorded_by = clocks.known_by, clocks.recorded_by
    sought = Sought(documents=(name,), known_by=known_by, recorded_by=recorded_by)
    document = next(iter(tuple(ledger.documents(sought))), None)
    if document is None:
        raise NotOnRecordError(name)
    every = tuple(ledger.claims(replace(sought, closed=True)))
    return ReportOnRecord(
        document=document,
        text=ledger.text(name, recorded_by),
        claims=tuple(one for one in every if one.closed_at is None),
        closed=tuple(one for one in every if one.closed_at is not None),
        pacts=tuple(ledger.pacts(sought)),
        steps=tuple(ledger.steps(sought)),
        copies=copies_of(ledger, document, clocks),
        traces=tuple(
            one for one in ledger.traces(name) if recorded_by is None or one.at <= recorded_by
        ),
    )


def copies_of(
    ledger: Ledger, document: RecordedDocument, clocks: Clocks
) -> tuple[RecordedDocument, ...]:
    """Return other reports of the days around that carry the same text, the earliest first.

    Args:
        ledger: The ledger.
        document: The report.
        clocks: By when they must have been known, or on record, to count.
    """
    if document.day is None or not document.signature:
        return ()
    sought = Sought(
        since=document.day - COPIES_WITHIN,
        until=document.day + COPIES_WITHIN,
        known_by=clocks.known_by,
        recorded_by=clocks.recorded_by,
        most=_COMPARED,
    )
    near = {one.id: one for one in ledger.documents(sought)} | {document.id: document}
    group = next(each for each in copies(near.values()) if document.id in each)
    return tuple(near[name] for name in group if name != document.id)


def report_data(found: ReportOnRecord, catalogue: Catalogue) -> dict[str, Any]:
    """Return a report on record as plain data: document, claims and conduct as in a dossier.

    Args:
        found: The report.
        catalogue: Gives actors their names.
    """
    document = found.document
    claims = tuple(one.claim for one in found.claims)
    told = as_data(
        Findings(report_of(document, found.text), claims, (), (), conduct(claims), (), catalogue)
    )
    numbers = [one.place + 1 for one in found.claims]
    return {
        "id": document.id,
        "sha256": document.digest,
        "reader": document.reader,
        "recorded_at": _moment(document.recorded_at),
        "document": told["document"],
        "notices": list(document.notices),
        "text": found.text,
        "claims": [
            {**one, "number": number, "id": recorded.id}
            for one, number, recorded in zip(told["claims"], numbers, found.claims, strict=True)
        ],
        "closed_claims": [
            {"id": one.id, "act": one.claim.act, "closed_at": _moment(one.closed_at)}
            for one in found.closed
        ],
        "agreements": [_pact(one) for one in found.pacts],
        "steps": [{"id": one.id, "claim": one.claim} for one in found.steps],
        "conduct": [_renumbered(one, numbers) for one in told["conduct"]],
        "copies": [
            {"id": one.id, "name": one.name, "day": one.day.isoformat() if one.day else None}
            for one in found.copies
        ],
        "entries": [
            {"number": one.number, "at": _moment(one.at), "kind": one.kind, "hash": one.digest}
            for one in found.traces
        ],
        "actors": told["actors"],
    }


def _pact(one: RecordedPact) -> dict[str, Any]:
    return {
        "id": one.id,
        "instrument": one.instrument,
        "registered": one.registered,
        "parties": list(one.parties),
        "candidates": list(one.candidates),
        "titles": list(one.titles),
        "claims": list(one.claims),
    }


def _renumbered(one: dict[str, Any], numbers: list[int]) -> dict[str, Any]:
    """Return conduct that points to claims by their numbers in the report."""
    versions = [{**each, "claim": numbers[each["claim"] - 1]} for each in one["versions"]]
    conflicts = [
        {**each, "claims": [numbers[number - 1] for number in each["claims"]]}
        for each in one["conflicts"]
    ]
    return {**one, "versions": versions, "conflicts": conflicts}


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
