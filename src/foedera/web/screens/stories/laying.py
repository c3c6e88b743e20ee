"""Lays a story out for its page: figures side by side, voices, every telling with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.assessment import Difference
from foedera.documents.report import LineKind
from foedera.pictures import Mark, tellings_picture
from foedera.web.showing import BADGES, Quote, quote_of
from foedera.wording.phrasing import amount_text
from foedera.wording.storytelling import (
    against,
    between,
    counts,
    doers,
    figures_line,
    matter,
    origins,
    reported,
    step,
    unnamed,
)
from foedera.wording.telling import chain_text, report_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.assessment import Figure, Opposition, Story, Support, Telling, Voice
    from foedera.claims.recorded import RecordedClaim
    from foedera.web.asked import Asked
    from foedera.wording import Words

#: Oppositions that a line of a list tells.
_FEW: Final = 2


@dataclass(frozen=True, slots=True)
class Counted:
    """How many tell a thing.

    Attributes:
        sources: How many independent sources, at most.
        texts: How many texts, copies of one counting as one.
        reports: How many reports.
        unnamed: How many of the sources are not named, in words; empty where all are.
    """

    sources: str
    texts: str
    reports: str
    unnamed: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A story in a list.

    Attributes:
        id: Its name.
        act: What happened.
        who: Who does it.
        others: With or to whom.
        instrument: The treaty it is about.
        reported: From when to when it was reported.
        told: How many tell of it; None where it is only denied.
        denied: How many deny it; None where nobody does.
        figures: Its figures, side by side.
        apart: What does not go together, in words.
        quote: Its first telling's words.
    """

    id: str
    act: str
    who: str
    others: str
    instrument: str | None
    reported: str
    told: Counted | None
    denied: Counted | None
    figures: str
    apart: tuple[str, ...]
    quote: Quote


@dataclass(frozen=True, slots=True)
class Side:
    """One side of what does not go together: what it says, who says so, in which tellings."""

    told: str
    names: str
    tellings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """What does not go together.

    Attributes:
        matter: In what.
        sides: The sides, none preferred.
    """

    matter: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what, who, when, how many texts, and the numbers of its tellings."""

    what: str
    names: str
    denied: str
    days: str
    texts: int
    tellings: tuple[int, ...]
    leads: bool = False
    steps: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One telling.

    Attributes:
        number: Its number in the story.
        claim: The name of the claim whose words are shown.
        report: The name of its report.
        day: When it was reported, in words.
        modality: How sure.
        badge: The kind of badge for it.
        facts: How many, and when it happened.
        role: What it adds to what was told before.
        said: Who says so.
        quote: The words.
        where: Outlet and name of the report.
        copies: The same text elsewhere: name and words of each report.
    """

    number: int
    claim: str
    report: str
    day: str
    modality: str
    badge: str
    facts: tuple[str, ...]
    role: str
    said: str
    quote: Quote
    where: str
    copies: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial told beside the story: its day, who, where, and the words."""

    claim: str
    report: str
    day: str
    names: str
    where: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class ShownStory:
    """A story as its page shows it.

    Attributes:
        line: What lists show of it.
        happened: When it happened, in words; empty where nobody says so.
        teaser: Whether only teasers for other articles tell of it.
        asserted: How many say that it was done; None where all do.
        figures: Every figure.
        apart: What does not go together.
        voices: Who says it first.
        tellings: Every telling.
        denials: Denials told beside it.
    """

    line: Listed
    happened: str
    teaser: bool
    asserted: Counted | None
    figures: tuple[Row, ...]
    apart: tuple[Apart, ...]
    voices: tuple[Row, ...]
    tellings: tuple[Told, ...]
    denials: tuple[Denial, ...]


def listed(story: Story, asked: Asked) -> Listed:
    """Return a story as lists show it."""
    words = asked.words
    who, others = doers(story, words)
    first = _plainest(story.tellings)
    language = {one.id: one.language for text in story.texts for one in text.documents}
    return Listed(
        id=story.id,
        act=words.act(story.act),
        who=who,
        others=others,
        instrument=story.instrument,
        reported=reported(story, words),
        told=_counted(story.told, words) if story.told.texts else None,
        denied=_counted(story.denied, words) if story.denied.texts else None,
        figures=figures_line(story, words),
        apart=tuple(_opposed(one, story, words) for one in story.oppositions[:_FEW]),
        quote=quote_of(first.shown, language.get(first.shown.document, "")),
    )


def _plainest(tellings: Sequence[Telling]) -> Telling:
    """Return the telling whose words show best what is told: from prose, and no denial."""
    body = [one for one in tellings if one.shown.claim.section is LineKind.BODY]
    return next((one for one in body if not one.denied), [*body, *tellings][0])


def shown_story(story: Story, asked: Asked) -> ShownStory:
    """Return a story as its page shows it."""
    words = asked.words
    same = story.asserted == story.told
    return ShownStory(
        line=listed(story, asked),
        happened=words.period(story.when) if story.when else "",
        teaser=story.apart,
        asserted=None if same else _counted(story.asserted, words),
        figures=tuple(_figure(one, words) for one in story.figures),
        apart=tuple(_apart(one, story, words) for one in story.oppositions),
        voices=tuple(_voice(one, story, words) for one in story.voices),
        tellings=tuple(_telling(number, one, story, words) for number, one in _numbered(story)),
        denials=tuple(_denial(one, story, words) for one in story.rejections),
    )


def pictured(story: Story, asked: Asked) -> str | None:
    """Draw who told it when; None where no day is known, or there is but one telling."""
    words = asked.words
    marks = [
        Mark(row, day, told.claim.modality.value, _pointed(told, words))
        for row, one in enumerate(story.voices)
        for told in (story.tellings[place] for place in one.tellings)
        if (day := told.day) is not None
    ]
    if len(marks) < 2:  # noqa: PLR2004 - one mark says nothing
        return None
    names = [origins([one.origin], words) for one in story.voices]
    return tellings_picture(names, marks, words)


def _pointed(told: Telling, words: Words) -> str:
    sure = words(f"modality-{told.claim.modality.value}")
    day = words.day(told.day) if told.day else words("story-day-unknown")
    return f"{origins([told.origin], words)}: {sure}, {day}"


def _numbered(story: Story) -> Iterator[tuple[int, Telling]]:
    return enumerate(story.tellings, start=1)


def _counted(found: Support, words: Words) -> Counted:
    return Counted(*counts(found, words), unnamed(found, words))


def _opposed(one: Opposition, story: Story, words: Words) -> str:
    return f"{words(f'difference-{one.difference.value}')}: {against(one, story, words)}"


def _apart(one: Opposition, story: Story, words: Words) -> Apart:
    sides = []
    for place, side in enumerate(one.sides):
        tellings = [story.tellings[each] for each in side]
        if one.difference is Difference.DENIAL:
            told = words("find-side-told" if place == 0 else "find-side-denied")
        else:
            told = matter(tellings[0], one.difference, words)
        names = origins(dict.fromkeys(each.origin for each in tellings), words)
        sides.append(Side(told, names, _numbers(side)))
    return Apart(words(f"difference-{one.difference.value}"), tuple(sides))


def _figure(one: Figure, words: Words) -> Row:
    return Row(
        what=amount_text(one.amount, words),
        names=origins(one.origins, words),
        denied=origins(one.denied, words),
        days=between(one.first, one.last, words),
        texts=one.texts,
        tellings=_numbers(one.tellings),
    )


def _voice(one: Voice, story: Story, words: Words) -> Row:
    sure = dict.fromkeys(story.tellings[place].claim.modality.value for place in one.tellings)
    return Row(
        what=", ".join(words(f"modality-{name}") for name in sure),
        names=origins([one.origin], words),
        denied="",
        days=between(one.first, one.last, words),
        texts=one.texts,
        tellings=_numbers(one.tellings),
        leads=one.leads,
        steps=" → ".join(step(day, story.figures[place], words) for day, place in one.figures),
    )


def _telling(number: int, one: Telling, story: Story, words: Words) -> Told:
    shown, claim = one.shown, one.claim
    reports = {each.id: each for each in story.texts[one.text].documents}
    held = dict.fromkeys(each.document for each in one.claims)
    facts = [amount_text(claim.amount, words)] if claim.amount else []
    facts += [words("find-when", days=words.period(claim.when))] if claim.when else []
    return Told(
        number=number,
        claim=shown.id,
        report=shown.document,
        day=words.day(one.day) if one.day else words("story-day-unknown"),
        modality=claim.modality.value,
        badge=BADGES[claim.modality.value],
        facts=tuple(facts),
        role=words("story-echo" if one.echo else f"story-role-{one.role.value}"),
        said=chain_text(shown, story.texts[one.text].teller, words),
        quote=quote_of(shown, reports[shown.document].language),
        where=report_text(reports[shown.document], words),
        copies=tuple(
            (each, report_text(reports[each], words)) for each in held if each != shown.document
        ),
    )


def _denial(one: RecordedClaim, story: Story, words: Words) -> Denial:
    reports = {each.id: each for text in story.texts for each in text.documents}
    report = reports[one.document]
    return Denial(
        claim=one.id,
        report=one.document,
        day=words.day(one.reported_on) if one.reported_on else words("story-day-unknown"),
        names=words.names([party.actor for party in one.claim.agents]),
        where=report_text(report, words),
        quote=quote_of(one, report.language),
    )


def _numbers(places: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(place + 1 for place in places)
