"""Follows each agreement through a report: which words and claims speak of the same one."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedera.actors.actor import ActorKind
from foedera.claims.acts import acts
from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedera.claims.claim import Claim
    from foedera.claims.scene import Story
    from foedera.claims.treaty_words import Mention
    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties import Registry

_FAMILIES = frozenset({"treaty life", "treaty content"})
#: A claim that names neither agreement nor party goes with the one spoken of so many
#: sentences before, at most.
_NEAR = 2
#: An agreement stands so near behind the word for what is said about it, in characters.
_BEHIND = 60
#: Acts of treaty life told of those who need not be party, or done to them.
_BY_OTHERS = frozenset({"violate", "invoke"})
#: Acts besides those of treaty life that can be done towards an agreement.
_TOWARDS = frozenset({"agree", "condemn", "support", "demand", "deny", "threaten"})


@dataclass
class Thread:
    """One agreement as a report goes on to speak of it.

    Attributes:
        parties: Who is named as its party, by the words or by the claims.
        mentions: The words that speak of it.
        claims: Places of the claims that do, each with its mention if it has one.
        tellings: What each sentence told: the words, if any, and whom it names as party.
        named: Registered instruments that bear the name it is given, if it is given one.
        last: The sentence that spoke of it last.
    """

    parties: list[ActorId] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    claims: dict[int, Mention | None] = field(default_factory=dict)
    tellings: list[tuple[Mention | None, frozenset[ActorId]]] = field(default_factory=list)
    named: frozenset[InstrumentId] = frozenset()
    last: int = 0

    def absorb(self, other: Thread) -> None:
        """Take over all of another thread that turns out to be the same agreement."""
        self.parties = list(dict.fromkeys((*self.parties, *other.parties)))
        self.mentions = sorted({*self.mentions, *other.mentions}, key=lambda one: one.span)
        self.claims |= other.claims


@dataclass(frozen=True)
class _Told:
    """A mention with the claims that lean on it, or claims without any."""

    scene: int
    mention: Mention | None
    claims: tuple[int, ...]
    parties: tuple[ActorId, ...]

    @property
    def named(self) -> frozenset[InstrumentId]:
        return self.mention.named if self.mention else frozenset()


def threads(
    story: Story, claims: Sequence[Claim], found: Sequence[Mention], registry: Registry
) -> tuple[Thread, ...]:
    """Return the agreements a report speaks of, in order of their first words.

    Teasers for other articles are followed apart from the report's own text.

    Args:
        story: The report, laid out.
        claims: Its claims.
        found: The words that speak of agreements.
        registry: The instruments on record.
    """
    streams: dict[bool, list[Thread]] = {False: [], True: []}
    bound = {one.id: frozenset(one.parties) for one in registry.instruments}
    for told in _tellings(story, claims, found):
        teaser = story.scenes[told.scene].section is LineKind.RELATED
        _follow(streams[teaser], told, bound)
    return (*streams[False], *streams[True])


def _follow(
    stream: list[Thread], told: _Told, bound: dict[InstrumentId, frozenset[ActorId]]
) -> None:
    thread = next((one for one in reversed(stream) if _same(one, told, bound)), None)
    if thread is None:
        if told.mention is None:
            return  # no word of any agreement: not linked
        thread = Thread()
        stream.append(thread)
    else:
        stream.remove(thread)
        stream.append(thread)  # the one spoken of last is looked at first
    if told.mention is not None:
        thread.mentions.append(told.mention)
    if told.named:
        thread.named = (thread.named & told.named) or told.named
    thread.parties = list(dict.fromkeys((*thread.parties, *told.parties)))
    thread.tellings.append((told.mention, frozenset(told.parties)))
    thread.claims |= dict.fromkeys(told.claims, told.mention)
    thread.last = told.scene


def _same(thread: Thread, told: _Told, bound: dict[InstrumentId, frozenset[ActorId]]) -> bool:
    known = set(thread.parties)
    for identifier in thread.named:
        known |= bound[identifier]
    parties = set(told.parties)
    if told.named:
        if thread.named:
            return bool(told.named & thread.named)
        told_so_far = [parties for _, parties in thread.tellings if parties]
        return any(parties <= bound[one] for one in told.named for parties in told_so_far)
    own = set(told.mention.parties) if told.mention else set()
    if own:
        return bool(own & known) and (parties <= known or known <= parties)
    if told.mention is None:
        near = told.scene - thread.last <= _NEAR
        return parties <= known if parties else near
    if told.mention.back or not told.mention.qualified:
        return not parties or not known or bool(parties & known)
    return bool(parties & known) and (parties <= known or known <= parties)


def _tellings(story: Story, claims: Sequence[Claim], found: Sequence[Mention]) -> Iterator[_Told]:
    starts = [scene.sentence.span.start for scene in story.scenes]
    by_scene: dict[int, list[Mention]] = {}
    for mention in found:
        by_scene.setdefault(mention.scene, []).append(mention)
    leaning: dict[Mention, list[int]] = {mention: [] for mention in found}
    alone: dict[int, list[int]] = {}
    for index, claim in enumerate(claims):
        scene = bisect_right(starts, claim.span.start) - 1
        near = _leans_on(claim, by_scene.get(scene, ()))
        if near is not None:
            leaning[near].append(index)
        elif acts()[claim.act].family in _FAMILIES:
            alone.setdefault(scene, []).append(index)
    tellings = [
        _Told(one.scene, one, tuple(its), _parties(story, one.parties, its, claims))
        for one, its in leaning.items()
    ]
    tellings += [
        _Told(scene, None, (index,), _parties(story, (), (index,), claims))
        for scene, its in alone.items()
        for index in its
    ]
    yield from sorted(tellings, key=lambda one: (one.scene, one.mention is None))


def _leans_on(claim: Claim, found: Sequence[Mention]) -> Mention | None:
    if not found:
        return None
    near = min(found, key=lambda one: (_gap(claim, one), one.span))
    if acts()[claim.act].family in _FAMILIES:
        return near
    behind = 0 <= near.span.start - claim.trigger.end <= _BEHIND
    return near if claim.act in _TOWARDS and (behind or _gap(claim, near) == 0) else None


def _gap(claim: Claim, mention: Mention) -> int:
    trigger, words = claim.trigger, mention.span
    return max(0, words.start - trigger.end, trigger.start - words.end)


def _parties(
    story: Story, named: Iterable[ActorId], its: Iterable[int], claims: Sequence[Claim]
) -> tuple[ActorId, ...]:
    """Return who is told to be party: by the words, and by the claims of treaty life."""
    told = list(named)
    for index in its:
        act = claims[index].act
        if acts()[act].family in _FAMILIES and act not in _BY_OTHERS:
            told += [party.actor for party in (*claims[index].agents, *claims[index].counterparts)]
    return tuple(actor for actor in dict.fromkeys(told) if _can_be_party(story, actor))


def _can_be_party(story: Story, actor: ActorId) -> bool:
    return actor in story.catalogue and story.catalogue.kind(actor) is not ActorKind.OUTLET
