"""How sure an attribution makes what it tells out to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims.claim import Modality
from foedera.claims.cueing import lexicon
from foedera.claims.hedging import BY_STANCE, modality
from foedera.claims.occurring import occurrence
from foedera.claims.weighing import condition_at
from foedera.language.inflection import Form
from foedera.language.reading import ROOT

if TYPE_CHECKING:
    from foedera.claims.attribution import Attribution
    from foedera.claims.cueing import Cue, Lexicon
    from foedera.language.reading import Sentence, Token
    from foedera.spans import Span

#: Parts of speech by how likely they are to be the main predicate of a content.
_RANK = {"VERB": 0, "AUX": 1, "ADJ": 2, "NOUN": 3, "PROPN": 4}
_LAST = 5
#: Who, within somebody's words, is that somebody.
_ACTORS = frozenset({"PROPN", "PRON"})


def modality_of(
    sentence: Sentence, attribution: Attribution, language: str
) -> tuple[Modality, Span | None]:
    """Weigh what an attribution tells: its cue first, then the main predicate of its content.

    A source's own attitude told within its words ("we hope that …," he said) counts as
    that of its cue; that of somebody else does not. A forecast of what nobody does of
    his own will ("prices will rise") is estimated rather than planned.

    Args:
        sentence: The sentence in which the content begins.
        attribution: Who says it.
        language: ISO 639-1 code.

    Returns:
        How sure, and the words that decide where there are any.
    """
    words = lexicon(language)
    stance = BY_STANCE.get(attribution.stance)
    if stance is not None:
        return stance, attribution.cue
    main = _main(sentence, attribution)
    if main is None:
        return Modality.ASSERTED, None
    own = _own_attitude(sentence, main, words)
    if own is not None:
        return own
    form = Form.NOUN if main.upos == "NOUN" else Form.EITHER
    here = occurrence(sentence, (main.index, main.index), form, language)
    weight = modality(sentence, here, [attribution], language)
    if weight.modality in {Modality.ASSERTED, Modality.PLANNED, Modality.DENIED}:
        condition = _condition(sentence, main, language)
        if condition is not None:
            return Modality.POSSIBLE, condition
    if weight.modality is Modality.PLANNED and not _can_will(sentence, main, words):
        return Modality.ESTIMATED, weight.span
    return weight.modality, weight.span


def _main(sentence: Sentence, attribution: Attribution) -> Token | None:
    """Return the main predicate of a content."""
    aside = [span for span in (attribution.cue, attribution.source) if span is not None]
    inside = {
        token.index
        for token in sentence.tokens
        if attribution.content.covers(token.span) and not any(s.meets(token.span) for s in aside)
    }
    tops = [t for t in sentence.tokens if t.index in inside and t.head not in inside]
    return min(tops, key=lambda t: (_RANK.get(t.upos, _LAST), t.index), default=None)


def _own_attitude(sentence: Sentence, main: Token, words: Lexicon) -> tuple[Modality, Span] | None:
    """Return the attitude that a content tells of its own source, or of nobody: "we hope"."""
    own = [c for c in sentence.children(main.index) if c.relation in {"advmod", "aux", "mark"}]
    for token in (main, *own):
        cue = _attitude(words, token)
        if cue is None or BY_STANCE[cue.stance] is Modality.DENIED:
            continue
        subjects = [c for c in sentence.children(token.index) if c.relation == "nsubj"]
        first_person = any(words.has("selves", subject) for subject in subjects)
        impersonal = cue.passive and not any(c.deprel == "obl:agent" for c in own)
        if first_person or impersonal:
            return BY_STANCE[cue.stance], token.span
    return None


def _attitude(words: Lexicon, token: Token) -> Cue | None:
    """Return the entry of a word that stands for an attitude rather than for saying."""
    listed = words.by_word.get(token.form.lower(), ())
    return next((cue for form, cue in listed if len(form) == 1 and cue.stance in BY_STANCE), None)


def _condition(sentence: Sentence, main: Token, language: str) -> Span | None:
    """Return the word that makes a predicate hang on another clause: "…, if they agree"."""
    for clause in sentence.children(main.index):
        if clause.relation != "advcl":
            continue
        for mark in sentence.children(clause.index):
            found = condition_at(sentence, mark.index, language)
            if found is not None and mark.relation in {"mark", "advmod", "case"}:
                return found
    return None


def _can_will(sentence: Sentence, main: Token, words: Lexicon) -> bool:
    """Tell whether the subject of a predicate can do it of its own will."""
    subjects = [c for c in sentence.children(main.index) if c.relation == "nsubj"]
    if any(subject.deprel == "nsubj:pass" for subject in subjects):
        return True  # somebody does it
    if not subjects and main.head != ROOT and main.relation in {"xcomp", "ccomp", "conj"}:
        return True
    return not subjects or any(
        subject.upos in _ACTORS or words.has("speakers", subject) for subject in subjects
    )
