"""Which day a claim takes over from other sentences that tell of the same event."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.claims.claim import Claim, Modality, RuleApplied
from foedera.claims.lending import Day, Known, borrows, codes, count, key, known_days
from foedera.claims.outbreak import tells_of_war
from foedera.claims.timing import fresh, happens_once
from foedera.claims.wording import functions
from foedera.dates import Interval
from foedera.documents.report import LineKind
from foedera.language.reading import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from foedera.claims.scene import LaidOut, Scene
    from foedera.spans import Span

#: A stretch no longer than this, in days, is narrowed to the day of the event told elsewhere.
_STRETCH = 10
#: Longest stretch that is still one event's date: "last year" may hold many.
_MONTH = 31
#: What is older than this on the day of publication is background, not news.
_STALE = timedelta(days=7)
#: A deed that a spokesman tells of is of the day on which he tells of it, or the night before.
_TOLD_AT_ONCE = frozenset({"attack", "clash", "capture", "casualties", "test"})
#: A meeting, and what comes of it.
_MEETING = frozenset({"meet", "sign", "agree", "exchange"})
#: How far before an act a word sets it before the news, in tokens.
_FORMERLY = 4
#: What may go on, or be said again.
_LASTING = frozenset({"attack", "clash", "deploy", "demand", "support", "negotiate"})
#: What a war is told by: a count of one runs as long as the others.
_WAR = frozenset({"attack", "casualties", "clash"})
#: A war of which all that is told without a day may be of any of its days.
_YOUNG = timedelta(days=31)
#: Relations by which a clause only describes what another speaks of.
_ASIDE = frozenset({"acl", "advcl"})
#: Acts by which a report may tell of one event: who signed has agreed.
_ONE_EVENT = (
    frozenset({"agree", "sign", "ceasefire"}),
    frozenset({"attack", "casualties"}),
)


def dated(laid: LaidOut, claims: Sequence[Claim]) -> list[Claim]:
    """Give claims without a day the day that another sentence gives their event.

    Only what has been done inherits: an open demand or plan has no day, unless the
    headline has it of the body. A headline, a caption and the body tell of one event;
    teasers tell of others.

    Args:
        laid: The report.
        claims: Its claims, in order of the text.
    """
    since = _counting_from(claims)
    claims = [_counted_since(claim, since) for claim in claims]
    known = known_days(laid, claims)
    result: dict[int, Claim] = {}
    # what stands above the body takes its day from the body, once that has its own
    for number in sorted(range(len(claims)), key=lambda place: _is_above(claims[place])):
        claim = claims[number]
        found = _inherited(known, claim) if claim.when is None else _narrowed(known, claim)
        result[number] = _with_day(claim, *found) if found else claim
        if found and borrows(claim):
            lent = Day(found[0].interval, found[0].span, claim)
            known.by_sentence[claim.span].append(lent)  # the next sentence may go on from it
            known.by_event[claim.modality, *key(claim)].append(lent)
    ordered = [result[number] for number in range(len(claims))]
    return [_bounded(known, claim) for claim in _with_attack_days(known, ordered)]


def _is_above(claim: Claim) -> bool:
    return claim.section in {LineKind.HEADLINE, LineKind.CAPTION}


def _counting_from(claims: Sequence[Claim]) -> tuple[Day, ...]:
    """Return since when a report counts the blows and the dead of a war."""
    whole = [c for c in claims if c.act in _WAR and c.when and c.when.start and not c.when.end]
    return tuple(Day(c.when, c.when_span or c.trigger) for c in whole if c.when)


def _counted_since(claim: Claim, since: Sequence[Day]) -> Claim:
    """A count up to a day runs from the day since which the report counts."""
    days = claim.when
    open_start = days is not None and days.start is None and days.end is not None
    if days is None or not open_start or claim.act not in _WAR:
        return claim
    found = _only([Day(Interval(d.interval.start, days.end), d.span) for d in since], "")
    return _with_day(claim, found[0], "counted-since") if found else claim


def _with_day(claim: Claim, day: Day, rule: str) -> Claim:
    rules = (*claim.rules, RuleApplied(f"when/{rule}", day.span))
    return replace(claim, when=day.interval, when_span=day.span, rules=rules)


def _inherited(known: Known, claim: Claim) -> tuple[Day, str] | None:
    """Return the day that a claim inherits, and the rule by which."""
    above = _is_above(claim)
    if not borrows(claim):
        return None
    if acts()[claim.act].family != "treaty life" and _formerly(known, claim):
        return None
    mood = Modality.PLANNED if claim.modality is Modality.PLANNED else Modality.ASSERTED
    same = _could_lend(known, claim, known.by_event[mood, *key(claim)])
    if claim.modality is Modality.PLANNED:
        once = above or happens_once(acts()[claim.act])
        return (_only(same, "plan-of-body") if once else None) or _goes_on(known, claim)
    if claim.act in _LASTING and _before(known, claim, "still"):
        return None
    counted = known.by_count[count(claim)] if claim.amount else ()
    lenders: tuple[Callable[[], tuple[Day, str] | None], ...] = (
        lambda: _only(counted, "same-count"),
        lambda: _of_war(known, claim),
        lambda: _goes_on(known, claim) if claim.act == "casualties" else None,
        lambda: _only(same, "other-sentence"),
        lambda: _of_body(known, claim) if above else None,
        lambda: _of_speaker(known, claim),
        lambda: _told_at_once(known, claim),
        lambda: _of_lead(known, claim),
        lambda: _goes_on(known, claim),
    )
    tried = (lend() for lend in lenders)
    return next((f for f in tried if f and _told_by_then(known, claim, f[0].interval)), None)


def _narrowed(known: Known, claim: Claim) -> tuple[Day, str] | None:
    """Return the one day within a claim's stretch that the report gives its event elsewhere.

    "Attacked on 24 February", and "late in February": one event, as both sides agree. A
    visit may well go on for days, and who gives a month says no more.
    """
    days, done = claim.when, claim.modality is Modality.ASSERTED and claim.act != "meet"
    if days is None or days.start is None or days.end is None or not done:
        return None
    if not 0 < (days.end - days.start).days <= _STRETCH:
        return None
    within = [
        d
        for d in known.by_event[claim.modality, *key(claim)]
        if d.interval.start == d.interval.end and d.interval.meets(days)
    ]
    return _only(within, "narrowed")


def _formerly(known: Known, claim: Claim) -> bool:
    """Tell whether an act is told as earlier than the news: "had attacked", "sempat".

    What is reported speech is told so anyhow: "said that it had attacked".
    """
    return not claim.sources and _before(known, claim, "formerly")


def _before(known: Known, claim: Claim, kind: str) -> bool:
    """Tell whether a word of a kind stands shortly before an act."""
    place = known.places.get(claim.span)
    if place is None:
        return False
    words = functions(known.laid.language)[kind]
    tokens = known.laid.scenes[place].sentence.tokens
    start = next((t.index for t in tokens if t.span.meets(claim.trigger)), 0)
    return any(t.form.lower() in words for t in tokens[max(0, start - _FORMERLY) : start])


def _could_lend(known: Known, claim: Claim, days: Iterable[Day]) -> list[Day]:
    """Keep what may be the day of a claim's own event.

    Background is told with its day, and lends it to nobody, except that a treaty is
    signed but once.
    """
    treaty = acts()[claim.act].family == "treaty life"
    current = [d for d in days if treaty or not _stale(d.interval, known.published)]
    return [d for d in current if _short(d.interval)]


def _told_by_then(known: Known, claim: Claim, when: Interval) -> bool:
    """Tell whether what began on a day can have been told when the claim was."""
    cues = [known.said.by_cue[s.cue] for s in claim.sources if s.cue in known.said.by_cue]
    ends = [time.interval.end for _, time in cues if time.interval and time.interval.end]
    return not ends or when.start is None or when.start <= max(ends)


def _of_body(known: Known, claim: Claim) -> tuple[Day, str] | None:
    days = [d for d in known.lent if d.claim and _one_event(claim, d.claim)]
    return _only([d for d in days if fresh(d.interval, known.published)], "event-of-body")


def _of_speaker(known: Known, claim: Claim) -> tuple[Day, str] | None:
    """Who speaks on one day only has said all on it."""
    stands = claim.act == "support" and not _is_above(claim)  # it is held, not said once
    if not acts()[claim.act].spoken or claim.nominal or stands:
        return None
    days = known.by_speaker.get(codes(claim.agents), ())
    return _only([d for d in days if fresh(d.interval, known.published)], "speaker-said-on")


def _told_at_once(known: Known, claim: Claim) -> tuple[Day, str] | None:
    """A blow that the forces tell of on a day fell on it: what else would make it news."""
    if claim.act not in _TOLD_AT_ONCE:
        return None
    for source in claim.sources:
        scene, time = (
            known.said.by_cue.get(source.cue, (None, None)) if source.cue else (None, None)
        )
        if scene is None or time is None or scene.sentence.span != claim.span:
            continue
        if (
            time.interval
            and fresh(time.interval, known.published)
            and _foremost(scene, claim.trigger)
        ):
            return Day(time.interval, time.span), "told-at-once"
    return None


def _of_war(known: Known, claim: Claim) -> tuple[Day, str] | None:
    """What is told of a war without a day lies between its outbreak and the report.

    Of a long war that holds of the count of its dead alone.
    """
    war, place = known.war, known.places.get(claim.span)
    if war is None or place is None or claim.act not in _WAR or known.published is None:
        return None
    own = codes(claim.agents) | codes(claim.counterparts)
    whole = tells_of_war(known.laid.scenes[place], known.laid.language)
    if claim.act == "casualties" and whole and own & war.sides:
        return Day(Interval(war.when.start, None), war.span), "since-outbreak"
    start = war.when.start
    young = start is not None and known.published - start <= _YOUNG
    if not young or not own or not own <= war.sides:
        return None
    return Day(Interval(war.when.start, known.published), war.span), "since-outbreak"


def _of_lead(known: Known, claim: Claim) -> tuple[Day, str] | None:
    """The event that headline and lead tell of is of the one day of the week that is named."""
    headline = claim.section is LineKind.HEADLINE
    act = acts()[claim.act]
    once = happens_once(act) or act.spoken or claim.act in _TOLD_AT_ONCE
    may_last = claim.act in {"attack", "clash"}  # for years
    lead = claim.span in known.lead and not may_last
    own = codes(claim.agents)
    passed_on = any(s.rule == "attributes-earlier" and set(s.actors) != own for s in claim.sources)
    if not once or not (headline or lead) or passed_on:
        return None
    return _only(known.news, "news-day")


def _goes_on(known: Known, claim: Claim) -> tuple[Day, str] | None:
    """A fight, or a meeting, goes on in the sentence behind the one that dates it."""
    courses = (_MEETING,) if claim.modality is Modality.PLANNED else (_TOLD_AT_ONCE, _MEETING)
    course = next((acts for acts in courses if claim.act in acts), None)
    place = known.places.get(claim.span)
    if course is None or place is None or claim.section is not LineKind.BODY:
        return None
    scene = known.laid.scenes[place]
    if not _foremost(scene, claim.trigger):
        return None
    before = known.laid.scenes[place - 1].sentence.span if place else claim.span
    own = codes(claim.agents) | codes(claim.counterparts)
    days = [
        _since_then(known, scene, d)
        for d in (*known.by_sentence.get(before, ()), *known.by_sentence.get(claim.span, ()))
        if d.claim
        and d.claim.act in course
        and (d.claim.modality is Modality.PLANNED) == (claim.modality is Modality.PLANNED)
        and _share(own, codes(d.claim.agents) | codes(d.claim.counterparts), course)
        and _short(d.interval)
    ]
    return _only(days, "goes-on")


def _since_then(known: Known, scene: Scene, day: Day) -> Day:
    """What is counted since the war began is counted from the day on which it did."""
    words = functions(known.laid.language)["since"]
    if any(token.form.lower() in words for token in scene.sentence.tokens):
        return replace(day, interval=Interval(day.interval.start, None))
    return day


def _share(some: frozenset[str], others: frozenset[str], course: frozenset[str]) -> bool:
    """Tell whether parties are those of one course of events: a meeting is of the same."""
    return some == others if course is _MEETING else bool(some & others)


def _foremost(scene: Scene, trigger: Span) -> bool:
    """Tell whether an act is what a clause says, not what it says of something else."""
    tokens = scene.sentence.tokens
    inside = {t.index for t in tokens if t.span.meets(trigger)}
    head = next((t for t in tokens if t.index in inside and t.head not in inside), None)
    if head is not None and head.upos == "NOUN" and head.relation in {"obl", "nmod"}:
        return False
    seen = 0
    while head is not None and head.head != ROOT and seen < len(tokens):
        if head.relation in _ASIDE:
            return False
        head, seen = tokens[head.head], seen + 1
    return True


def _only(days: Sequence[Day], rule: str) -> tuple[Day, str] | None:
    """Return the first of days that agree; nothing where they differ."""
    return (days[0], rule) if len({day.interval for day in days}) == 1 else None


def _one_event(claim: Claim, other: Claim) -> bool:
    """Tell whether two claims may be of one event: acts alike, and no party at odds."""
    both = {claim.act, other.act}
    if len(both) > 1 and not any(both <= family for family in _ONE_EVENT):
        return False
    mine, theirs = (_sides(c) for c in (claim, other))
    if "casualties" in both and len(both) > 1:
        theirs = (theirs[1], theirs[0])
    if acts()[claim.act].symmetric:
        return _compatible(mine[0] | mine[1], theirs[0] | theirs[1])
    open_side = (not mine[0] or not theirs[0]) + (not mine[1] or not theirs[1])
    agree = all(_compatible(a, b) for a, b in zip(mine, theirs, strict=True) if a and b)
    return agree and open_side < 2  # noqa: PLR2004 - two sides


def _sides(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    return codes(claim.agents), codes(claim.counterparts)


def _compatible(some: frozenset[str], others: frozenset[str]) -> bool:
    return bool(some) and bool(others) and (some <= others or others <= some)


def _stale(when: Interval, published: date | None) -> bool:
    """Tell whether days are older than news is on the day of publication."""
    return published is not None and when.end is not None and when.end < published - _STALE


def _short(when: Interval) -> bool:
    if when.start is None or when.end is None:
        return False
    return (when.end - when.start).days <= _MONTH


def _with_attack_days(known: Known, claims: Sequence[Claim]) -> list[Claim]:
    """The dead of a fresh attack died on its day, where the report gives it but one."""
    attacks: defaultdict[tuple[object, ...], list[Day]] = defaultdict(list)
    for claim in claims:
        if claim.act == "attack" and claim.when and fresh(claim.when, known.published):
            attacks[_sides(claim)].append(Day(claim.when, claim.when_span or claim.trigger))
    result = []
    for claim in claims:
        asked = claim.act == "casualties" and claim.when is None and borrows(claim)
        sides = (codes(claim.counterparts), codes(claim.agents))
        found = _only(attacks.get(sides, ()), "attack") if asked else None
        result.append(_with_day(claim, *found) if found else claim)
    return result


def _bounded(known: Known, claim: Claim) -> Claim:
    """An act reported on a day, by a later sentence that says so, was done by then."""
    cue = next((s.cue for s in claim.sources if s.rule == "attributes-earlier"), None)
    done = claim.modality is Modality.ASSERTED and not claim.act.startswith("provide_")
    place = known.places.get(claim.span)
    if claim.when is not None or cue is None or not done or place is None:
        return claim
    for index in range(place, len(known.laid.scenes)):
        scene = known.laid.scenes[index]
        if not scene.sentence.span.covers(cue):
            continue
        for near in known.laid.scenes[index : index + 2]:
            time = next((t for t in near.times if t.interval), None)
            if time is not None and time.interval and near.paragraph == scene.paragraph:
                by = Day(Interval(None, time.interval.end), time.span)
                return _with_day(claim, by, "reported-by")
        break
    return claim
