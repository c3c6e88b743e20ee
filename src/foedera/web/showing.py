"""A claim as lists of the web show it: who says what was done, in whose words, where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.wording import clean
from foedera.wording.claiming import circumstances, deed_of
from foedera.wording.storytelling import doers
from foedera.wording.telling import chain_text, report_text

if TYPE_CHECKING:
    from datetime import date

    from foedera.assessment import Story
    from foedera.claims.recorded import RecordedClaim
    from foedera.documents.recorded import RecordedDocument
    from foedera.spans import Span
    from foedera.web.asked import Asked
    from foedera.wording import Words
    from foedera.wording.claiming import Circumstance, Deed

#: How sure, by the kind of badge that shows it.
BADGES: Final = {
    "asserted": "quiet",
    "denied": "bad",
    "estimated": "unsure",
    "possible": "unsure",
    "planned": "quiet",
    "demanded": "quiet",
    "feared": "unsure",
}


#: Circumstances that are shown apart from the others.
_APART: Final = frozenset({"modality", "instrument"})
#: Longest part of a sentence on either side of the words of its act; more is cut, visibly.
_SIDE: Final = 320
_CUT: Final = "[…]"


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a report, the words of the act apart.

    Attributes:
        before: What stands before them.
        trigger: The words.
        after: What stands behind them.
        language: Of the report.
    """

    before: str
    trigger: str
    after: str
    language: str


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """One claim, in words.

    Attributes:
        id: Its name.
        report: The name of its report.
        deed: Who does what, with or to whom.
        quote: Its sentence.
        said: Who says so, nearest the fact first.
        told: Circumstances: when, how many, where, in which part of the report.
        modality: How sure: ``asserted``.
        badge: The kind of badge for it.
        instrument: Identifier of the treaty spoken of.
        day: Day of the report; None where it is not known.
        outlet: Where it stands: outlet and agencies.
        closed: Whether a later reading of the report no longer found it.
    """

    id: str
    report: str
    deed: Deed
    quote: Quote
    said: str
    told: tuple[str, ...]
    modality: str
    badge: str
    instrument: str | None
    day: date | None
    outlet: str
    closed: bool


def shown(one: RecordedClaim, document: RecordedDocument | None, asked: Asked) -> ShownClaim:
    """Return a claim as lists show it.

    Args:
        one: The claim.
        document: Its report; None where it is not at hand.
        asked: The request; gives the language and the names.
    """
    claim, words = one.claim, asked.words

    def reading(span: Span) -> str:
        return one.of(span) or ""

    told = circumstances(claim, reading, words)
    return ShownClaim(
        id=one.id,
        report=one.document,
        deed=deed_of(claim, reading, words),
        quote=quote_of(one, document.language if document else ""),
        said=chain_text(one, document.teller if document else None, words),
        told=tuple(_circumstance(each, words) for each in told if each.kind not in _APART),
        modality=claim.modality.value,
        badge=BADGES[claim.modality.value],
        instrument=claim.instrument,
        day=one.reported_on,
        outlet=report_text(document, words) if document else "",
        closed=one.closed_at is not None,
    )


def heading_of(story: Story, asked: Asked) -> str:
    """Return what a story is called: who does what, with or to whom."""
    who, others = doers(story, asked.words)
    return f"{who} {asked.words.act(story.act)}{others}"


def _circumstance(one: Circumstance, words: Words) -> str:
    return words("find-when", days=one.told) if one.kind == "when" else one.told


def quote_of(one: RecordedClaim, language: str) -> Quote:
    """Return the sentence of a claim, the words of its act apart."""
    whole, trigger = one.claim.span, one.claim.trigger
    sentence = one.sentence
    if not whole.covers(trigger):
        return Quote(_begun(clean(sentence[: 2 * _SIDE + 1]), 2 * _SIDE), "", "", language)
    start, end = trigger.start - whole.start, trigger.end - whole.start
    before, after = _kept(sentence[:start]), _kept(sentence[end:])
    marked = _begun(clean(sentence[start:end]), _SIDE)
    return Quote(_ended(before), marked, _begun(after, _SIDE), language)


def _begun(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()} {_CUT}"


def _ended(text: str) -> str:
    return text if len(text) <= _SIDE else f"{_CUT} {text[-_SIDE:].lstrip()}"


def _kept(part: str) -> str:
    """Clean a part of a sentence, and keep the space at its ends."""
    left = " " if part[:1].isspace() else ""
    right = " " if part[-1:].isspace() and part.strip() else ""
    return f"{left}{clean(part)}{right}"
