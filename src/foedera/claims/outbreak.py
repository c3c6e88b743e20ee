"""Since when the war of a report goes on: what is told of it without a day lies within."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedera.claims.timing import gone_by
from foedera.claims.wording import functions
from foedera.documents.report import LineKind
from foedera.language.time_meaning import TimeKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from foedera.claims.scene import LaidOut, Scene
    from foedera.dates import Interval
    from foedera.language.reading import Sentence, Token
    from foedera.spans import Span

#: How far apart the war and the word for its beginning stand, in tokens, if no tree ties them.
_BESIDE = 2
#: How far behind a war a clause that describes it says so.
_DESCRIBED = 8
#: How far from that word its day stands, in tokens.
_REACH = 12
#: Longest stretch by which a beginning is told, in days: a month.
_MONTH = 31


@dataclass(frozen=True, slots=True)
class Outbreak:
    """The beginning of a war.

    Attributes:
        when: The days given.
        span: Their words.
        sides: Whom its sentence, and the one before, name.
    """

    when: Interval
    span: Span
    sides: frozenset[str]


def outbreak(laid: LaidOut) -> Outbreak | None:
    """Return when the war of a report began; nothing where its tellings do not agree.

    Of several the narrowest is taken: "eight months ago", "on 7 October".
    """
    found = sorted(_told(laid), key=_length)
    if not found or any(_outside(found[0].when, other.when) for other in found[1:]):
        return None
    sides = frozenset[str]().union(*(one.sides for one in found))
    return Outbreak(found[0].when, found[0].span, sides)


def tells_of_war(scene: Scene, language: str) -> bool:
    """Tell whether a sentence speaks of a whole war, or of what has been since some time."""
    table = functions(language)
    words = table["war"] | table["since"]
    return not words.isdisjoint(scene.sentence.words)


def _told(laid: LaidOut) -> Iterator[Outbreak]:
    before: Scene | None = None
    published = laid.report.published
    for scene in laid.scenes if published else ():
        if scene.section is LineKind.RELATED:
            continue
        place = _begins(scene.sentence, before.sentence if before else None, laid.language)
        found = _nearest(scene, place, published.day) if published and place is not None else None
        if found is not None:
            around = (before, scene) if before else (scene,)
            sides = {a for s in around for n in s.namings if n.acts for a in n.actors}
            yield Outbreak(*found, frozenset(sides))
        before = scene


def _begins(sentence: Sentence, before: Sentence | None, language: str) -> int | None:
    """Return where a sentence tells that a war began: "the war erupted", "sparked the war"."""
    table = functions(language)
    for token in sentence.tokens:
        if token.form.lower() not in table["outbreak"]:
            continue
        if any(_tied(token, one) for one in sentence.tokens if one.form.lower() in table["war"]):
            return token.index
        bare = token.index > 0 and sentence.words[token.index - 1] in table["since"]
        if bare and before is not None and not table["war"].isdisjoint(before.words):
            return token.index  # "since it began", of the war told of before
    return None


def _tied(word: Token, war: Token) -> bool:
    """Tell whether a word says of a war that it began, next to it or by the tree."""
    ahead = word.index - war.index
    described = word.relation == "acl" and 0 < ahead <= _DESCRIBED  # "the war that broke out"
    joined = war.index == word.head or war.head == word.index
    return described or joined or 0 < abs(ahead) <= _BESIDE


def _nearest(scene: Scene, place: int, published: date) -> tuple[Interval, Span] | None:
    """Return the day gone by that is nearest to a word."""
    tokens = scene.sentence.tokens
    near = []
    for time in scene.times:
        inside = [t.index for t in tokens if t.span.meets(time.span)]
        days = gone_by(replace(time, interval=time.named), published, past=True).interval
        if not inside or days is None or time.rule == "now" or time.kind is TimeKind.DURATION:
            continue
        if days.start is None or days.end is None or days.end > published:
            continue
        gap = max(inside[0] - place, place - inside[-1])
        if gap <= _REACH and (days.end - days.start).days <= _MONTH:
            near.append((gap, time.span.start, days, time.span))
    return min(near)[2:] if near else None


def _length(one: Outbreak) -> int:
    start, end = one.when.start, one.when.end
    return (end - start).days if start and end else 0


def _outside(days: Interval, other: Interval) -> bool:
    """Tell whether days are not within others."""
    if days.start is None or days.end is None or other.start is None or other.end is None:
        return True
    return not (other.start <= days.start and days.end <= other.end)
