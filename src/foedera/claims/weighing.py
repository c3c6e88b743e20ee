"""How sure the words round a predicate make it: for acts, and for any verb."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedera.claims.claim import Modality
from foedera.claims.wording import Phrasebook, functions, phrasebook
from foedera.language.inflection import Form
from foedera.language.packs import pack
from foedera.language.reading import ROOT
from foedera.resources import record
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.claims.occurring import Occurrence
    from foedera.language.reading import Sentence, Token

#: The stronger wins where two words speak of one act: "said it would not send".
_STRENGTH = (
    Modality.ASSERTED,
    Modality.ESTIMATED,
    Modality.PLANNED,
    Modality.POSSIBLE,
    Modality.DEMANDED,
    Modality.FEARED,
    Modality.DENIED,
)
#: How far before an act an adverb reaches it, in tokens.
_ADVERB_REACH = 6
#: How far before an act an adverb or a condition is looked for, in tokens.
_LOOK_BACK = 25
#: How far before an act a governing verb or noun reaches it, in tokens.
_GOVERNOR_REACH = 9
_LEVELS = 4
#: How far before a token a phrase that holds it may begin, in tokens.
_PHRASE = 3
_OPEN = frozenset({"xcomp", "ccomp", "advcl", "obj", "nmod", "acl", "obl", "nsubj", "csubj"})
_MODAL = frozenset({Modality.PLANNED, Modality.POSSIBLE, Modality.DEMANDED})
_MARKS = frozenset({",", ";", ":", '"', "“", "”", "(", ")"})
_CLOSING = frozenset({'"', "”", "’", "'", ")"})


@dataclass(frozen=True, slots=True)
class Weight:
    """What one word says of how sure a predicate is.

    Attributes:
        modality: How sure.
        span: The words that say so; None where nothing does and the text asserts it.
        rule: By which rule, such as ``adverb/akan`` or ``stance-fears``.
    """

    modality: Modality
    span: Span | None
    rule: str


ASSERTED = Weight(Modality.ASSERTED, None, "asserted")


def weights(sentence: Sentence, here: Occurrence, language: str) -> list[Weight]:
    """Weigh every word round a predicate that says how sure it is.

    Args:
        sentence: The sentence.
        here: The predicate, or the words of an act.
        language: ISO 639-1 code.
    """
    found = [*_adverbs(sentence, here, language), *_governors(sentence, here, language)]
    found += _verdict(sentence, here, language)
    found += _predicates(sentence, here, language)
    found += _headline_plan(sentence, here, language)
    found += _asked(sentence, here, language)
    if any(weight.modality is Modality.PLANNED for weight in found):
        found += _hanging(sentence, here, language)
    return found


def heaviest(found: Sequence[Weight]) -> Weight:
    """Return the weight that decides; the text's own assertion where there is none."""
    return max(found, key=lambda one: _STRENGTH.index(one.modality), default=ASSERTED)


@cache
def _book(language: str) -> Phrasebook:
    words = pack(language)
    return phrasebook(
        {
            form: f"{row['kind']}/{row['modality']}"
            for row in record(f"lexicons/{language}/modality.yaml")
            for form in (
                *row.get("words", ()),
                *(form for verb in row.get("verbs", ()) for form in words.verb_forms(verb)),
                *(form for noun in row.get("nouns", ()) for form in words.noun_forms(noun)),
            )
        }
    )


def _at(
    sentence: Sentence, index: int, kind: str, language: str, stop: int | None = None
) -> tuple[int, Weight] | None:
    """Return the words of a kind that begin at a token, with their number."""
    hit = _book(language).at(sentence.tokens, index, stop)
    if hit is None or not hit[1].startswith(f"{kind}/"):
        return None
    around = [token.upos for token in sentence.tokens[max(0, index - 1) : index + 1]]
    if around == ["ADP", "PROPN"]:
        return None  # "in May"
    tokens = sentence.tokens[index : index + hit[0]]
    words = " ".join(token.form.lower() for token in tokens)
    span = Span(tokens[0].span.start, tokens[-1].span.end)
    return hit[0], Weight(Modality(hit[1].partition("/")[2]), span, f"{kind}/{words}")


def _over(sentence: Sentence, index: int, kind: str, language: str, stop: int) -> Weight | None:
    """Return the longest words of a kind that hold a token: "not rule out" at "rule"."""
    for start in range(max(0, index - _PHRASE), index + 1):
        hit = _at(sentence, start, kind, language, stop)
        if hit and start + hit[0] > index:
            return hit[1]
    return None


def condition_at(sentence: Sentence, index: int, language: str) -> Span | None:
    """Return the words of a condition that begin at a token: "if", "apabila"."""
    hit = _at(sentence, index, "condition", language)
    return hit[1].span if hit is not None else None


def _headline_plan(sentence: Sentence, here: Occurrence, language: str) -> Iterator[Weight]:
    """An infinitive straight behind who acts is a headline's future: "NATO to send"."""
    begin = min(here.first, here.anchor)
    acting = here.form is Form.ACTIVE or here.anchor != here.head
    if begin < 2 or not acting:  # noqa: PLR2004 - a name and "to"
        return
    named, marker = sentence.tokens[begin - 2], sentence.tokens[begin - 1]
    if marker.form.lower() not in functions(language)["infinitive"] or named.upos != "PROPN":
        return
    verbs = any(token.upos == "VERB" for token in sentence.tokens[: begin - 2])
    cased = any(child.relation == "case" for child in sentence.children(named.index))
    said = sentence.tokens[begin].relation in {"ccomp", "xcomp"} and not cased
    said = said and named.relation != "obj"  # "prompted Chad to attack"
    if said or not verbs:
        yield Weight(Modality.PLANNED, marker.span, "headline-infinitive")


def _hanging(sentence: Sentence, here: Occurrence, language: str) -> Iterator[Weight]:
    """What is planned on a condition is only possible: "will sign if Kyiv withdraws"."""
    index = here.anchor
    for _ in range(_LEVELS):
        for clause in sentence.children(index):
            for mark in sentence.children(clause.index) if clause.relation == "advcl" else ():
                hit = _over(sentence, mark.index, "condition", language, len(sentence.tokens))
                if hit and mark.relation in {"mark", "advmod", "case"}:
                    yield hit
                    return
        token = sentence.tokens[index]
        if token.head == ROOT or token.relation not in {"xcomp", "conj", "obj"}:
            return
        index = token.head


def _asked(sentence: Sentence, here: Occurrence, language: str) -> Iterator[Weight]:
    """What a question asks after is left open, unless it asks why, or when, it is so."""
    tokens, end = sentence.tokens, len(sentence.tokens) - 1
    while end > 0 and tokens[end].form in _CLOSING:
        end -= 1
    mark = _at(sentence, end, "question", language)
    if mark is None or here.last >= end:
        return
    clause = end
    while clause > 0 and tokens[clause - 1].form not in _MARKS:
        clause -= 1
    words = {token.form.lower() for token in tokens[clause:end]}
    if clause <= here.first and not words & functions(language)["asking"]:
        yield mark[1]


def _verdict(sentence: Sentence, here: Occurrence, language: str) -> Iterator[Weight]:
    """A verb whose subject is the act itself: "the signing is scheduled for May"."""
    if not here.is_noun:
        return
    for noun in (sentence.tokens[here.head], *_nouns_above(sentence, here.head)):
        if noun.relation not in {"nsubj", "csubj"} or noun.head <= here.last:
            continue
        verb = sentence.tokens[noun.head]
        kinds = ("verdict", "adverb") if verb.upos != "AUX" else ()
        passive = noun.deprel.endswith(":pass") or "Voice=Pass" in verb.feats
        for kind in (*kinds, *(("governor",) if passive else ())):
            hit = _at(sentence, verb.index, kind, language)
            if hit:
                yield hit[1]
                return


def _nouns_above(sentence: Sentence, index: int) -> Iterator[Token]:
    """Yield the nouns that a noun belongs to: "the process of ratification"."""
    for _ in range(_LEVELS):
        token = sentence.tokens[index]
        if token.head == ROOT or token.relation not in {"nmod", "compound", "flat", "appos"}:
            return
        index = token.head
        yield sentence.tokens[index]


def _predicates(sentence: Sentence, here: Occurrence, language: str) -> Iterator[Weight]:
    """Words behind an act that say what it would be: "would be a worrying step"."""
    table = functions(language)
    ends = (table["clause"] | table["temporal"]) - table["relative"]
    for token in sentence.tokens[here.last + 1 :]:
        hit = _at(sentence, token.index, "predicate", language)
        if hit:
            yield hit[1]
            return
        if token.form.lower() in ends or token.form in _MARKS:
            return


def _adverbs(sentence: Sentence, here: Occurrence, language: str) -> Iterator[Weight]:
    table = functions(language)
    begin = here.anchor if here.anchor > here.last else min(here.first, here.anchor)
    passed_verb = False
    for index in range(begin - 1, max(-1, begin - _LOOK_BACK - 1), -1):
        near = begin - index <= _ADVERB_REACH and not passed_verb
        adverb = _at(sentence, index, "adverb", language, begin) if near else None
        if adverb:
            yield adverb[1]
        condition = _over(sentence, index, "condition", language, begin)
        if condition:
            yield condition
            break
        token = sentence.tokens[index]
        word = token.form.lower()
        if word in table["clause"] or token.form in _MARKS:
            break
        if token.upos == "VERB" and word not in table["light"]:
            passed_verb = passed_verb or not _is_known(sentence, index, language, begin)
    for child in sentence.children(here.head):
        hit = _at(sentence, child.index, "adverb", language)
        behind = child.index > here.last and hit and hit[1].modality is Modality.DENIED
        if hit and not behind and child.relation in {"aux", "advmod"}:
            yield hit[1]  # but "whether it will attack or not"


def _is_known(sentence: Sentence, index: int, language: str, stop: int) -> bool:
    """Tell whether a token stands in words that weigh: "tidak cuma", "boleh jadi"."""
    own = _book(language).at(sentence.tokens, index, stop)
    return own is not None or _over(sentence, index, "adverb", language, stop) is not None


def _governors(sentence: Sentence, here: Occurrence, language: str) -> list[Weight]:
    found = [*_governing(sentence, here.head, language)]
    if here.anchor != here.head:
        found += _governing(sentence, here.anchor, language)
    found += _near_governor(sentence, here, language)
    return list(dict.fromkeys(found))


def _governing(sentence: Sentence, index: int, language: str) -> Iterator[Weight]:
    """Climb from a token to the verbs and nouns that govern it."""
    for _ in range(_LEVELS):
        token = sentence.tokens[index]
        if token.head != ROOT and token.relation == "conj":
            index = token.head  # "is preparing to defy ... and conduct"
            continue
        if not _climbs(sentence, token, language):
            return
        index = token.head
        yield from _modals(sentence, token, language)
        hit = _over(sentence, index, "governor", language, len(sentence.tokens))
        hit = hit or _apart(sentence, token, language)
        if hit:
            yield hit
        if token.deprel == "acl:relcl" and sentence.tokens[index].upos != "PRON":
            return  # "the group that waged a war", whatever the group is to do


def _apart(sentence: Sentence, token: Token, language: str) -> Weight | None:
    """Return a governor whose last word opens its infinitive: "agreed on Friday to send"."""
    above = sentence.tokens[token.head]
    for mark in sentence.children(token.index):
        if above.index < mark.index < token.index:
            words = f"{above.form} {mark.form}".lower()
            label = _book(language).labels.get(words, "")
            if label.startswith("governor/"):
                return Weight(Modality(label.partition("/")[2]), above.span, f"governor/{words}")
    return None


def _modals(sentence: Sentence, token: Token, language: str) -> Iterator[Weight]:
    """Yield the modals of what an infinitive hangs on: "may prompt Iran to attack"."""
    table = functions(language)
    marks = {c.form.lower() for c in sentence.children(token.index) if c.index < token.index}
    infinitive = bool(marks & (table["infinitive"] | table["purpose"]))
    bare = token.relation == "xcomp" and "Tense=Past" not in token.feats
    if bare or (infinitive and token.relation in {"acl", "advcl"}):
        for child in sentence.children(token.head):
            hit = _at(sentence, child.index, "adverb", language)
            if hit and child.relation == "aux" and hit[1].modality in _MODAL:
                yield hit[1]


def _climbs(sentence: Sentence, token: Token, language: str) -> bool:
    """Tell whether what governs a token's head governs the token as well."""
    if token.head == ROOT or token.relation not in _OPEN:
        return False
    marks = [c for c in sentence.children(token.index) if c.relation in {"mark", "case"}]
    if any(mark.form.lower() in functions(language)["temporal"] for mark in marks):
        return False
    if any(_at(sentence, mark.index, "condition", language) for mark in marks):
        return False  # "asked whether it fired"
    aside = token.relation in {"nsubj", "obl"} and sentence.tokens[token.head].upos == "VERB"
    return not aside and not _stands_apart(sentence, token, marked=bool(marks))


def _stands_apart(sentence: Sentence, token: Token, *, marked: bool) -> bool:
    """Tell whether a clause only adds to what governs it: "called for a truce, prompting talks"."""
    first = min(t.index for t in sentence.subtree(token.index) if t.upos != "PUNCT")
    behind = token.relation == "advcl" and not marked and token.head < first
    return behind and sentence.tokens[first - 1].form == ","


def _near_governor(sentence: Sentence, here: Occurrence, language: str) -> Iterator[Weight]:
    table = functions(language)
    for index in range(here.first - 1, max(-1, here.first - _GOVERNOR_REACH), -1):
        token = sentence.tokens[index]
        hit = _over(sentence, index, "governor", language, here.first)
        if hit and not _describes_another(sentence, token, here, table["demonstrative"]):
            yield hit
            return
        word = token.form.lower()
        ends = word in table["relative"] | table["temporal"] or token.form in _MARKS - {"(", ")"}
        if ends or _at(sentence, index, "condition", language):
            return
        if token.upos == "VERB" and word not in table["light"]:
            return


def _describes_another(
    sentence: Sentence, token: Token, here: Occurrence, closing: frozenset[str]
) -> bool:
    """Tell whether a word only describes another noun: "the worried envoy signed".

    Or its phrase is closed before the act: "the proposal was rejected", "tawaran itu".
    """
    if token.relation == "nsubj" and token.upos == "NOUN" and here.is_passive:
        return token.head in {here.head, here.anchor}
    if token.upos == "NOUN" and sentence.tokens[token.index + 1].form.lower() in closing:
        return True
    if token.relation != "amod" and token.deprel != "acl:relcl":
        return False
    return token.head < here.first and sentence.tokens[token.head].upos in {"NOUN", "PROPN"}
