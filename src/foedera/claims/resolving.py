"""Says who a pronoun that speaks stands for."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.claims.carrying import RELAYED
from foedera.claims.persons import called, capacities, introductions, person
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.attribution import Attribution
    from foedera.claims.cueing import Lexicon
    from foedera.claims.persons import Known
    from foedera.language.reading import Sentence, Token


def named(
    text: str, found: Sequence[Attribution], sentences: Sequence[Sentence], words: Lexicon
) -> list[Attribution]:
    """Say of each pronoun that speaks who it stands for.

    That is the last speaker who stands for themselves, or the subject of the sentence
    before where that is a person. A description that points back ("juru bicara
    tersebut", "the spokesman") stands for the last speaker with a name.
    """
    events = _events(found, sentences, words)
    nested = _nested(found)
    resolved = _selves(text, found, words)
    last: Span | None = None
    heard: dict[Span, Span | None] = {}
    for place, index, actor in events:
        if index is None:
            last = actor if last is None or actor is None or place > last.end else last
            continue
        one = found[index]
        source = one.source
        if source is None:
            continue
        if source not in heard:
            heard[source] = last if _points_back(text, source, words) else None
            leads = one.cue is not None and one.rule not in RELAYED
            if leads and heard[source] is None and _leads(text, source, nested, words):
                last = source
        if heard[source] is not None:
            resolved[index] = replace(one, names=heard[source])
    return resolved


def _selves(text: str, found: Sequence[Attribution], words: Lexicon) -> list[Attribution]:
    """Let "saya" and "we" within somebody's words stand for whom those are attributed to."""
    around = sorted((one for one in found if one.source), key=lambda one: one.content.start)
    starts = [one.content.start for one in around]
    resolved = []
    for one in found:
        source = one.source
        if source is not None and source.of(text).lower() in words.classes["selves"]:
            low = bisect_right(starts, source.start)
            near = [o for o in around[max(0, low - _NEAR) : low] if o.source != source]
            holding = [o for o in near if o.content.covers(source)]
            outer = min(holding, key=lambda o: len(o.content), default=None)
            resolved.append(
                one if outer is None else replace(one, names=outer.names or outer.source)
            )
        else:
            resolved.append(one)
    return resolved


#: Contents looked at before a first person, for the one that holds it.
_NEAR = 50


def _events(
    found: Sequence[Attribution], sentences: Sequence[Sentence], words: Lexicon
) -> list[tuple[int, int | None, Span | None]]:
    """Return speakers and persons who act, in order of the text.

    A person who acts counts from the end of their sentence on.
    """
    events: list[tuple[int, int | None, Span | None]] = [
        (one.source.start, index, None) for index, one in enumerate(found) if one.source
    ]
    for sentence in sentences:
        person = _person(sentence, words)
        if person is not None:
            events.append((sentence.span.end, None, person))
    return sorted(events, key=lambda event: (event[0], event[1] is not None, event[1] or 0))


def _person(sentence: Sentence, words: Lexicon) -> Span | None:
    """Return the subject of a sentence where it is a person: a name or "the envoy"."""
    root = next((t for t in sentence.tokens if t.head < 0), None)
    if root is None:
        return None
    for child in sentence.children(root.index):
        person = child.index < root.index and words.has("people", child)
        if child.relation == "nsubj" and person:
            own = [t for t in sentence.subtree(child.index) if t.index < root.index]
            last = next((t for t in own if t.form == "," and t.index > child.index), None)
            kept = [t for t in own if last is None or t.index < last.index]
            return Span(kept[0].span.start, kept[-1].span.end)
    return None


def _nested(found: Sequence[Attribution]) -> set[Span]:
    """Return the sources that stand within what another source says."""
    contents = sorted((one for one in found if one.source), key=lambda one: one.content.start)
    sources = sorted((one.source for one in found if one.source), key=lambda span: span.start)
    nested: set[Span] = set()
    reach: list[tuple[int, Span]] = []  # the two furthest ends, of different sources
    place = 0
    for source in sources:
        while place < len(contents) and contents[place].content.start <= source.start:
            speaker = contents[place].source
            if speaker is not None:
                ends = [pair for pair in reach if pair[1] != speaker]
                same = [pair for pair in reach if pair[1] == speaker]
                ends.append(max([*same, (contents[place].content.end, speaker)]))
                reach = sorted(ends, reverse=True)[:2]
            place += 1
        if any(end >= source.end and speaker != source for end, speaker in reach):
            nested.add(source)
    return nested


def _points_back(text: str, source: Span, words: Lexicon) -> bool:
    """Tell whether a source stands for someone named before."""
    forms = source.of(text).split()
    if len(forms) == 1:
        return forms[0].lower() in words.classes["pronouns"]
    ends = {forms[0].lower()}
    if not words.classes["relatives"] & set(forms):  # "sumber yang membahas paket itu"
        ends.add(forms[-1].lower())
    pointing = ends & words.classes["pointers"]
    described = any(form in words.classes["people"] for form in forms)
    return bool(pointing) and described and all(form.islower() for form in forms[1:])


def _leads(text: str, source: Span, nested: set[Span], words: Lexicon) -> bool:
    """Tell whether a speaker stands for themselves and is somebody."""
    forms = source.of(text).split()
    known = any(form.lower() in words.classes["speakers"] for form in forms[:2])
    somebody = known or forms[0][0].isupper()
    return somebody and (source not in nested or forms[0].lower() in words.classes["people"])


def introduced(
    text: str,
    found: Sequence[Attribution],
    sentences: Sequence[Sentence],
    words: Lexicon,
    known: Known,
) -> list[Attribution]:
    """Say of each source which person it names, where that is introduced, and as what."""
    starts = [sentence.span.start for sentence in sentences]
    sources = [_tokens(one.source, sentences, starts) for one in found]
    alone = (called(own, words, known) for own in sources)
    known = replace(known, called=frozenset(word for word in alone if word))
    people = introductions(text, sentences, words, known)
    complete = []
    for one, own in zip(found, sources, strict=True):
        name = person(own, words, known) if own else None
        back = _tokens(one.names, sentences, starts)
        earlier = person(back, words, known) if back else None
        holder = name or earlier
        told = capacities(back or own, words)
        capacity = told[0] if told else None
        names = one.names
        if holder is not None:
            capacity = capacity or people.capacity(text, holder)
            where = people.before(text, holder)
            bare = names is not None or (one.source is not None and name == one.source)
            if where is not None and bare and where.name.start < holder.start:
                names = where.phrase
        elif names is None and one.source is not None and len(own) == 1:
            where = people.holding(own[0].form, one.source.start)
            names = where.phrase if where is not None and words.has("people", own[0]) else None
        full = earlier
        if names is not None and names != one.names:
            full = person(_tokens(names, sentences, starts), words, known)
        complete.append(replace(one, person=name, names=names, introduced=full, capacity=capacity))
    return complete


def _tokens(
    span: Span | None, sentences: Sequence[Sentence], starts: Sequence[int]
) -> Sequence[Token]:
    if span is None:
        return ()
    place = bisect_right(starts, span.start) - 1
    if place < 0:
        return ()
    return [token for token in sentences[place].tokens if span.covers(token.span)]
