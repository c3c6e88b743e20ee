"""One claim whole: what it says, in its sentence, who says it, and what rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedera.identifiers import ContentId
from foedera.web.reader.cards import card_of
from foedera.web.reader.facts import headline_of, teller_of
from foedera.web.reader.passage import marked
from foedera.web.reply import Page, Table
from foedera.web.screens.reports.report import clocks_of
from foedera.wording import clean
from foedera.wording.phrasing import amount_text
from foedera.workspace.claim_on_record import claim_data, claim_on_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.claims.claim import Party
    from foedera.spans import Span
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply
    from foedera.workspace.claim_on_record import ClaimOnRecord


def claim(asked: Asked) -> Reply:
    """Show all that is on record of a claim."""
    name = ContentId(asked.part("name"))
    on_record, catalogue = asked.workspace.on_record, asked.desk.catalogue
    found = claim_on_record(asked.desk.ledger, name, clocks_of(asked), on_record, catalogue)
    card = card_of(found.claim, found.document, found.text, asked.words)
    data = claim_data(found, catalogue)
    shown: dict[str, Any] = {
        "found": found,
        "card": card,
        "headline": headline_of(found.document, found.text),
        "teller": teller_of(found.document, asked.words),
        "pieces": tuple(marked(found.passage)),
        "facts": tuple(_facts(found, asked)),
        "sources": tuple(_sources(found, asked)),
        "rules": [
            (one.rule, f"{one.span.start}-{one.span.end}", clean(one.span.of(found.text)))
            for one in found.claim.claim.rules
        ],
    }
    return Page(
        template="reports/claim.html",
        title=f"{card.deed.act}: {card.deed.who}{card.deed.others}",
        data=data,
        table=Table(("rule", "characters", "words"), shown["rules"]),
        shown=shown,
        at="claims",
        styles=("reports.css",),
    )


def _facts(found: ClaimOnRecord, asked: Asked) -> Iterator[tuple[str, str, str]]:
    """Yield what the claim says part by part: its label, its value, and the words for it."""
    told, words = found.claim.claim, asked.words
    yield words("rep-act"), words.act(told.act), _quote(found, told.trigger)
    for label, parties in (("rep-agent", told.agents), ("rep-counterpart", told.counterparts)):
        for party in parties:
            yield words(label), words.name(party.actor), _quote(found, _voice(party))
    if told.unresolved is not None:
        yield words("rep-agent"), words("rep-unresolved"), _quote(found, told.unresolved)
    if told.amount is not None:
        yield (
            words("rep-how-many"),
            amount_text(told.amount, words),
            _quote(found, told.amount.span),
        )
    if told.when is not None:
        yield words("rep-when"), words.period(told.when), _quote(found, told.when_span)
    if told.place is not None or told.place_state is not None:
        state = words.name(told.place_state) if told.place_state else words("rep-unresolved")
        yield words("rep-where"), state, _quote(found, told.place)
    for sector in told.sectors:
        yield words("rep-sector"), clean(sector.of(found.text)), ""
    sure = words(f"modality-{told.modality.value}")
    yield words("rep-how-sure"), sure, _quote(found, told.modality_span)
    yield words("rep-section"), words(f"rep-line-{told.section.value}"), ""


def _voice(party: Party) -> Span:
    return party.voice or party.span


def _quote(found: ClaimOnRecord, span: Span | None) -> str:
    return "" if span is None else clean(span.of(found.text))


def _sources(found: ClaimOnRecord, asked: Asked) -> Iterator[tuple[str, str, str]]:
    """Yield who says it, nearest the fact first: by name, in words, and the word of saying."""
    for one in found.claim.claim.sources:
        yield asked.words.names(one.actors), _quote(found, one.span), _quote(found, one.cue)
