"""How sure an act is: negation, plans, conditions, demands and fears around it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from foedera.claims.attribution import Stance
from foedera.claims.claim import Modality
from foedera.claims.wording import Phrasebook, functions, phrasebook
from foedera.language.inflection import Form
from foedera.language.reading import ROOT
from foedera.resources import record
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.attribution import Attribution
    from foedera.claims.occurring import Occurrence
    from foedera.language.reading import Sentence

#: The stronger wins where two words speak of one act: "said it would not send".
_STRENGTH = (
    Modality.ASSERTED,
    Modality.PLANNED,
    Modality.ESTIMATED,
    Modality.POSSIBLE,
    Modality.DEMANDED,
    Modality.FEARED,
    Modality.DENIED,
)
_BY_STANCE = {
    Stance.DENIES: Modality.DENIED,
    Stance.ESTIMATES: Modality.ESTIMATED,
    Stance.SPECULATES: Modality.POSSIBLE,
    Stance.ASKS: Modality.POSSIBLE,
    Stance.FEARS: Modality.FEARED,
    Stance.DEMANDS: Modality.DEMANDED,
    Stance.PLANS: Modality.PLANNED,
}
#: What a source's stance says only where the act's own words do not: "is expected to
#: send" is a plan, whoever expects it.
_SOFT = frozenset({Modality.ESTIMATED, Modality.DEMANDED, Modality.PLANNED, Modality.POSSIBLE})
#: How far before an act an adverb reaches it, in tokens.
_ADVERB_REACH = 6
#: How far before an act a governing verb or noun reaches it, in tokens.
_GOVERNOR_REACH = 9
_LEVELS = 4
_OPEN = frozenset({"xcomp", "ccomp", "advcl", "obj", "nmod", "acl", "obl", "nsubj", "csubj"})


@cache
def _book(language: str) -> Phrasebook:
    return phrasebook(
        {
            word: f"{row['kind']}/{row['modality']}"
            for row in record(f"lexicons/{language}/modality.yaml")
            for word in row["words"]
        }
    )


def modality(
    sentence: Sentence,
    trigger: Occurrence,
    attributions: Sequence[Attribution],
    language: str,
) -> tuple[Modality, Span | None]:
    """Weigh the words round an act.

    Args:
        sentence: The sentence.
        trigger: The act in it.
        attributions: Those whose content holds the act.
        language: ISO 639-1 code.

    Returns:
        The modality, and the words that decide it where there are any.
    """
    found: list[tuple[Modality, Span | None]] = [*_adverbs(sentence, trigger, language)]
    found += _governors(sentence, trigger, language)
    found += _predicates(sentence, trigger, language)
    found += _headline_plan(sentence, trigger, language)
    for attribution in attributions[:1]:
        by_stance = _BY_STANCE.get(attribution.stance)
        weaker = found and by_stance in _SOFT
        if by_stance is not None and not weaker:
            found.append((by_stance, attribution.cue))
    if not found:
        return Modality.ASSERTED, None
    return max(found, key=lambda pair: _STRENGTH.index(pair[0]))


def _headline_plan(
    sentence: Sentence, trigger: Occurrence, language: str
) -> list[tuple[Modality, Span]]:
    """An infinitive straight behind who acts is a headline's future: "NATO to send"."""
    begin = min(trigger.first, trigger.anchor)
    if begin < 2 or trigger.form is not Form.ACTIVE:  # noqa: PLR2004 - a name and "to"
        return []
    named, marker = sentence.tokens[begin - 2], sentence.tokens[begin - 1]
    if marker.form.lower() in functions(language)["infinitive"] and named.upos == "PROPN":
        return [(Modality.PLANNED, marker.span)]
    return []


def _predicates(
    sentence: Sentence, trigger: Occurrence, language: str
) -> list[tuple[Modality, Span]]:
    """Words behind an act that say what it would be: "would be a worrying step"."""
    book, found = _book(language), []
    for index in range(trigger.last + 1, len(sentence.tokens)):
        hit = book.at(sentence.tokens, index)
        if hit and hit[1].startswith("predicate/"):
            label = Modality(hit[1].removeprefix("predicate/"))
            found.append((label, _span(sentence, index, hit[0])))
    return found[:1]


def _span(sentence: Sentence, start: int, length: int) -> Span:
    tokens = sentence.tokens
    return Span(tokens[start].span.start, tokens[start + length - 1].span.end)


def _adverbs(sentence: Sentence, trigger: Occurrence, language: str) -> list[tuple[Modality, Span]]:
    book, table = _book(language), functions(language)
    begin, found = (
        trigger.anchor if trigger.anchor > trigger.last else min(trigger.first, trigger.anchor),
        [],
    )
    index, low = begin - 1, max(0, begin - 25)
    passed_verb = False
    while index >= low:
        token = sentence.tokens[index]
        hit = book.at(sentence.tokens[:begin], index)
        label = hit[1] if hit else ""
        if (
            hit
            and label.startswith("adverb/")
            and not passed_verb
            and begin - index <= _ADVERB_REACH
        ):
            found.append((Modality(label.removeprefix("adverb/")), _span(sentence, index, hit[0])))
        if hit and label.startswith("condition/"):
            found.append(
                (Modality(label.removeprefix("condition/")), _span(sentence, index, hit[0]))
            )
            break
        word = token.form.lower()
        if word in table["clause"] or token.form in {",", ";", ":", '"', "“", "”", "(", ")"}:
            break
        passed_verb = passed_verb or (
            token.upos == "VERB" and not hit and word not in table["light"]
        )
        index -= 1
    child_adverbs = [c for c in sentence.children(trigger.head) if c.relation in {"aux", "advmod"}]
    for child in child_adverbs:
        hit = book.at(sentence.tokens, child.index)
        if hit and hit[1].startswith("adverb/"):
            found.append(
                (Modality(hit[1].removeprefix("adverb/")), _span(sentence, child.index, hit[0]))
            )
    return found


def _governors(
    sentence: Sentence, trigger: Occurrence, language: str
) -> list[tuple[Modality, Span]]:
    book, found = _book(language), []
    current = trigger.anchor
    for _ in range(_LEVELS):
        token = sentence.tokens[current]
        if token.head != ROOT and token.relation == "conj":
            current = token.head  # "is preparing to defy ... and conduct"
            continue
        if token.head == ROOT or token.relation not in _OPEN:
            break
        marks = {
            c.form.lower() for c in sentence.children(current) if c.relation in {"mark", "case"}
        }
        if marks & functions(language)["temporal"]:
            break
        if token.relation in {"nsubj", "obl"} and sentence.tokens[token.head].upos == "VERB":
            break
        current = token.head
        for start in range(max(0, current - 1), current + 1):
            hit = book.at(sentence.tokens, start)
            if hit and hit[1].startswith("governor/") and start + hit[0] > current:
                found.append(
                    (Modality(hit[1].removeprefix("governor/")), _span(sentence, start, hit[0]))
                )
                break
    return found or _near_governor(sentence, trigger, language)


def _near_governor(
    sentence: Sentence, trigger: Occurrence, language: str
) -> list[tuple[Modality, Span]]:
    book, table = _book(language), functions(language)
    begin = min(trigger.first, trigger.anchor)
    for index in range(begin - 1, max(-1, begin - _GOVERNOR_REACH), -1):
        token = sentence.tokens[index]
        hit = book.at(sentence.tokens, index)
        if hit and hit[1].startswith("governor/") and index + hit[0] <= begin:
            label = Modality(hit[1].removeprefix("governor/"))
            return [(label, _span(sentence, index, hit[0]))]
        word = token.form.lower()
        if token.form in {",", ";", ":", '"', "“", "”"} or word in table["relative"]:
            break
        if word in table["temporal"]:
            break
        if token.upos == "VERB" and word not in table["light"]:
            break
    return []
