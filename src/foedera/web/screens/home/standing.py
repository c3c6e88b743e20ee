"""Which treaties stand otherwise than when whoever asks was last here, and on what evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.treaties import status
from foedera.treaties.standing import Standing
from foedera.web.showing import quote_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from foedera.claims.review import Decision
    from foedera.identifiers import InstrumentId
    from foedera.treaties import Instrument, InstrumentStatus, Registry
    from foedera.web.screens.home.news import Look, News
    from foedera.web.showing import Quote
    from foedera.wording import Words

#: Treaties that are told of, and states of each.
_TREATIES: Final = 6
_STATES: Final = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """One change: who or what, from what to what. ``before`` is empty where nothing was."""

    who: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A treaty that stands otherwise.

    Attributes:
        id: Its identifier.
        title: What it is called.
        turns: What changed, the treaty itself first.
        more: How many more states changed.
        coder: Who accepted what changed it; empty where days alone did.
        evidence: What shows it: a decision, else the instrument.
        quote: One line of evidence; None where there is none on record.
        sources: How many independent sources say so; None where there is no report.
    """

    id: str
    title: str
    turns: tuple[Turn, ...]
    more: int
    coder: str
    evidence: str
    quote: Quote | None
    sources: int | None


@dataclass(frozen=True, slots=True)
class _Then:
    """The law as it was when somebody was last here."""

    law: Registry
    on: date


def changed(
    look: Look, decisions: Sequence[Decision], followed: Sequence[str], news: News
) -> tuple[Changed, ...]:
    """Return the treaties that stand otherwise than at the moment since which news is told.

    On a first visit nothing can have changed.

    Args:
        look: The request, whose day and clocks count, and the moment.
        decisions: Taken since, the newest first.
        followed: Treaties that are looked at whether or not decisions touch them.
        news: Knows stories.
    """
    asked, since = look.asked, look.since
    if since is None:
        return ()
    by_treaty: dict[InstrumentId | str, Decision | None] = {}
    for one in decisions:
        if (about := _about(one)) is not None:
            by_treaty.setdefault(about, one)
    for each in followed:
        by_treaty.setdefault(each, None)
    if not by_treaty:
        return ()
    law = asked.workspace.law(asked.known_by)
    before = asked.desk.workspace(since).law(asked.known_by) if decisions else law
    then = _Then(before, min(since.date(), asked.on))
    found = (
        _changed(look, law.instrument(name), then, _Rests(decision, news))
        for name, decision in by_treaty.items()
        if name in law
    )
    return tuple(one for one in found if one is not None)[:_TREATIES]


def _about(decision: Decision) -> InstrumentId | None:
    if decision.blind:
        return None
    if decision.instrument is not None:
        return decision.instrument.id
    step = decision.step or decision.proposed
    return step.instrument if step is not None else None


@dataclass(frozen=True, slots=True)
class _Rests:
    """What a change rests on: a decision, or days alone; and who knows its stories."""

    decision: Decision | None
    news: News

    def words(self, look: Look) -> tuple[Quote | None, int | None]:
        """Return a line of evidence, and how many independent sources say so."""
        if self.decision is None or not self.decision.evidence:
            return None, None
        named = self.decision.evidence[0]
        story = self.news.story(look, named)
        if story is None:
            return None, None
        telling = next(
            (one for one in story.tellings if any(named == each.id for each in one.claims)),
            story.tellings[0],
        )
        report = telling.shown.document
        language = {one.id: one.language for each in story.texts for one in each.documents}
        return quote_of(telling.shown, language.get(report, "")), story.told.origins


def _changed(look: Look, instrument: Instrument, then: _Then, rests: _Rests) -> Changed | None:
    asked, decision = look.asked, rests.decision
    now = status(instrument, asked.on, asked.known_by)
    before = None
    if instrument.id in then.law:
        before = status(then.law.instrument(instrument.id), then.on, asked.known_by)
    turns = list(_turns(before, now, asked.words))
    if not turns:
        return None
    quote, sources = rests.words(look)
    return Changed(
        id=instrument.id,
        title=instrument.title(asked.language),
        turns=tuple(turns[: 1 + _STATES]),
        more=max(0, len(turns) - 1 - _STATES),
        coder=decision.coder if decision else "",
        evidence=decision.id if decision else instrument.id,
        quote=quote,
        sources=sources,
    )


def _turns(before: InstrumentStatus | None, now: InstrumentStatus, words: Words) -> Iterator[Turn]:
    """Yield what changed: the treaty's own status, then how states stand to it."""
    told = words.law("status", now.status)
    if before is None:
        yield Turn("", "", told)
        return
    if before.status is not now.status:
        yield Turn("", words.law("status", before.status), told)
    stood = {one.state: one.standing for one in before.participations}
    for one in now.participations:
        was = stood.get(one.state, Standing.THIRD_STATE)
        if was is not one.standing:
            name = words.name(one.state)
            yield Turn(name, words.law("standing", was), words.law("standing", one.standing))
