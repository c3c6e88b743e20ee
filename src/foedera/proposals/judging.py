"""Holds what a model says of an act, its certainty and its source against foedera's own reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.claims.attribution import Attribution, Quotation, Stance
from foedera.claims.claim import Modality, Source
from foedera.claims.cueing import hits, lexicon
from foedera.claims.frames import frames
from foedera.claims.hedging import modality, said
from foedera.claims.occurring import occurrence
from foedera.claims.sourcing import chain, covering, speakers
from foedera.language.inflection import Form
from foedera.proposals.proposal import Doubt, Review

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.claim import Party
    from foedera.claims.scene import LaidOut, Scene
    from foedera.claims.weighing import Weight
    from foedera.language.reading import Token
    from foedera.spans import Span

#: Rule of a source that rests on what the model pointed at.
PROPOSED = "proposed"


class Site:
    """The words of a proposed act where they stand, as foedera itself reads them.

    Args:
        laid: The report.
        scene: The sentence.
        trigger: The words that name the act; they share a character with a token of it.
        act: The label the model gave.
    """

    def __init__(self, laid: LaidOut, scene: Scene, trigger: Span, act: str) -> None:
        self._story = laid
        self._scene = scene
        self._trigger = trigger
        self._act = act
        self._tokens = [t for t in scene.sentence.tokens if t.span.meets(trigger)]
        self._named = _named_acts(self._tokens, laid.language)
        bounds = (self._tokens[0].index, self._tokens[-1].index)
        here = occurrence(scene.sentence, bounds, self._form(), laid.language)
        self._holding = said(scene.sentence, here, covering(scene, trigger), laid.language)
        self.weight: Weight = modality(scene.sentence, here, self._holding, laid.language)

    def _form(self) -> Form:
        known = {form for act, form in self._named if act == self._act}
        if len(known) == 1:
            return known.pop()
        nominal = all(t.upos in {"NOUN", "PROPN", "ADJ", "DET", "ADP"} for t in self._tokens)
        return Form.NOUN if nominal and not known else Form.EITHER

    def act_reviews(self) -> tuple[Review, ...]:
        """Return a doubt where the lexicon knows the words, and not for this act."""
        known = sorted({act for act, _ in self._named})
        if not known or self._act in known:
            return ()
        return (Review(Doubt.ACT, self._act, ", ".join(known), self._trigger),)

    def modality_reviews(self, proposed: Modality) -> tuple[Review, ...]:
        """Return a doubt where the words round the act make it more or less sure."""
        if proposed is self.weight.modality:
            return ()
        read = self.weight.modality.value
        return (Review(Doubt.MODALITY, proposed.value, read, self.weight.span),)

    def sources(
        self, source: Span | None, cue: Span | None, agents: Sequence[Party]
    ) -> tuple[tuple[Source, ...], tuple[Review, ...]]:
        """Return who says it, and doubts where foedera reads another source or cue.

        Where both agree, the whole chain that foedera reads stands.

        Args:
            source: The words the model says name the source.
            cue: The words the model says attribute.
            agents: Who acts: of an act of speech they are the source anyhow.
        """
        own = chain(self._story, self._scene, self._holding)
        reviews = self._cue_reviews(cue)
        if source is None:
            spoken = {party.actor for party in agents} if acts()[self._act].spoken else set()
            others = [one for one in own if not set(one.actors) <= spoken]
            return (), (*reviews, *(_source_review("", one) for one in others[:1]))
        actors = self._speakers(source)
        if own and (own[0].actors == actors or _meets(own[0].span, source)):
            return own, reviews
        link = Source(actors, source, cue, PROPOSED)
        first = own[0] if own else None
        return (link,), (*reviews, _source_review(", ".join(actors), first))

    def _speakers(self, source: Span) -> tuple[str, ...]:
        pointed = Attribution(
            source, None, self._trigger, Quotation.INDIRECT, Stance.STATES, PROPOSED
        )
        return speakers(self._story, pointed)

    def _cue_reviews(self, cue: Span | None) -> tuple[Review, ...]:
        """Return a doubt where no word of the cue is one that the lexicon knows as such."""
        if cue is None:
            return ()
        sentence, text = self._scene.sentence, self._story.text
        known = (
            sentence.tokens[hit.first : hit.last + 1]
            for hit in hits(sentence, lexicon(self._story.language))
        )
        carried = (a.cue for a in self._scene.attributions if a.cue is not None)
        if any(t.span.meets(cue) for tokens in known for t in tokens):
            return ()
        if any(one.meets(cue) for one in carried):
            return ()
        return (Review(Doubt.CUE, cue.of(text), "", cue),)


def _named_acts(tokens: Sequence[Token], language: str) -> set[tuple[str, Form]]:
    """Return the acts that the words can name, each with the form it then has."""
    words = [token.form.lower() for token in tokens]
    known = frames(language).by_words
    return {
        (frame.act, trigger.form)
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
        for trigger in known.get(" ".join(words[start:end]), ())
        for frame in trigger.frames
    }


def _source_review(proposed: str, read: Source | None) -> Review:
    names = "" if read is None else ", ".join(read.actors)
    span = None if read is None else read.span or read.cue
    return Review(Doubt.SOURCE, proposed, names, span)


def _meets(one: Span | None, other: Span) -> bool:
    return one is not None and one.meets(other)
