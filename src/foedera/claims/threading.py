"""Follows each agreement through a report: which words and claims speak of the same one."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from foedera.claims.claim import Claim
    from foedera.claims.scene import LaidOut
    from foedera.claims.treaty_words import Mention
    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties import Instrument, Registry

    #: Who is party to each instrument of the registry, or has acted on it.
    _Bound = Mapping[InstrumentId, frozenset[ActorId]]

_FAMILIES = frozenset({"treaty life", "treaty content"})
#: A claim that names neither agreement nor party goes with the one spoken of so many
#: sentences before, at most.
_NEAR = 2
#: An agreement stands so near behind the word for what is said about it, in characters.
_BEHIND = 60
#: Acts of treaty life told of those who need not be party, or done to them.
_BY_OTHERS = frozenset({"violate", "invoke"})
#: Acts towards an organisation that are acts towards the treaty it rests on.
_OF_MEMBERS = frozenset({"accede", "withdraw", "invoke", "suspend"})
#: So many parties make an agreement.
_SIDES = 2
#: Instruments of which whom they concern is kept.
_KEPT = 4096
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
        proper: Words of the name of its own that it is given, if it is given one.
        sides: The sets of parties told of at once, where those were two or more.
        last: The sentence that spoke of it last.
    """

    parties: list[ActorId] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    claims: dict[int, Mention | None] = field(default_factory=dict)
    tellings: list[tuple[Mention | None, frozenset[ActorId]]] = field(default_factory=list)
    named: frozenset[InstrumentId] = frozenset()
    proper: frozenset[str] = frozenset()
    sides: set[frozenset[ActorId]] = field(default_factory=set)
    last: int = 0

    def other_name(self, proper: frozenset[str]) -> bool:
        """Tell whether a name is another than the one it is given."""
        return bool(proper and self.proper and not proper & self.proper)

    def absorb(self, other: Thread) -> None:
        """Take over all of another thread that turns out to be the same agreement."""
        self.parties = list(dict.fromkeys((*self.parties, *other.parties)))
        self.mentions = sorted({*self.mentions, *other.mentions}, key=lambda one: one.span)
        self.claims |= other.claims
        self.tellings += other.tellings
        self.proper |= other.proper
        self.sides |= other.sides


@dataclass(frozen=True)
class _Told:
    """A mention with the claims that lean on it, or claims without any."""

    scene: int
    mention: Mention | None
    claims: tuple[int, ...]
    parties: tuple[ActorId, ...]
    charters: frozenset[InstrumentId] = frozenset()

    @property
    def named(self) -> frozenset[InstrumentId]:
        return self.mention.named if self.mention else self.charters


def threads(
    laid: LaidOut, claims: Sequence[Claim], found: Sequence[Mention], registry: Registry
) -> tuple[Thread, ...]:
    """Return the agreements a report speaks of, in order of their first words.

    Teasers for other articles are followed apart from the report's own text.

    Args:
        laid: The report, laid out.
        claims: Its claims.
        found: The words that speak of agreements.
        registry: The instruments on record.
    """
    streams: dict[bool, list[Thread]] = {False: [], True: []}
    bound = {one.id: one.concerned for one in registry.cards}
    charters = {one.organisation: one.id for one in registry.cards if one.organisation}
    for told in _tellings(laid, claims, found, bound, charters):
        teaser = laid.scenes[told.scene].section is LineKind.RELATED
        _follow(streams[teaser], told, bound)
    return (*streams[False], *streams[True])


@lru_cache(maxsize=_KEPT)
def concerned(instrument: Instrument) -> frozenset[ActorId]:
    """Return the parties of an instrument, all who acted on it, and its organisation."""
    acted = {step.state for step in instrument.steps if step.state}
    own = {instrument.organisation} if instrument.organisation else set()
    return frozenset({*instrument.parties, *acted, *own})


def _follow(stream: list[Thread], told: _Told, bound: _Bound) -> None:
    latest = [*reversed(stream)]
    thread = next((one for one in latest if _same(one, told, bound)), None)
    if thread is None and told.mention is not None and told.mention.back:
        thread = next((one for one in latest if _may_be_same(one, told)), None)
    if thread is None:
        if told.mention is None and not told.charters:
            return  # no word of any agreement: not linked
        thread = Thread()
    else:
        stream.remove(thread)
    stream.append(thread)  # the one spoken of last is looked at first
    if told.mention is not None:
        thread.mentions.append(told.mention)
        thread.proper |= told.mention.proper
    if told.named:
        thread.named = (thread.named & told.named) or told.named
    thread.parties = list(dict.fromkeys((*thread.parties, *told.parties)))
    thread.tellings.append((told.mention, frozenset(told.parties)))
    if len(told.parties) >= _SIDES:
        thread.sides.add(frozenset(told.parties))
    thread.claims |= dict.fromkeys(told.claims, told.mention)
    thread.last = told.scene


def _same(thread: Thread, told: _Told, bound: _Bound) -> bool:
    known = set(thread.parties)
    for identifier in thread.named:
        known |= bound[identifier]
    parties = set(told.parties)
    if told.named:
        if thread.named:
            return bool(told.named & thread.named)
        return any(_most(side, bound[one]) for one in told.named for side in thread.sides)
    if told.mention is None:
        return parties <= known if parties else told.scene - thread.last <= _NEAR
    if thread.other_name(told.mention.proper):
        return False
    fits = parties <= known or known <= parties
    if told.mention.parties or (told.mention.qualified and not told.mention.back):
        return bool(parties & known) and fits
    return fits


def _most(side: frozenset[ActorId], bound: frozenset[ActorId]) -> bool:
    """Tell whether parties told of are most of those of an instrument, and no others."""
    return side <= bound and 2 * len(side) > len(bound)


def _may_be_same(thread: Thread, told: _Told) -> bool:
    """Tell whether words that point back may mean an agreement, stray parties aside."""
    if told.mention is None or told.mention.parties or told.mention.proper:
        return False
    return bool({*told.parties} & {*thread.parties})


def _tellings(
    laid: LaidOut,
    claims: Sequence[Claim],
    found: Sequence[Mention],
    bound: _Bound,
    charters: Mapping[ActorId, InstrumentId],
) -> Iterator[_Told]:
    starts = [scene.sentence.span.start for scene in laid.scenes]
    by_scene: dict[int, list[Mention]] = {}
    for mention in found:
        by_scene.setdefault(mention.scene, []).append(mention)
    leaning: dict[Mention, list[int]] = {mention: [] for mention in found}
    tellings: list[_Told] = []
    for index, claim in enumerate(claims):
        scene = bisect_right(starts, claim.span.start) - 1
        fitting = [one for one in by_scene.get(scene, ()) if _fits(claim, one, bound)]
        near = _leans_on(claim, fitting)
        if near is not None:
            leaning[near].append(index)
        elif acts()[claim.act].family in _FAMILIES:
            parties = _parties(laid, (), (index,), claims)
            ids = frozenset(charters[one] for one in parties if one in charters)
            ids = ids if claim.act in _OF_MEMBERS else frozenset()
            tellings.append(_Told(scene, None, (index,), parties, ids))
    tellings += [
        _Told(one.scene, one, tuple(its), _parties(laid, one.parties, its, claims))
        for one, its in leaning.items()
    ]
    yield from sorted(tellings, key=lambda one: (one.scene, one.mention is None))


def _fits(claim: Claim, mention: Mention, bound: _Bound) -> bool:
    """Tell whether a claim's parties may be those of an instrument called by its name."""
    sides = {party.actor for party in (*claim.agents, *claim.counterparts)}
    lone = len(sides) < _SIDES or not mention.named
    return lone or any(sides <= bound[one] for one in mention.named)


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
    laid: LaidOut, named: Iterable[ActorId], its: Iterable[int], claims: Sequence[Claim]
) -> tuple[ActorId, ...]:
    """Return who is told to be party: by the words, and by the claims of treaty life."""
    told = list(named)
    for index in its:
        act = claims[index].act
        if acts()[act].family in _FAMILIES and act not in _BY_OTHERS:
            told += [party.actor for party in (*claims[index].agents, *claims[index].counterparts)]
    return tuple(actor for actor in dict.fromkeys(told) if _can_be_party(laid, actor))


def _can_be_party(laid: LaidOut, actor: ActorId) -> bool:
    return actor in laid.catalogue and laid.catalogue.kind(actor).is_party
