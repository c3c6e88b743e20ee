"""When an act happened: the time expression that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims.claim import Modality
from foedera.claims.wording import functions
from foedera.dates import Interval
from foedera.language.times import times

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from foedera.claims.occurring import Occurrence
    from foedera.claims.scene import Scene, Story
    from foedera.language.times import TimeExpression
    from foedera.spans import Span

#: Cost of crossing into another clause when looking for the nearest time, in tokens.
_CLAUSE = 8
#: Cost of a time that stands before the act, which more often opens the next clause.
_FURTHEST = 40
#: A day and month without a year is not further ahead than this, in days.
_AHEAD = 183


def when(
    story: Story, scene: Scene, trigger: Occurrence, modality: Modality, outside: Sequence[Span]
) -> tuple[Interval | None, Span | None, str]:
    """Choose the time of an act among those of its sentence.

    Args:
        story: The report.
        scene: The sentence.
        trigger: The act.
        modality: Plans look forward: a bare weekday is then the next one.
        outside: Contents of the attributions that hold the act; a time beside them
            says when it was said, not when it was done.

    Returns:
        The days, the words, and the rule; all empty where nothing is stated.
    """
    options = _expressions(story, scene, modality)
    dated = [t for t in options if t.interval is not None]
    options = [t for t in dated if _belongs(t, outside)] or _fronted(scene, dated)
    scored = sorted((_distance(story, scene, trigger, t), t.span.start, t) for t in options)
    if not scored or scored[0][0] > _FURTHEST:
        return None, None, ""
    best = scored[0][2]
    if best.interval is not None and _since(story, scene, trigger, best):
        return Interval(best.interval.start, None), best.span, f"when/since-{best.rule}"
    return best.interval, best.span, f"when/{best.rule}"


def _since(story: Story, scene: Scene, trigger: Occurrence, time: TimeExpression) -> bool:
    """Tell whether what lies between act and time says that it has gone on since."""
    words = functions(story.language)["since"]
    between = [
        t.form.lower()
        for t in scene.sentence.tokens
        if trigger.last < t.index and t.span.end <= time.span.start
    ]
    return any(word in words for word in between)


def _expressions(story: Story, scene: Scene, modality: Modality) -> Sequence[TimeExpression]:
    if modality is not Modality.PLANNED:
        return scene.times
    day = story.report.published.day if story.report.published else None
    ahead = times(
        story.text, story.language, published=day, within=scene.sentence.span, prefer="future"
    )
    if day is None:
        return ahead
    known = {time.span: time for time in scene.times}
    return [known.get(t.span, t) if _far(t, day) else t for t in ahead]


def _far(time: TimeExpression, day: date) -> bool:
    """Tell whether a plan's day would lie so far ahead that the last such day is meant."""
    start = time.interval.start if time.interval else None
    return start is not None and (start - day).days > _AHEAD and time.rule != "year"


def _fronted(scene: Scene, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """A time that opens the sentence may be that of what is told: "Last week, X said ..."."""
    first = scene.sentence.span.start
    return [t for t in times if t.span.start == first]


def _belongs(time: TimeExpression, contents: Sequence[Span]) -> bool:
    return all(content.meets(time.span) for content in contents)


def _distance(story: Story, scene: Scene, trigger: Occurrence, time: TimeExpression) -> int:
    tokens = scene.sentence.tokens
    inside = [t.index for t in tokens if t.span.meets(time.span)]
    if not inside:
        return _FURTHEST + 1
    if inside[-1] < trigger.first:
        between = tokens[inside[-1] + 1 : trigger.first]
    else:
        between = tokens[trigger.last + 1 : inside[0]]
    table = functions(story.language)
    crossings = sum(
        t.form.lower() in table["clause"]
        or (t.upos == "VERB" and t.form.lower() not in table["light"])
        for t in between
        if not trigger.first <= t.index <= trigger.last and t.index != trigger.anchor
    )
    crossings += sum(
        t.form.lower() in table["and"] and tokens[t.index + 1].upos in {"VERB", "AUX", "ADV"}
        for t in between
        if t.index + 1 < len(tokens)
    )
    return len(between) + _CLAUSE * crossings
