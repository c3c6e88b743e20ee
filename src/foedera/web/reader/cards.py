"""A card for each claim: what it says, under what circumstances, and who says it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from foedera.documents.report import LineKind
from foedera.wording.claiming import circumstances, deed_of
from foedera.wording.phrasing import sources_text
from foedera.workspace.findings import carriers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.claims.recorded import RecordedClaim
    from foedera.documents.recorded import RecordedDocument
    from foedera.spans import Span
    from foedera.wording import Words
    from foedera.wording.claiming import Circumstance, Deed

#: Longest quotation on a card, in characters; the text beside it has all.
_QUOTE: Final = 320
#: Modalities that say that something is not so; all but ``asserted`` leave it open.
_DENIED: Final = "denied"


@dataclass(frozen=True, slots=True)
class Card:
    """What a page shows of a claim.

    Attributes:
        number: Its number in the report, from 1.
        id: What it is called.
        deed: What is said to be done.
        modality: How sure, in words; None where it is asserted.
        denied: Whether it is denied.
        circumstances: When, how many, where.
        instrument: The registered instrument it speaks of.
        said: Who says it, nearest the fact first.
        before: Its sentence up to the words that name the act.
        act: Those words.
        after: The rest of the sentence.
        apart: Whether it stands in a teaser for another article.
    """

    number: int
    id: str
    deed: Deed
    modality: str | None
    denied: bool
    circumstances: tuple[Circumstance, ...]
    instrument: str | None
    said: str
    before: str
    act: str
    after: str
    apart: bool


def card_of(claim: RecordedClaim, document: RecordedDocument, text: str, words: Words) -> Card:
    """Return the card of a claim.

    Args:
        claim: The claim.
        document: Its report.
        text: The text of its report.
        words: The interface's words.
    """
    told, reading = claim.claim, partial(_words, text)
    found = tuple(circumstances(told, reading, words))
    before, act, after = _quoted(text, told.span, told.trigger)
    return Card(
        number=claim.place + 1,
        id=claim.id,
        deed=deed_of(told, reading, words),
        modality=next((one.told for one in found if one.kind == "modality"), None),
        denied=told.modality.value == _DENIED,
        circumstances=tuple(one for one in found if one.kind not in {"modality", "instrument"}),
        instrument=told.instrument,
        said=sources_text(told.sources, carriers(told, document.wires), text, words),
        before=before,
        act=act,
        after=after,
        apart=told.section is LineKind.RELATED,
    )


def cards_of(
    claims: Iterable[RecordedClaim], document: RecordedDocument, text: str, words: Words
) -> tuple[Card, ...]:
    """Return the cards of several claims of one report; see ``card_of``."""
    return tuple(card_of(one, document, text, words) for one in claims)


def _words(text: str, span: Span) -> str:
    return span.of(text)


def _quoted(text: str, span: Span, act: Span) -> tuple[str, str, str]:
    """Return a sentence in three parts; of a long one what stands around the act."""
    if not span.covers(act):
        act = type(span)(span.start, span.start)
    room = max(0, _QUOTE - len(act)) // 2
    first, last = max(span.start, act.start - room), min(span.end, act.end + room)
    before = ("" if first == span.start else "… ") + text[first : act.start]
    after = text[act.end : last] + ("" if last == span.end else " …")
    return before, act.of(text)[:_QUOTE], after
