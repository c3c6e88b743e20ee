"""How sure each predicate of a text is made out to be: the modality craft by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.claims.attributing import attributions
from foedera.claims.frames import frames
from foedera.claims.hedging import modality, said
from foedera.claims.occurring import occurrence
from foedera.claims.prose import read_prose
from foedera.language.inflection import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.claims.attribution import Attribution
    from foedera.claims.claim import Modality
    from foedera.claims.frames import Trigger
    from foedera.language.reading import Sentence, Token
    from foedera.spans import Span

#: Relations by which a noun, too, is weighed: what is planned, feared or asked for.
_OBJECTS = frozenset({"obj", "obl", "nmod", "nsubj", "root", "conj"})
#: Relations of verb forms that only describe a noun: "the attacking army".
_DESCRIBING = frozenset({"amod", "compound", "fixed", "flat"})


@dataclass(frozen=True, slots=True)
class ModalityFound:
    """How sure one predicate of a text is made out to be.

    Attributes:
        modality: How sure.
        predicate: Characters of the verb (or, for ``nouns``, the noun) that is weighed.
        deciding: Characters of the words that decide; None where nothing does, and the
            text asserts it.
        rule: By which rule: ``adverb/akan``, ``governor/fears``, ``condition/if``,
            ``stance-denies``, ``headline-infinitive``, ``question``, ``asserted`` ...
    """

    modality: Modality
    predicate: Span
    deciding: Span | None
    rule: str


def modalities_of(text: str, language: str, *, nouns: bool = False) -> tuple[ModalityFound, ...]:
    """Weigh every verb of a text: asserted, denied, planned, possible, feared ...

    Each line is a paragraph of its own.

    >>> text = "Mali has not sent troops. Its envoy denied that it would attack Niger."
    >>> for found in modalities_of(text, "en"):
    ...     print(found.predicate.of(text), found.modality.value, found.rule)
    sent denied adverb/not
    denied asserted asserted
    attack denied governor/denied

    Args:
        text: Any text.
        language: ISO 639-1 code, ``id`` or ``en``.
        nouns: Whether nouns are weighed as well: "the planned *attack*".

    Returns:
        In order of the text.

    Raises:
        UnknownLanguageError: No pack reads the language.
    """
    reading, paragraphs = read_prose(text, language)
    told = attributions(text, reading, paragraphs)
    return tuple(
        found
        for sentence, holding in _with_attributions(reading.sentences, told)
        for token in sentence.tokens
        if _is_predicate(token, language, nouns=nouns)
        for found in [_weighed(sentence, token, holding, language)]
    )


def _with_attributions(
    sentences: Sequence[Sentence], told: Sequence[Attribution]
) -> Iterator[tuple[Sentence, list[Attribution]]]:
    """Yield each sentence with what is attributed in it; both come in order of the text."""
    waiting, first = list(told), 0
    for sentence in sentences:
        holding = []
        while first < len(waiting) and waiting[first].content.end <= sentence.span.start:
            first += 1
        for attribution in waiting[first:]:
            if attribution.content.start >= sentence.span.end:
                break
            holding.append(attribution)
        yield sentence, holding


def _is_predicate(token: Token, language: str, *, nouns: bool) -> bool:
    if token.upos == "VERB":
        return token.relation not in _DESCRIBING
    if token.upos == "PROPN":  # a headline's capitals hide a verb: "Rusia Kirim Pasukan"
        return any(t.form is not Form.NOUN for t in _triggers(token, language))
    bare = token.upos == "NOUN" and token.relation in _OBJECTS
    return nouns and bare


def _triggers(token: Token, language: str) -> Sequence[Trigger]:
    return frames(language).by_words.get(token.form.lower(), ())


def _weighed(
    sentence: Sentence, token: Token, told: Sequence[Attribution], language: str
) -> ModalityFound:
    form = Form.NOUN if token.upos == "NOUN" else Form.EITHER
    here = occurrence(sentence, (token.index, token.index), form, language)
    weight = modality(
        sentence, here, said(sentence, here, _around(token, told), language), language
    )
    return ModalityFound(weight.modality, token.span, weight.span, weight.rule)


def _around(token: Token, told: Sequence[Attribution]) -> Sequence[Attribution]:
    """Return the attributions whose content holds a predicate, nearest speaker first."""
    holding = [
        a
        for a in told
        if a.content.covers(token.span) and not (a.cue is not None and a.cue.meets(token.span))
    ]
    return sorted(holding, key=lambda a: (len(a.content), a.content.start))
