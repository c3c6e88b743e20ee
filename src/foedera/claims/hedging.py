"""How sure an act is: the words round it, and how its source stands to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.claims.attribution import Stance
from foedera.claims.claim import Modality
from foedera.claims.cueing import lexicon
from foedera.claims.frames import frames
from foedera.claims.weighing import Weight, heaviest, weights
from foedera.claims.wording import functions
from foedera.language.inflection import Form
from foedera.language.reading import ROOT
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.attribution import Attribution
    from foedera.claims.occurring import Occurrence
    from foedera.language.reading import Sentence

#: How sure a stance makes what is said; saying alone makes it no less sure.
BY_STANCE = {
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
#: Stances that speak of what is not so: what their words take for granted is not their content.
_AHEAD = frozenset({Stance.DEMANDS, Stance.PLANS, Stance.FEARS, Stance.DENIES})
#: Rules by which a verb before it holds what it tells.
_VERBAL = frozenset({"verb-clause", "verb-comma", "verb-object"})


def modality(
    sentence: Sentence,
    here: Occurrence,
    attributions: Sequence[Attribution],
    language: str,
) -> Weight:
    """Weigh the words round an act, and how the nearest source stands to it.

    Args:
        sentence: The sentence.
        here: The act in it.
        attributions: Those whose content holds the act, nearest speaker first.
        language: ISO 639-1 code.

    Returns:
        The weight that decides, with its words and rule.
    """
    found = weights(sentence, here, language)
    own = Span(sentence.tokens[here.first].span.start, sentence.tokens[here.last].span.end)
    for attribution in attributions[:1]:
        cue, by_stance = attribution.cue, BY_STANCE.get(attribution.stance)
        if cue is not None and cue.meets(own):
            continue  # a denial is not denied
        if cue is not None and any(w.span is not None and w.span.covers(cue) for w in found):
            continue  # weighed already, perhaps with more words: "refused to rule out"
        weaker = by_stance in _SOFT and any(w.modality is not Modality.ASSERTED for w in found)
        if by_stance is not None and not weaker:
            found.append(Weight(by_stance, cue, f"stance-{attribution.stance.value}"))
    return heaviest(found)


def said(
    sentence: Sentence, here: Occurrence, attributions: Sequence[Attribution], language: str
) -> tuple[Attribution, ...]:
    """Leave out attributions that only take an act for granted.

    "Kyiv hopes for the return of the ships that Russia seized" hopes for a return, and
    "Kyiv voiced support for the envoys whom Russia met" supports envoys; that ships were
    seized and envoys met is the report's own word.
    """
    if not _granted(sentence, here):
        return tuple(attributions)
    if _told_beside(sentence, here, language):
        return tuple(a for a in attributions if a.rule not in _VERBAL)
    return tuple(
        a for a in attributions if a.stance not in _AHEAD and not _performs(sentence, a, language)
    )


def _told_beside(sentence: Sentence, here: Occurrence, language: str) -> bool:
    """Tell whether a relative clause tells in passing, as news: "said …, which fell in May"."""
    index = here.anchor
    relatives = functions(language)["relative"] - lexicon(language).classes["markers"]
    for _ in range(len(sentence.tokens)):
        token = sentence.tokens[index]
        below = sentence.subtree(index)
        words = [t for t in below if t.form.lower() in relatives and t.index < index]
        if token.relation == "acl" and words:
            return sentence.tokens[max(0, words[0].index - 1)].form == ","
        if token.head == ROOT:
            return False
        index = token.head
    return False


def _performs(sentence: Sentence, attribution: Attribution, language: str) -> bool:
    """Tell whether a cue only carries what is done by saying it: "voiced support"."""
    cue = attribution.cue
    behind = next((t for t in sentence.tokens if cue and t.span.start >= cue.end), None)
    if behind is None:
        return False
    return any(
        acts()[frame.act].spoken
        for trigger in frames(language).by_words.get(behind.form.lower(), ())
        if trigger.form is Form.NOUN
        for frame in trigger.frames
    )


def _granted(sentence: Sentence, here: Occurrence) -> bool:
    """Tell whether an act stands in a clause that describes a noun."""
    index = here.anchor
    for _ in range(len(sentence.tokens)):
        token = sentence.tokens[index]
        if token.deprel == "acl:relcl" or (token.deprel == "acl" and "Tense=Past" in token.feats):
            return True
        if token.head == ROOT:
            return False
        index = token.head
    return False
