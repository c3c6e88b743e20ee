"""How what is laid before a coder is put: reports, passages, proposals, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.wording.cleaning import clean
from foedera.wording.steps import step_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.claims.review import Decision, NewInstrument
    from foedera.documents.recorded import RecordedDocument
    from foedera.wording.words import Words
    from foedera.workspace.passages import Passage


@dataclass(frozen=True, slots=True)
class Segment:
    """Some words of a sentence.

    Attributes:
        words: The words, made safe to show, with the space that stood around them.
        role: What they name, as in ``Mark``; None where a claim was not read from them.
    """

    words: str
    role: str | None = None


def segments(passage: Passage) -> Iterator[Segment]:
    """Yield the sentence of a passage in pieces: those it was read from, and those between."""
    end, sentence = 0, passage.sentence
    for mark in passage.marks:
        if between := flowing(sentence[end : mark.span.start]):
            yield Segment(between)
        yield Segment(flowing(mark.span.of(sentence)), mark.role)
        end = mark.span.end
    if rest := flowing(sentence[end:]):
        yield Segment(rest)


def flowing(text: str) -> str:
    """Return words made clean, with the space that stood around them."""
    if not text.strip():
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}{clean(text)}{after}"


def carrier_words(document: RecordedDocument, words: Words) -> str:
    """Return the outlet that carries a report, and the agency whose copy it is."""
    outlet = document.outlet
    named = words.name(outlet.actor or outlet.value) if outlet else document.name
    wires = [words.name(one.actor or one.value) for one in document.wires]
    return clean(f"{named} ({', '.join(wires)})" if wires else named)


def instrument_words(one: NewInstrument, words: Words) -> str:
    """Return an agreement that the registry does not have: title, parties, name."""
    title = f"“{clean(one.title)}”" if one.title else None
    return " · ".join(each for each in (title, words.names(one.parties), one.id) if each)


def about_words(one: Decision, words: Words) -> str | None:
    """Return what a decision is about: a step, or an instrument; None for a mere note."""
    if one.instrument is not None:
        return instrument_words(one.instrument, words)
    step = one.step or one.proposed
    return step_words(step, words) if step is not None else None


def decision_words(one: Decision, words: Words) -> str:
    """Return a decision on one line: what, of which act of whom, and the remark."""
    verdict = words(f"review-{one.verdict.value}")
    note = f"“{clean(one.note)}”" if one.note else None
    blind = words("review-blind") if one.blind else None
    told = (verdict, about_words(one, words), note, blind)
    return " · ".join(each for each in told if each)
