"""A report on record: its text with the claims marked, and a card for each beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from foedera.claims.acts import acts
from foedera.identifiers import ContentId
from foedera.ledger.errors import NotOnRecordError
from foedera.web.reader.cards import cards_of
from foedera.web.reader.dossier import StandingShown, conduct_shown, status_shown
from foedera.web.reader.facts import facts_of, headline_of, teller_of
from foedera.web.reader.markup import html_of
from foedera.web.reader.page import FAMILIES, paragraphs
from foedera.web.reply import Page, Table
from foedera.wording import clean
from foedera.workspace.citing import address
from foedera.workspace.law_data import status_data
from foedera.workspace.report_on_record import report_data, report_on_record
from foedera.workspace.stories import Clocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from foedera.claims.recorded import RecordedClaim, RecordedPact
    from foedera.identifiers import InstrumentId
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply
    from foedera.workspace.report_on_record import ReportOnRecord

#: Of an agreement that the registry does not have, or a day that nobody gives.
_UNKNOWN: Final = StandingShown("", "quiet", "", (), (), ())
_COLUMNS: Final = (
    "number",
    "claim",
    "act",
    "agents",
    "counterparts",
    "modality",
    "instrument",
    "start",
    "end",
    "sentence",
)


def report(asked: Asked) -> Reply:
    """Show a report; ``kind`` narrows the marks to families of acts, ``claim`` goes to one."""
    found = report_on_record(asked.desk.ledger, ContentId(asked.part("name")), clocks_of(asked))
    document, text, words = found.document, found.text, asked.words
    families = asked.choices("kind", FAMILIES) or FAMILIES
    shown_claims = [one for one in found.claims if _family(one) in families]
    chosen = _chosen(asked, found.claims)
    data = report_data(found, asked.desk.catalogue)
    headline = headline_of(document, text)
    shown: dict[str, Any] = {
        "document": document,
        "found": found,
        "facts": tuple(facts_of(document, words)),
        "teller": teller_of(document, words),
        "address": address(document),
        "families": FAMILIES,
        "kinds": families,
        "counts": {one: sum(_family(each) == one for each in found.claims) for one in FAMILIES},
        "paragraphs": [
            (one, html_of(one, words("rep-numbered"), chosen))
            for one in paragraphs(text, document.lines, shown_claims, families)
        ],
        "cards": cards_of(shown_claims, document, text, words),
        "chosen": chosen,
        "standings": [_standing(one, found, asked) for one in found.pacts],
        "conduct": conduct_shown(data, words),
        "copies": [(one, teller_of(one, words)) for one in found.copies],
        "closed": cards_of(found.closed, document, text, words),
        "filed": asked.choice("filed", ("new", "known", "reread")),
        "whole_text": clean(document.name),
    }
    return Page(
        template="reports/report.html",
        title=headline or clean(document.name),
        data=data,
        table=Table(_COLUMNS, [tuple(_row(one)) for one in found.claims]),
        shown=shown,
        at="sources",
        styles=("reports.css",),
        scripts=("reports.js",),
    )


def clocks_of(asked: Asked) -> Clocks:
    """Return by when something must have been known, or on record, to count."""
    return Clocks(known_by=asked.known_by, recorded_by=asked.recorded_by)


def _family(claim: RecordedClaim) -> str:
    return acts()[claim.claim.act].family


def _chosen(asked: Asked, claims: Sequence[RecordedClaim]) -> tuple[int, ...]:
    """Return the number of the claim to go to.

    Raises:
        NotOnRecordError: The report holds none of that name.
    """
    name = asked.text("claim")
    found = tuple(one.place + 1 for one in claims if one.id == name)
    if name and not found:
        raise NotOnRecordError(ContentId(name))
    return found


def _standing(pact: RecordedPact, found: ReportOnRecord, asked: Asked) -> StandingShown:
    """Return where an agreement stood on the day of the report, as known by then."""
    words, names = asked.words, set(pact.claims)
    numbers = tuple(one.place + 1 for one in found.claims if one.id in names)
    parties = words.names(pact.parties)
    title = words("unregistered", parties=parties) if parties else words("unregistered-alone")
    day = asked.day("on") or found.document.day
    registry = asked.workspace.law(asked.known_by)
    if pact.instrument not in registry or day is None:
        quoted = pact.titles[0] if pact.titles else ""
        return replace(_UNKNOWN, title=title, quoted=quoted, claims=numbers)
    return replace(
        _on(pact.instrument, day, asked),
        title=registry.instrument(pact.instrument).title(words.language),
        instrument=pact.instrument,
        day=words.day(day),
        claims=numbers,
    )


def _on(instrument: InstrumentId, day: date, asked: Asked) -> StandingShown:
    workspace = asked.workspace
    known_by = min(day, asked.known_by) if asked.known_by else day
    found = workspace.status(instrument, day, known_by)
    return status_shown(status_data(found, workspace.called), asked.words)


def _row(one: RecordedClaim) -> Iterator[object]:
    claim = one.claim
    yield from (one.place + 1, one.id, claim.act)
    yield [party.actor for party in claim.agents]
    yield [party.actor for party in claim.counterparts]
    yield from (claim.modality.value, claim.instrument or "")
    yield from (claim.span.start, claim.span.end, one.sentence)
