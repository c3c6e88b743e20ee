"""The days that a report gives, by what they are asked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.claims.claim import Claim, Modality
from foedera.claims.outbreak import Outbreak, outbreak
from foedera.claims.saying import Sayings, sayings
from foedera.claims.timing import fresh
from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from foedera.claims.claim import Party
    from foedera.claims.scene import LaidOut, Scene
    from foedera.dates import Interval
    from foedera.spans import Span

#: Sentences of a first paragraph that are the lead, where it holds the whole report.
_LEAD = 2
#: Sentences of the body in which the day of the news is named, if it is.
_NEWS = 5


@dataclass(frozen=True, slots=True)
class Day:
    """Days that may be lent, and what they rest on."""

    interval: Interval
    span: Span
    claim: Claim | None = None


@dataclass(frozen=True)
class Known:
    """The days that a report gives, by what they are asked for.

    Attributes:
        laid: The report.
        published: Its day, where known.
        said: When what was said.
        news: Days of the body that are news, without those of passing on.
        places: For each sentence that is read, which one it is.
        lead: The sentences that open the body.
        war: When the war of the report began, where it tells of one.
        by_event: For act and parties, the days of its claims; done ones, and planned.
        by_count: For act and number, the same.
        by_sentence: For a sentence, the same.
        by_speaker: For who speaks, days on which they did.
        lent: All days of what was done.
    """

    laid: LaidOut
    published: date | None
    said: Sayings
    news: tuple[Day, ...]
    places: dict[Span, int]
    lead: tuple[Span, ...]
    war: Outbreak | None
    by_event: defaultdict[tuple[object, ...], list[Day]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_count: defaultdict[tuple[object, ...], list[Day]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_sentence: defaultdict[Span, list[Day]] = field(default_factory=lambda: defaultdict(list))
    by_speaker: defaultdict[frozenset[str], list[Day]] = field(
        default_factory=lambda: defaultdict(list)
    )
    lent: list[Day] = field(default_factory=list)


def key(claim: Claim) -> tuple[object, ...]:
    """Return what two claims of the same event have in common: act and parties."""
    agents, counterparts = codes(claim.agents), codes(claim.counterparts)
    if acts()[claim.act].symmetric:
        return (claim.act, agents | counterparts)
    return (claim.act, agents, counterparts)


def codes(parties: Sequence[Party]) -> frozenset[str]:
    """Return the catalogue codes of parties."""
    return frozenset(p.actor for p in parties)


def known_days(laid: LaidOut, claims: Sequence[Claim]) -> Known:
    """Collect the days of a report.

    Args:
        laid: The report.
        claims: Its claims, in order of the text.
    """
    published = laid.report.published.day if laid.report.published else None
    said = sayings(laid)
    places = {scene.sentence.span: place for place, scene in enumerate(laid.scenes)}
    body = [scene for scene in laid.scenes if scene.section is LineKind.BODY]
    lead = tuple(s.sentence.span for s in body[:_LEAD] if s.paragraph == body[0].paragraph)
    news, began = _news(body, said, published), outbreak(laid)
    known = Known(laid, published, said, news, places, lead, began)
    for claim in claims:
        if claim.when is None or not borrows(claim):
            continue
        day = Day(claim.when, claim.when_span or claim.span, claim)
        known.by_event[claim.modality, *key(claim)].append(day)
        known.by_sentence[claim.span].append(day)
        if claim.modality is not Modality.ASSERTED:
            continue
        known.lent.append(day)
        if claim.amount is not None:
            known.by_count[count(claim)].append(day)
        if acts()[claim.act].spoken:
            known.by_speaker[codes(claim.agents)].append(day)
    for who, times in said.by_speaker.items():
        known.by_speaker[who] += [Day(t.interval, t.span) for t in times if t.interval]
    return known


def _news(body: Sequence[Scene], said: Sayings, published: date | None) -> tuple[Day, ...]:
    """Return the days of the week before that the body names.

    When an outlet passed it on counts only where nothing else is named.
    """
    times = [t for s in body[:_NEWS] for t in s.times if t.rule != "now" and t.interval]
    days = [Day(t.interval, t.span) for t in times if t.interval and fresh(t.interval, published)]
    return tuple([day for day in days if day.span not in said.passed_on] or days)


def count(claim: Claim) -> tuple[object, ...]:
    """Return what two counts have in common that are one: act, number and unit."""
    amount = claim.amount
    return (claim.act, *((amount.low, amount.high, amount.unit) if amount else ()))


def borrows(claim: Claim) -> bool:
    """Tell whether a claim has its day in common with others of its event.

    One whose own day is in no calendar does not: another's would be invented for it.
    """
    if claim.when is None and claim.when_span is not None:
        return False
    if claim.section is LineKind.RELATED or claim.act.startswith("provide_"):
        return False
    return claim.modality in {Modality.ASSERTED, Modality.PLANNED, Modality.ESTIMATED}
