"""When words were said: the day beside the word that attributes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedera.claims.sourcing import speakers
from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from foedera.claims.attribution import Attribution
    from foedera.claims.scene import LaidOut, Scene
    from foedera.language.times import TimeExpression
    from foedera.spans import Span

#: How far from its cue the day of a saying stands, in tokens: within what is said, and apart.
_BESIDE = 2
_SAYING = 14
#: Rules of attribution by which an outlet passes on what others said.
RELAYS = ("relay-", "attributes-earlier")


@dataclass(frozen=True, slots=True)
class Sayings:
    """The days on which a report says that something was said.

    Attributes:
        by_cue: For the word that attributes: its sentence and the time beside it.
        by_speaker: For who speaks (catalogue codes, or a name): the times.
        passed_on: Times at which an outlet passed on what others said.
    """

    by_cue: dict[Span, tuple[Scene, TimeExpression]] = field(default_factory=dict)
    by_speaker: dict[frozenset[str], list[TimeExpression]] = field(default_factory=dict)
    passed_on: set[Span] = field(default_factory=set)


def sayings(laid: LaidOut) -> Sayings:
    """Collect when a report says that something was said; teasers are passed over."""
    found = Sayings()
    for scene in laid.scenes:
        if scene.section is LineKind.RELATED or not scene.times:
            continue
        for attribution in scene.attributions:
            time = said_on(scene, attribution)
            if time is None or attribution.cue is None:
                continue
            found.by_cue.setdefault(attribution.cue, (scene, time))
            who = frozenset(speakers(laid, attribution))
            found.by_speaker.setdefault(who, []).append(time)
            if attribution.rule.startswith(RELAYS):
                found.passed_on.add(time.span)
    return found


def said_on(scene: Scene, attribution: Attribution) -> TimeExpression | None:
    """Return the time at which an attribution says that its words were said.

    It stands beside the cue and outside what is said: "the army said on Monday that".
    """
    cue = attribution.cue
    if cue is None or not scene.sentence.span.covers(cue):
        return None
    tokens = scene.sentence.tokens
    places = [t.index for t in tokens if t.span.meets(cue)]
    if not places:
        return None
    if attribution.source is not None:  # "quoted by the news agency AFP on Monday"
        named = [t.index for t in tokens if t.span.meets(attribution.source)]
        beside = named and max(named[0] - places[-1], places[0] - named[-1]) <= 1
        places = sorted({*places, *named}) if beside else places
    outer = [a.content for a in scene.attributions if not a.content.covers(cue)]
    near = []
    for time in scene.times:
        inside = [t.index for t in tokens if t.span.meets(time.span)]
        if time.interval is None or not inside or any(c.meets(time.span) for c in outer):
            continue
        gap = max(inside[0] - places[-1], places[0] - inside[-1])
        reach = _BESIDE if attribution.content.meets(time.span) else _SAYING
        if gap <= reach and not _nearer(scene, time, cue, inside, gap):
            near.append((gap, time.span.start, time))
    return min(near)[2] if near else None


def _nearer(scene: Scene, time: TimeExpression, cue: Span, inside: list[int], gap: int) -> bool:
    """Tell whether a time stands nearer to another cue: "AFP reported on Monday, he said"."""
    tokens = scene.sentence.tokens
    for attribution in scene.attributions:
        other = attribution.cue
        if other is None or other == cue or other.meets(time.span):
            continue
        places = [t.index for t in tokens if t.span.meets(other)]
        if places and max(inside[0] - places[-1], places[0] - inside[-1]) < gap:
            return True
    return False
