"""Rows of the tables of documents and of claims."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from foedera.claims.coding import coded_by
from foedera.claims.review import Verdict
from foedera.datasets.releases.cells import chained, days, listed, moment, number, numbered, plain
from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedera.actors.catalogue import Catalogue
    from foedera.claims.claim import Amount
    from foedera.claims.recorded import RecordedClaim
    from foedera.claims.review import Decision
    from foedera.datasets.releases.parts import Row
    from foedera.documents.recorded import RecordedDocument
    from foedera.documents.report import Stated
    from foedera.identifiers import ContentId

#: What a report calls a source that it does not name.
UNNAMED: Final = "unnamed"
_ADDRESSES: Final = ("http://", "https://")


def reports(
    documents: Iterable[RecordedDocument], claims: Iterable[RecordedClaim]
) -> Iterator[tuple[RecordedDocument, tuple[RecordedClaim, ...]]]:
    """Yield every report with its claims; both come in the same order, as ledgers give them.

    Raises:
        ValueError: They do not: claims would be left out.
    """
    groups = groupby(claims, key=lambda one: one.document)
    name, group = next(groups, (None, iter(())))
    for document in documents:
        found: tuple[RecordedClaim, ...] = ()
        if document.id == name:
            found = tuple(group)
            name, group = next(groups, (None, iter(())))
        yield document, found
    if name is not None:
        raise ValueError(f"claims of {name} come in another order than reports")


def still_standing(
    claims: Iterable[RecordedClaim], closed: dict[ContentId, RecordedClaim]
) -> Iterator[RecordedClaim]:
    """Yield the claims that stand, and put those that do not aside.

    Args:
        claims: Of both kinds.
        closed: Takes the others by name; whichever is yielded, too, was found again.
    """
    for one in claims:
        if one.closed_at is None:
            yield one
        else:
            closed[one.id] = one


def deletion_rows(closed: Iterable[RecordedClaim], decisions: Sequence[Decision]) -> Iterator[Row]:
    """Yield the rows of what was on record and no longer stands.

    Args:
        closed: Claims that a later reading of their report no longer found.
        decisions: All of them, in the order in which they were recorded.
    """
    for one in sorted(closed, key=lambda one: one.id):
        yield {
            "table": "claims",
            "id": one.id,
            "document": one.document,
            "reason": "closed by a later reading",
            "deleted_at": moment(one.closed_at),
        }
    undone = {one.undoes: one.at for one in decisions if one.verdict is Verdict.UNDO}
    for decision in decisions:
        if decision.id in undone:
            at = moment(undone[decision.id])
            yield {"table": "decisions", "id": decision.id, "reason": "undone", "deleted_at": at}


def document_row(document: RecordedDocument, text: str, claims: int) -> Row:
    """Return the row of a report.

    Args:
        document: The report.
        text: Its text, from which the headline is taken.
        claims: How many of its claims stand.
    """
    published = document.published
    return {
        "id": document.id,
        "sha256": document.digest,
        "address": plain(address_of(document)),
        "headline": plain(headline_of(document, text)),
        "outlet": plain(outlet_of(document)),
        "outlet_name": plain(document.outlet.value if document.outlet else None),
        "wires": listed(_names(document.wires)),
        "teller": plain(teller_of(document)),
        "reported_on": document.day,
        "published_at": published.moment.isoformat() if published and published.moment else None,
        "dateline": plain(document.dateline.value if document.dateline else None),
        "dateline_state": document.dateline.actor if document.dateline else None,
        "writers": listed(one.value for one in document.writers),
        "editors": listed(one.value for one in document.editors),
        "language": document.language,
        "characters": document.characters,
        "claims": claims,
        "notices": listed(document.notices),
        "reader": plain(document.reader),
        "recorded_at": moment(document.recorded_at),
    }


def claim_rows(
    claims: Iterable[RecordedClaim],
    document: RecordedDocument,
    catalogue: Catalogue,
    *,
    quoted: bool,
) -> Iterator[Row]:
    """Yield the rows of the claims of a report.

    Args:
        claims: The claims.
        document: Their report.
        catalogue: Tells states and groups among those who speak.
        quoted: Whether the report's sentences are given.
    """
    told: Row = {
        "teller": plain(teller_of(document)),
        "outlet": plain(outlet_of(document)),
        "wires": listed(_names(document.wires)),
        "document_sha256": document.digest,
        "reader": plain(document.reader),
    }
    for one in claims:
        yield _claim(one, document, catalogue, quoted=quoted) | told


def _claim(
    recorded: RecordedClaim, document: RecordedDocument, catalogue: Catalogue, *, quoted: bool
) -> Row:
    claim = recorded.claim
    codes = coded_by(claim, recorded.of(claim.modality_span), catalogue)
    agents = [one.actor for one in claim.agents]
    others = [one.actor for one in claim.counterparts]
    start, end, precise = days(claim.when)
    return {
        "id": recorded.id,
        "document": recorded.document,
        "number": recorded.place + 1,
        "section": claim.section.value,
        "act": claim.act,
        "cameo": codes.code.cameo,
        "plover": codes.code.plover,
        "plover_mode": codes.code.mode,
        "plover_context": codes.code.context,
        "code_source": listed(codes.source),
        "code_recipient": listed(codes.recipient),
        "agents": listed(agents),
        "agents_cow": numbered(agents),
        "counterparts": listed(others),
        "counterparts_cow": numbered(others),
        "unresolved": plain(recorded.of(claim.unresolved)) if quoted else None,
        "instrument": claim.instrument,
        "when_start": start,
        "when_end": end,
        "date_prec": precise,
        "where_name": plain(recorded.of(claim.place)),
        "where_state": claim.place_state,
        "where_cow": number(claim.place_state),
        **_amount(claim.amount),
        "modality": claim.modality.value,
        "said_by": listed(said_by(recorded, document)),
        "sources": chained(one.actors for one in claim.sources),
        "span_start": claim.span.start,
        "span_end": claim.span.end,
        "sentence": plain(recorded.sentence) if quoted else None,
        "reported_on": recorded.reported_on,
        "recorded_at": moment(recorded.recorded_at),
    }


def said_by(recorded: RecordedClaim, document: RecordedDocument) -> tuple[str, ...]:
    """Return who says it, nearest the fact: the teller where the report speaks itself."""
    if recorded.claim.sources:
        return tuple(one for one in recorded.claim.sources[0].actors if one != UNNAMED)
    teller = teller_of(document)
    return () if teller is None else (teller,)


def _amount(amount: Amount | None) -> Row:
    if amount is None:
        return {}
    return {
        "amount_low": amount.low,
        "amount_high": amount.high,
        "amount_about": int(amount.about),
        "amount_unit": amount.unit,
    }


def address_of(document: RecordedDocument) -> str | None:
    """Return where a report can be read; None for a file, whose name is its owner's business."""
    return document.name if document.name.startswith(_ADDRESSES) else None


def headline_of(document: RecordedDocument, text: str) -> str | None:
    """Return the headline of a report; None where it has none."""
    lines = (line.span.of(text) for line in document.lines if line.kind is LineKind.HEADLINE)
    return next(lines, None)


def teller_of(document: RecordedDocument) -> str | None:
    """Return who tells what a report says in its own voice; None where only a file is known."""
    known = document.wires or document.outlet or address_of(document)
    return document.teller if known else None


def outlet_of(document: RecordedDocument) -> str | None:
    """Return a report's outlet: its code, else its name."""
    return None if document.outlet is None else document.outlet.actor or document.outlet.value


def _names(stated: Sequence[Stated]) -> Iterator[str]:
    return (one.actor or one.value for one in stated)
