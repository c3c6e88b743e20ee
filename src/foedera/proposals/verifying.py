"""Makes proposals of a model's answer: what cannot be found or read in the report is dropped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from foedera.claims.acts import acts
from foedera.claims.claim import Claim, Modality, RuleApplied
from foedera.proposals.grounding import Stretch, fold, in_order
from foedera.proposals.judging import PROPOSED, Site
from foedera.proposals.proposal import (
    SHOWN,
    Doubt,
    Drop,
    Part,
    Proposal,
    Reason,
    Review,
)
from foedera.proposals.rereading import amount_at, days_at, parties_at, state_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.claim import Party
    from foedera.claims.scene import LaidOut, Scene
    from foedera.proposals.answer import Answer, Told
    from foedera.proposals.passages import Passage
    from foedera.spans import Span

#: Claims taken of one answer: more than a passage of that length can state.
MOST_CLAIMS: Final = 40
#: Parties taken on either side of one claim.
_MOST_PARTIES: Final = 12
#: Characters of a quote, and of any other string: more is no mere part of a sentence.
_LONGEST_QUOTE: Final = 1000
_LONGEST: Final = 200
#: Reasons that asking again cannot mend.
_LASTING: Final = frozenset({Reason.REPEATED})
_MODALITIES: Final = {one.value: one for one in Modality}


@dataclass(frozen=True, slots=True)
class Complaint:
    """A part of an answer that the model may mend.

    Attributes:
        number: Of which claim of the answer, from 1.
        drop: The part, and why it was dropped.
    """

    number: int
    drop: Drop


@dataclass(frozen=True, slots=True)
class Verified:
    """What an answer comes to.

    Attributes:
        proposals: What stands.
        drops: What does not.
        complaints: Those drops that asking again might mend.
    """

    proposals: tuple[Proposal, ...]
    drops: tuple[Drop, ...]
    complaints: tuple[Complaint, ...]


def verified(laid: LaidOut, passage: Passage, answer: Answer, model: str) -> Verified:
    """Hold an answer to the passage it is about.

    Args:
        laid: The report.
        passage: What the model was shown.
        answer: What it said.
        model: Who said it.
    """
    return _Verifier(laid, passage, model).run(answer)


@dataclass
class _Parts:
    """The strings of one claim while they are looked for within its quote."""

    stretch: Stretch
    quote: Span
    others: Sequence[Stretch]
    dropped: list[Drop] = field(default_factory=list)

    def drop(self, part: Part, reason: Reason, words: str) -> None:
        self.dropped.append(Drop(part, reason, _shown(words)))

    def place(self, part: Part, words: str | None) -> Span | None:
        """Return where words stand in the quote; what cannot be found is dropped."""
        if words is None or not words.strip():
            return None
        found: Span | Reason = Reason.TOO_LONG
        if len(words) <= _LONGEST:
            found = self.stretch.find(words, self.quote).only(Reason.NOT_IN_QUOTE)
        if found is Reason.NOT_IN_QUOTE and not any(s.find(words).places for s in self.others):
            found = Reason.NOT_IN_TEXT
        if isinstance(found, Reason):
            self.drop(part, found, words)
            return None
        return found


class _Verifier:
    """Verifies one answer."""

    def __init__(self, laid: LaidOut, passage: Passage, model: str) -> None:
        self._story = laid
        self._model = model
        self._stretches = [Stretch(laid.text, span) for span in passage.paragraphs]
        self._scenes = [
            scene
            for scene in laid.scenes
            if any(span.covers(scene.sentence.span) for span in passage.paragraphs)
        ]
        self._proposals: list[Proposal] = []
        self._dropped: list[Complaint] = []

    def run(self, answer: Answer) -> Verified:
        """Return what the answer comes to."""
        told = answer.claims[:MOST_CLAIMS]
        quotes = self._quotes(told)
        for number, (one, quote) in enumerate(zip(told, quotes, strict=True), start=1):
            if quote is not None:
                self._take(number, one, quote)
        drops = [one.drop for one in self._dropped]
        beyond = len(answer.claims) - len(told)
        if beyond:
            drops.append(Drop(Part.CLAIM, Reason.TOO_MANY, count=beyond))
        proposals = sorted(self._proposals, key=lambda one: one.claim.trigger)
        complaints = tuple(c for c in self._dropped if c.drop.reason not in _LASTING)
        return Verified(tuple(proposals), tuple(drops), complaints)

    def _drop(self, number: int, reason: Reason, words: str, part: Part = Part.CLAIM) -> None:
        self._dropped.append(Complaint(number, Drop(part, reason, _shown(words))))

    def _quotes(self, told: Sequence[Told]) -> list[Span | None]:
        """Return where the quote of each claim stands; what has no single place is dropped."""
        options: list[tuple[Span, ...]] = []
        sought: list[int] = []
        asked: Counter[object] = Counter()
        for number, one in enumerate(told):
            places, absent = self._places(one.quote)
            options.append(places)
            telling = _telling(one)
            asked[telling] += 1
            if not places:
                self._drop(number + 1, absent, one.quote)
            elif asked[telling] > len(places):  # more often than it can stand there
                self._drop(number + 1, Reason.REPEATED, one.quote)
            else:
                sought.append(number)
        tellings = [_telling(told[number]) for number in sought]
        chosen: list[Span | None] = [None] * len(told)
        found = in_order([options[number] for number in sought], tellings)
        for number, place in zip(sought, found, strict=True):
            chosen[number] = place
            if place is None:
                self._drop(number + 1, Reason.TIE, told[number].quote)
        return chosen

    def _places(self, quote: str) -> tuple[tuple[Span, ...], Reason]:
        """Return where a quote stands in the passage, and the reason if it does not."""
        if len(quote) > _LONGEST_QUOTE:
            return (), Reason.TOO_LONG
        found = [stretch.find(quote) for stretch in self._stretches]
        cut = any(one.cut for one in found)
        absent = Reason.PART_OF_LONGER if cut else Reason.NOT_IN_TEXT
        return tuple(place for one in found for place in one.places), absent

    def _take(self, number: int, told: Told, quote: Span) -> None:
        """Make a proposal of one claim, or drop it."""
        modality = _MODALITIES.get(told.modality)
        if told.act not in acts():
            self._drop(number, Reason.UNKNOWN_ACT, told.act)
            return
        if modality is None:
            self._drop(number, Reason.UNKNOWN_MODALITY, told.modality)
            return
        stretch = next(s for s in self._stretches if s.span.covers(quote))
        trigger = stretch.find(told.words, quote).only(Reason.NOT_IN_QUOTE)
        if isinstance(trigger, Reason):
            self._drop(number, trigger, told.words)
            return
        scene = self._scene(trigger)
        if scene is None:
            self._drop(number, Reason.CROSSES, told.words)
            return
        parts = _Parts(stretch, quote, self._stretches)
        proposal = self._proposal(told, parts, scene, trigger, modality)
        self._dropped += [Complaint(number, drop) for drop in parts.dropped]
        if any(_same(proposal.claim, other.claim) for other in self._proposals):
            self._drop(number, Reason.REPEATED, told.words)
        else:
            self._proposals.append(proposal)

    def _scene(self, trigger: Span) -> Scene | None:
        """Return the sentence that holds words of an act wholly."""
        for scene in self._scenes:
            held = scene.sentence.span.covers(trigger)
            if held and any(t.span.meets(trigger) for t in scene.sentence.tokens):
                return scene
        return None

    def _proposal(
        self, told: Told, parts: _Parts, scene: Scene, trigger: Span, modality: Modality
    ) -> Proposal:
        laid, act = self._story, told.act
        agents = self._parties(Part.AGENT, told.agents, parts)
        counterparts = self._parties(Part.COUNTERPART, told.counterparts, parts)
        rules = [RuleApplied(f"{PROPOSED}/{act}", trigger)]
        days = amount = None
        at = parts.place(Part.WHEN, told.when)
        if at is not None:
            found = days_at(laid, self._nearest(at, scene), at, modality)
            if isinstance(found, Reason):
                parts.drop(Part.WHEN, found, told.when or "")
            else:
                days = found
                rules.append(RuleApplied(found.rule, found.span))
        at = parts.place(Part.NUMBER, told.number)
        if at is not None:
            counted = amount_at(laid, self._nearest(at, scene), at, act, trigger)
            if isinstance(counted, Reason):
                parts.drop(Part.NUMBER, counted, told.number or "")
            else:
                amount = counted[0]
                rules.append(RuleApplied(counted[1], amount.span))
        place = parts.place(Part.PLACE, told.place)
        source = parts.place(Part.SOURCE, told.source)
        cue = parts.place(Part.CUE, told.cue)
        site = Site(laid, scene, trigger, act)
        sources, doubts = site.sources(source, cue, agents)
        rules += [RuleApplied(f"source/{s.rule}", s.cue or s.span or trigger) for s in sources]
        reviews = [*site.act_reviews(), *site.modality_reviews(modality), *doubts]
        missing = dict.fromkeys(drop.part.value for drop in parts.dropped)
        if missing:
            reviews.append(Review(Doubt.PARTS, ", ".join(missing), ""))
        claim = Claim(
            span=scene.sentence.span,
            section=scene.section,
            act=act,
            trigger=trigger,
            agents=agents,
            counterparts=tuple(p for p in counterparts if p.actor not in _actors(agents)),
            when=days.interval if days else None,
            when_span=days.span if days else None,
            place=place,
            place_state=state_at(self._nearest(place, scene), place) if place else None,
            amount=amount,
            modality=modality,
            modality_span=site.weight.span if modality is site.weight.modality else None,
            sources=sources,
            rules=tuple(rules),
        )
        return Proposal(claim, parts.quote, self._model, tuple(reviews))

    def _nearest(self, place: Span, scene: Scene) -> Scene:
        """Return the sentence in which words stand; that of the act where they cross two."""
        return next((s for s in self._scenes if s.sentence.span.covers(place)), scene)

    def _parties(self, part: Part, names: Sequence[str], parts: _Parts) -> tuple[Party, ...]:
        found: dict[str, Party] = {}
        for words in names[:_MOST_PARTIES]:
            place = parts.place(part, words)
            if place is None:
                continue
            read = parties_at(self._story, self._scenes, place)
            if isinstance(read, Reason):
                parts.drop(part, read, words)
                continue
            for party in read:
                found.setdefault(party.actor, party)
        for words in names[_MOST_PARTIES:]:
            parts.drop(part, Reason.TOO_MANY, words)
        return tuple(found.values())


def _actors(parties: Sequence[Party]) -> set[str]:
    return {party.actor for party in parties}


def _telling(told: Told) -> tuple[str, ...]:
    """Return what makes one claim of an answer the same as another."""
    others = map(fold, (*told.agents, *told.counterparts, told.number or ""))
    return fold(told.quote), fold(told.words), told.act, told.modality, *others


def _same(one: Claim, other: Claim) -> bool:
    return (one.act, one.trigger, one.modality) == (
        other.act,
        other.trigger,
        other.modality,
    ) and all(
        _actors(ours) == _actors(theirs)
        for ours, theirs in (
            (one.agents, other.agents),
            (one.counterparts, other.counterparts),
        )
    )


def _shown(words: str) -> str:
    cut = fold(words[: 4 * SHOWN])
    return cut if len(cut) <= SHOWN else f"{cut[: SHOWN - 1]}…"
