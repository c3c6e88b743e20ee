"""When an act happened: the time expression that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from foedera.claims.claim import Modality
from foedera.claims.clausing import elsewhere, perfect, since_then
from foedera.claims.wording import functions
from foedera.dates import Interval
from foedera.language.days import moved
from foedera.language.reading import ROOT
from foedera.language.time_meaning import IMPOSSIBLE_DATE
from foedera.language.times import times

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from foedera.claims.acts import Act
    from foedera.claims.occurring import Occurrence
    from foedera.claims.scene import LaidOut, Scene
    from foedera.language.reading import Token
    from foedera.language.times import TimeExpression
    from foedera.spans import Span

#: Cost of crossing into another clause when looking for the nearest time, in tokens.
_CLAUSE = 8
#: Cost of a time that stands before the act, which more often opens the next clause.
_FURTHEST = 40
#: What is done at one time and does not go on, beside the steps of a treaty's life.
_ONCE = frozenset({"agree", "ceasefire", "meet"})
#: What is asked for, feared or held possible has not come: a day gone by is not its day.
_OPEN = frozenset({Modality.DEMANDED, Modality.FEARED, Modality.POSSIBLE})
#: Words for the day of publication that with a plan say when it was told of: "on Monday".
_SAID_TODAY = frozenset({"weekday", "now"})
#: Times that name no day of their own.
_NO_DAY = frozenset({"clock"})
#: How far before its noun a year may stand, in tokens: "the 2015 nuclear deal".
_NAME_PART = 4
#: News is of the week before it appears.
_FRESH = timedelta(days=7)
#: A day and month without a year is not further ahead than this, in days.
_AHEAD = 183


@dataclass(frozen=True, slots=True)
class Deed:
    """An act of which it is asked when it was done.

    Attributes:
        trigger: Its words.
        act: Which act.
        modality: Plans look forward: a bare weekday is then the next one.
        governing: The verb or noun that makes it a plan; a day behind it is when it was made.
        outside: Contents of the attributions that hold it; a time beside them says when
            it was said, not when it was done.
        past: Whether it is told as done: a day without a year is then the last one.
    """

    trigger: Occurrence
    act: Act
    modality: Modality
    governing: Span | None
    outside: Sequence[Span]
    past: bool = False


def when(laid: LaidOut, scene: Scene, deed: Deed) -> tuple[Interval | None, Span | None, str]:
    """Choose the time of an act among those of its sentence.

    Args:
        laid: The report.
        scene: The sentence.
        deed: The act.

    Returns:
        The days, the words, and the rule; all empty where nothing is stated. A day that is
        in no calendar ("31 February") gives words and rule, and no days.
    """
    options = _expressions(laid, scene, deed)
    dated = [t for t in options if _has_day(t) and t.rule not in _NO_DAY]
    dated = [t for t in dated if _could_be(t, laid, deed.modality)]
    dated = [t for t in dated if t.rule != "now" or _as_of(laid, scene, t)]
    if deed.modality is Modality.PLANNED:
        made = _made(laid, scene, deed)
        dated = [t for t in dated if t.span not in made and not _told_today(laid, scene, deed, t)]
    outside = () if deed.act.spoken else deed.outside
    options = [t for t in dated if _belongs(t, outside)] or _fronted(scene, dated)
    scored = sorted((_distance(laid, scene, deed, t), t.span.start, t) for t in options)
    if not scored or scored[0][0] > _FURTHEST:
        return _only_news(laid, scored) if deed.act.spoken else (None, None, "")
    best = scored[0][2]
    days, rule = _lasting(laid, scene, deed, best)
    return days, best.span, f"when/{rule}"


def _has_day(time: TimeExpression) -> bool:
    return time.interval is not None or time.doubt == IMPOSSIBLE_DATE


def _lasting(
    laid: LaidOut, scene: Scene, deed: Deed, time: TimeExpression
) -> tuple[Interval | None, str]:
    """Stretch a time over what has gone on since, or had come about by then.

    What happens once does so on the day it is said to hold since: "the truce has held
    since 10 October".
    """
    days = time.interval
    if days is None:
        return None, time.rule
    if deed.modality is Modality.PLANNED and time.modifier == "since" and time.named:
        return time.named, f"from-{time.rule}"  # "tariffs from next month"
    inside = [t.index for t in scene.sentence.tokens if t.span.meets(time.span)]
    begun = inside and since_then(scene.sentence, deed.trigger, inside, laid.language)
    if happens_once(deed.act) and not begun:
        own = time.named if time.modifier == "since" and time.named else days
        return own, f"on-{time.rule}" if own != days else time.rule
    if begun or _since(laid, scene, deed.trigger, time):
        return Interval(days.start, None), f"since-{time.rule}"
    if _as_of(laid, scene, time):
        return Interval(None, days.end), f"as-of-{time.rule}"
    return days, time.rule


def _as_of(laid: LaidOut, scene: Scene, time: TimeExpression) -> bool:
    """Tell whether a count runs up to a time: "as of Friday"."""
    words = functions(laid.language)["as_of"]
    before = [t.form.lower() for t in scene.sentence.tokens if t.span.end <= time.span.start]
    return bool(before) and (before[-1] in words or " ".join(before[-2:]) in words)


def _only_news(
    laid: LaidOut, scored: Sequence[tuple[int, int, TimeExpression]]
) -> tuple[Interval | None, Span | None, str]:
    """Return the one time of a sentence, where it is of the week before the report."""
    published = laid.report.published
    scored = [one for one in scored if one[2].rule != "now"]
    days = scored[0][2].interval if len(scored) == 1 else None
    if published is None or days is None or not fresh(days, published.day):
        return None, None, ""
    return days, scored[0][2].span, "when/only-day"


def fresh(when: Interval, published: date | None) -> bool:
    """Tell whether a day is news on the day of publication."""
    if published is None or when.start is None or when.end is None:
        return False
    return published - _FRESH <= when.start and when.end <= published


def _since(laid: LaidOut, scene: Scene, trigger: Occurrence, time: TimeExpression) -> bool:
    """Tell whether what lies between act and time says that it has gone on since."""
    words = functions(laid.language)["since"]
    between = [
        t.form.lower()
        for t in scene.sentence.tokens
        if trigger.last < t.index and t.span.end <= time.span.start
    ]
    return any(word in words for word in between)


def _expressions(laid: LaidOut, scene: Scene, deed: Deed) -> Sequence[TimeExpression]:
    day = laid.report.published.day if laid.report.published else None
    if deed.modality is Modality.ASSERTED and day is not None:
        return [gone_by(time, day, past=deed.past) for time in scene.times]
    if deed.modality is not Modality.PLANNED:
        return scene.times
    ahead = times(
        laid.text, laid.language, published=day, within=scene.sentence.span, prefer="future"
    )
    if day is None:
        return ahead
    known = {time.span: time for time in scene.times}
    return [known.get(t.span, t) if _far(t, day) else t for t in ahead]


def gone_by(time: TimeExpression, day: date, *, past: bool) -> TimeExpression:
    """Take a month without a year for the last such month: "visited in June".

    So is a day without a year, and a weekend, where the words tell of what was done.

    Args:
        time: The expression.
        day: The day of publication.
        past: Whether they do.
    """
    days = time.interval
    if days is None or days.start is None or days.start <= day:
        return time
    if past and time.rule == "weekend":
        return replace(time, interval=_earlier(days, "week"))
    if time.open_year and (past or time.rule == "month"):
        return replace(time, interval=_earlier(days, "year"))
    return time


def _earlier(days: Interval, unit: str) -> Interval:
    """Return the same days a unit before."""
    ends = (moved(end, unit, -1) if end else None for end in (days.start, days.end))
    return Interval(*ends)


def _far(time: TimeExpression, day: date) -> bool:
    """Tell whether a plan's day would lie so far ahead that the last such day is meant."""
    start = time.interval.start if time.interval else None
    return start is not None and (start - day).days > _AHEAD and time.rule != "year"


def _fronted(scene: Scene, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """A time that opens the sentence may be that of what is told: "Last week, X said ..."."""
    first = scene.sentence.span.start
    return [t for t in times if t.span.start == first]


def _could_be(time: TimeExpression, laid: LaidOut, modality: Modality) -> bool:
    """What has been done lies not ahead of publication, what is planned not behind it."""
    published, days = laid.report.published, time.interval
    if published is None or days is None:
        return True
    if modality is Modality.ASSERTED:
        return days.start is None or days.start <= published.day
    if modality is Modality.PLANNED:
        coming = days.end is None and days.start == published.day  # "in the coming days"
        return not coming and (days.end is None or days.end >= published.day)
    if modality in _OPEN:
        return days.start is not None and days.start > published.day
    return True


def _told_today(laid: LaidOut, scene: Scene, deed: Deed, time: TimeExpression) -> bool:
    """Tell whether a plan's weekday of publication is when it was told of, not planned for.

    "Will send jets, it said Wednesday"; but "will meet later Wednesday" is planned for it.
    """
    published, days = laid.report.published, time.interval
    today = published is not None and days is not None and days.start == published.day
    if not today or time.rule not in _SAID_TODAY:
        return False
    last = scene.sentence.tokens[deed.trigger.last].span.end
    between = [t for t in scene.sentence.tokens if last <= t.span.start < time.span.start]
    behind = time.span.start >= last
    return not behind or any(t.upos in {"VERB", "AUX"} for t in between)


def _made(laid: LaidOut, scene: Scene, deed: Deed) -> set[Span]:
    """Return the times at which a plan was made: "advanced plans on Tuesday to send"."""
    published = laid.report.published
    if published is None or deed.governing is None:
        return set()
    start, end = deed.governing.start, scene.sentence.tokens[deed.trigger.first].span.start
    return {
        time.span
        for time in scene.times
        if start < time.span.start
        and time.span.end <= end
        and time.interval is not None
        and time.interval.end is not None
        and time.interval.end <= published.day
    }


def _belongs(time: TimeExpression, contents: Sequence[Span]) -> bool:
    return all(content.meets(time.span) for content in contents)


def _is_name_part(scene: Scene, inside: Sequence[int]) -> bool:
    """Tell whether a year belongs to a noun: "the 2015 deal", "pakta tahun 1972"."""
    tokens = scene.sentence.tokens
    head = next((tokens[i] for i in inside if tokens[i].head not in inside), tokens[inside[0]])
    if head.relation not in {"nummod", "compound", "amod", "flat"} or head.head == ROOT:
        return False
    noun = tokens[head.head]
    if noun.upos == "PROPN" and noun.index == inside[0] - 1 and len(inside) == 1:
        return True  # "Security Belt 2024"
    return noun.upos in {"NOUN", "PROPN"} and 0 < noun.index - inside[-1] <= _NAME_PART


def _names_when(laid: LaidOut, scene: Scene, deed: Deed, inside: Sequence[int]) -> bool:
    """Tell whether the noun that a year belongs to is the act, or the war it was done in.

    "A 1997 agreement with Peru", "during the 1967 war"; or since when it was done.
    """
    tokens, trigger = scene.sentence.tokens, deed.trigger
    head = next((tokens[i] for i in inside if tokens[i].head not in inside), tokens[inside[0]])
    noun = tokens[head.head]
    if trigger.is_noun and trigger.first <= noun.index <= trigger.last:
        return True
    if since_then(scene.sentence, trigger, inside, laid.language):
        return True
    war = noun.form.lower() in functions(laid.language)["war"]
    return war and noun.head == trigger.anchor and noun.index < trigger.first


def _opens_now(between: Sequence[Token], table: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a verb of now follows a time: "signed in April and is negotiating"."""
    joined = bool(between) and between[0].form.lower() in table["and"]
    return joined and any(t.upos == "AUX" and "Tense=Pres" in t.feats for t in between)


def _in_relative(
    scene: Scene, trigger: Occurrence, between: Sequence[Token], words: frozenset[str]
) -> bool:
    """Tell whether what leads to a time goes on about what is acted on.

    "Left the base that it built in May"; but "ratified it by a decree signed in May" was so.
    """
    places = [n for n, token in enumerate(between) if token.form.lower() in words]
    verbs = [token for token in between[places[0] :] if token.upos == "VERB"] if places else []
    nouns = [scene.sentence.tokens[v.head] for v in verbs if v.relation == "acl"]
    return any(n.relation in {"obj", "nsubj"} and n.head == trigger.anchor for n in nouns)


def _of_another(laid: LaidOut, scene: Scene, deed: Deed, inside: Sequence[int]) -> bool:
    """Tell whether a time is that of another clause, and says nothing of the act."""
    where = (scene.sentence, deed.trigger, inside, laid.language)
    if not happens_once(deed.act) or perfect(scene.sentence, deed.trigger, laid.language):
        return elsewhere(*where)
    return elsewhere(*where) or since_then(*where)


def _distance(laid: LaidOut, scene: Scene, deed: Deed, time: TimeExpression) -> int:
    tokens, trigger = scene.sentence.tokens, deed.trigger
    inside = [t.index for t in tokens if t.span.meets(time.span)]
    if not inside:
        return _FURTHEST + 1
    if inside[-1] < trigger.first:
        between = tokens[inside[-1] + 1 : trigger.first]
    else:
        between = tokens[trigger.last + 1 : inside[0]]
    table = functions(laid.language)
    apart = table["apart"] | table["other_time"]
    if any(t.form.lower() in apart for t in between) or (
        _is_name_part(scene, inside) and not _names_when(laid, scene, deed, inside)
    ):
        return _FURTHEST + 1
    if _of_another(laid, scene, deed, inside):
        return _FURTHEST + 1
    if inside[-1] < trigger.first and inside[0] > 0 and _opens_now(between, table):
        return _FURTHEST + 1
    if (
        not trigger.is_noun
        and inside[0] > trigger.last
        and _in_relative(scene, trigger, between, table["relative"])
    ):
        return _FURTHEST + 1
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


def happens_once(act: Act) -> bool:
    """Tell whether an act is done at one time, such as signing, and does not go on."""
    return (act.family == "treaty life" and act.name != "violate") or act.name in _ONCE
