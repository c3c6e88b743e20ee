"""A report laid out for reading: its sentences with all that was found in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from foedera.actors.actor import ActorKind
from foedera.claims.attributing import attributions
from foedera.claims.casing import TITLED, in_sentence_case
from foedera.claims.headlining import headlined
from foedera.claims.persons import Known
from foedera.claims.recalling import Memory, namings
from foedera.documents.report import LineKind
from foedera.language.packs import pack
from foedera.language.quantities import quantities
from foedera.language.reading import Reading
from foedera.language.times import TimeKind, times
from foedera.resources import record
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from foedera.actors.actor import Mention
    from foedera.actors.catalogue import Catalogue
    from foedera.claims.attribution import Attribution
    from foedera.claims.naming import Naming
    from foedera.documents.report import Line, Report
    from foedera.identifiers import ActorId
    from foedera.language.quantities import Quantity
    from foedera.language.reading import Sentence
    from foedera.language.times import TimeExpression

#: Kinds of line that claims are read from.
READ = (LineKind.HEADLINE, LineKind.CAPTION, LineKind.BODY, LineKind.RELATED)
#: Sentences read of one report; a newspaper's longest have some hundreds. It bounds the
#: time that a made-up or concatenated text can take.
MOST_SENTENCES = 2000
#: "A day later" counts from a day or a month, not from a year.
_MONTH = 31
#: Characters beyond which a stretch without a full stop is no sentence.
LONGEST_SENTENCE = 20_000


@dataclass(frozen=True)
class Scene:
    """One sentence with all that was found in it.

    Attributes:
        sentence: Its tree.
        section: Kind of the line it stands in.
        paragraph: Span of that line.
        namings: Who is named.
        owners: Words that only say whose something is: "his visit".
        times: When.
        quantities: How many.
        attributions: Those whose content reaches into it.
    """

    sentence: Sentence
    section: LineKind
    paragraph: Span
    namings: tuple[Naming, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    attributions: tuple[Attribution, ...]
    owners: tuple[Naming, ...] = ()


@dataclass(frozen=True)
class LaidOut:
    """A report laid out for reading.

    Attributes:
        report: The report.
        catalogue: Who is who.
        text: The text that spans point into.
        language: ISO 639-1 code.
        scenes: Sentences of the lines that claims are read from, in order.
        outlets: Mentions of news agencies and other outlets.
        home: State of the outlet, where known.
        unread: How many sentences were left unread, being too many or too long.
    """

    report: Report
    catalogue: Catalogue
    text: str
    language: str
    scenes: tuple[Scene, ...]
    outlets: tuple[Mention, ...]
    home: ActorId | None = None
    unread: int = 0

    @property
    def state_media_words(self) -> tuple[str, ...]:
        """Words for the media that a state runs."""
        return tuple(record(f"lexicons/{self.language}/media.yaml")["state_media"])

    def scenes_at(self, span: Span) -> tuple[Scene, ...]:
        """Return the sentences that share a character with a span, in order."""
        starts, ends = self._bounds
        return self.scenes[bisect_right(ends, span.start) : bisect_left(starts, span.end)]

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        """Where sentences start, and where they end: they stand in order, apart."""
        spans = [scene.sentence.span for scene in self.scenes]
        return [span.start for span in spans], [span.end for span in spans]


def unparsed(report: Report, catalogue: Catalogue) -> LaidOut:
    """Return a report that is not read, since no line of it can hold a claim."""
    return LaidOut(report, catalogue, report.prose, report.language, scenes=(), outlets=())


def lay_out(report: Report, catalogue: Catalogue) -> LaidOut:
    """Read sentences, names, times, quantities and attributions of a report.

    Sections do not leak into one another: a teaser's speaker is not the body's.

    Raises:
        UnknownLanguageError: No pack reads the report's language.
    """
    text, language = report.prose, report.language
    day = report.published.day if report.published else None
    mentions = _of_today(catalogue.mentions(text, language, day), catalogue, day)
    placed, unread = _sentences(text, report, [mention.span for mention in mentions])
    reading = Reading(language, text, tuple(sentence for _, sentence in placed))
    said = _attributed(text, reading, placed, Known.of(mentions))
    home = _home(report, catalogue, mentions)
    memories = {section: Memory(home=home) for section in READ}
    memories[LineKind.CAPTION] = memories[LineKind.HEADLINE] = memories[LineKind.BODY]
    spans = [sentence.span for _, sentence in placed]
    by_sentence = _shared_out([m.span for m in mentions], spans)
    told_in = _shared_out([a.content for a in said], spans)
    dated = _dated(text, language, day, placed)
    scenes: list[Scene] = []
    for number, (line, sentence) in enumerate(placed):
        span, when = sentence.span, dated[number]
        every = namings(
            sentence,
            [mentions[place] for place in by_sentence[number]],
            language,
            memories[line.kind],
            headline=line.kind in TITLED,
        )
        named = tuple(n for n in every if n.back != "owner")
        told = tuple(said[place] for place in told_in[number])
        named = _as_attributed(named, told, scenes)
        if line.kind in {LineKind.HEADLINE, LineKind.RELATED}:
            told += headlined(sentence, named, told, language)
        scenes.append(
            Scene(
                sentence=sentence,
                section=line.kind,
                paragraph=line.span,
                namings=named,
                times=when,
                quantities=quantities(text, language, span, taken=[time.span for time in when]),
                attributions=told,
                owners=tuple(n for n in every if n.back == "owner"),
            )
        )
    return LaidOut(
        report=report,
        catalogue=catalogue,
        text=text,
        language=language,
        scenes=tuple(scenes),
        outlets=tuple(m for m in mentions if m.actor_kind is ActorKind.OUTLET),
        home=home,
        unread=unread,
    )


def _as_attributed(
    named: Sequence[Naming], told: Sequence[Attribution], before: Sequence[Scene]
) -> tuple[Naming, ...]:
    """Let a word that points back, and speaks, stand for whom attribution found behind it."""
    result = []
    for naming in named:
        names = next(
            (a.names for a in told if a.names and a.source and a.source.meets(naming.span)), None
        )
        if names is not None and naming.back in {"speaker", "speakers"}:
            meant = [n for scene in before for n in scene.namings if n.span.meets(names)]
            actors = tuple(dict.fromkeys(actor for n in meant for actor in n.actors))
            result.append(replace(naming, actors=actors or naming.actors))
        else:
            result.append(naming)
    return tuple(result)


def _dated(
    text: str, language: str, day: date | None, placed: Sequence[tuple[Line, Sentence]]
) -> list[tuple[TimeExpression, ...]]:
    """Return the times of each sentence; "a day later" counts from the last day before it."""
    found = []
    counted_from: dict[LineKind, Span] = {}
    for line, sentence in placed:
        last = counted_from.get(line.kind)
        own = times(text, language, published=day, within=sentence.span)
        if last is not None and any(t.interval is None and t.kind is TimeKind.DATE for t in own):
            own = _counted(text, language, day, sentence.span, last)
        for time in own:
            days = time.interval
            if days and days.start and days.end and (days.end - days.start).days <= _MONTH:
                counted_from[line.kind] = time.span
        found.append(own)
    return found


def _counted(
    text: str, language: str, day: date | None, within: Span, last: Span
) -> tuple[TimeExpression, ...]:
    """Read the times of a sentence as if they stood straight behind an earlier one."""
    opening = last.of(text) + ". "
    together = times(opening + within.of(text), language, published=day)
    shift = within.start - len(opening)
    return tuple(
        replace(time, span=Span(time.span.start + shift, time.span.end + shift))
        for time in together
        if time.span.start >= len(opening)
    )


def _shared_out(found: Sequence[Span], sentences: Sequence[Span]) -> list[list[int]]:
    """Return for each sentence the places of the spans that share characters with it.

    Args:
        found: Spans in any order.
        sentences: Spans in order of the text, which do not overlap.
    """
    ends = [span.end for span in sentences]
    shares: list[list[int]] = [[] for _ in sentences]
    for place, span in enumerate(found):
        for number in range(bisect_right(ends, span.start), len(sentences)):
            if sentences[number].start >= span.end:
                break
            shares[number].append(place)
    return shares


def _of_today(
    mentions: Sequence[Mention], catalogue: Catalogue, day: date | None
) -> tuple[Mention, ...]:
    """Let the state that continues a former one stand for it: the USSR's is Russia."""
    result = []
    for mention in mentions:
        if mention.actor_kind is ActorKind.STATE and day is not None:
            state = catalogue.state(mention.actor)
            gone = all(spell.end is not None and spell.end < day for spell in state.spells)
            if state.spells and gone and state.successors:
                result.append(replace(mention, actor=state.successors[0]))
                continue
        result.append(mention)
    return tuple(result)


def _sentences(
    text: str, report: Report, names: Sequence[Span]
) -> tuple[list[tuple[Line, Sentence]], int]:
    """Return the sentences read, each with its line, and how many were left unread."""
    words = pack(report.language)
    lines = [line for line in report.lines if line.kind in READ]
    spans = [(line, span) for line in lines for span in words.sentences(text, line.span)]
    short = [(line, span) for line, span in spans if len(span) <= LONGEST_SENTENCE]
    chosen = sorted(short[:MOST_SENTENCES], key=lambda one: one[1].start)
    printed = in_sentence_case(text, lines, names, words)
    titled = {span: line.kind in TITLED for line, span in chosen}
    parsed = {
        sentence.span: sentence
        for headlines in (False, True)
        for sentence in words.parse(
            printed, [span for span in titled if titled[span] is headlines], headlines=headlines
        )
    }
    placed = [(line, parsed[span]) for line, span in chosen]
    return placed, len(spans) - len(placed)


def _attributed(
    text: str,
    reading: Reading,
    placed: Sequence[tuple[Line, Sentence]],
    known: Known,
) -> tuple[Attribution, ...]:
    found: list[Attribution] = []
    for kind in READ:
        lines = list(dict.fromkeys(line.span for line, _ in placed if line.kind is kind))
        inside = tuple(sentence for line, sentence in placed if line.kind is kind)
        if inside:
            part = Reading(reading.language, text, inside)
            found += attributions(text, part, lines, known)
    return tuple(found)


def _home(report: Report, catalogue: Catalogue, mentions: Sequence[Mention]) -> ActorId | None:
    """Return the state of the outlet, where the report speaks of it at all.

    A title without a state belongs there; in a report about others it is theirs.
    """
    if report.outlet is None or report.outlet.actor is None:
        return None
    state = catalogue.outlet(report.outlet.actor).state
    lines = [line.span for line in report.lines if line.kind in READ]
    spoken_of = (m for m in mentions if m.actor == state)
    named = any(line.covers(mention.span) for mention in spoken_of for line in lines)
    return state if named else None
