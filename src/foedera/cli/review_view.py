"""One page of review: what is proposed, the words it rests on, what is on record, the keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from foedera.claims.review import Verdict
from foedera.cli.on_record_view import level_text, step_text
from foedera.cli.page import facts, joined, modality
from foedera.cli.proposed_view import parts_view
from foedera.cli.review_keys import Act, shown_keys
from foedera.documents.report import LineKind
from foedera.wording.cleaning import clean
from foedera.wording.phrasing import short_sources
from foedera.wording.reviewing import carrier_words, flowing, segments
from foedera.wording.steps import moment_words, register_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from foedera.claims.review import Decision, NewInstrument
    from foedera.cli.review_keys import KeyMap
    from foedera.treaties import Registry
    from foedera.wording.words import Words
    from foedera.workspace.passages import Passage
    from foedera.workspace.review.page import Exhibit, Page

#: How words of a passage are set off; the act, on which all hangs, most of all.
_MARKS: Final = {
    "act": "bold underline",
    "agent": "bold cyan",
    "counterpart": "cyan",
    "instrument": "bold magenta",
    "when": "bold yellow",
    "modality": "bold red",
    "source": "green",
    "cue": "green",
}
_STYLES: Final = {
    Verdict.ACCEPT: "bold green",
    Verdict.AMEND: "bold cyan",
    Verdict.REJECT: "bold red",
    Verdict.NOTE: "yellow",
    Verdict.UNDO: "dim",
}
_HELP: Final = tuple(Act)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a coder is in his sitting.

    Attributes:
        number: Of the proposal in the queue, from 1; 0 where none is left.
        total: How many the queue holds.
        coder: Who decides.
        recent: His last decisions, the newest last.
        message: What became of the last key.
    """

    number: int
    total: int
    coder: str
    recent: tuple[Text, ...] = ()
    message: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Opened:
    """What of a page is opened.

    Attributes:
        copies: Whether copies, and further sentences of a report, are listed.
        report: The text of the whole report; None where it is closed.
        help: Whether all keys are explained.
    """

    copies: bool = False
    report: str | None = None
    help: bool = False


class ReviewView:
    """Draws pages.

    Args:
        words: The interface's words.
        registry: Gives instruments their titles.
        keys: Which key does what.
    """

    def __init__(self, words: Words, registry: Registry, keys: KeyMap) -> None:
        self._words = words
        self._registry = registry
        self._keys = keys

    def page(self, page: Page, place: Place, opened: Opened) -> RenderableType:
        """Return a page."""
        words = self._words
        blind = Text(words("review-blind"), style="bold yellow") if page.blind else None
        count = words("review-place", number=str(place.number), total=str(place.total))
        parts: list[RenderableType] = [
            Rule(joined([count, clean(place.coder), blind, page.id]), align="left", style="dim"),
            *self._head(page),
            facts([*self._evidence(page, opened), *self._beside(page), *self._record(page)]),
        ]
        if opened.report is not None and page.evidence:
            parts += self._report(page.evidence[0], opened.report)
        return Group(*parts, *self._foot(place, opened))

    def end(self, place: Place, opened: Opened) -> RenderableType:
        """Return what is shown where nothing further waits."""
        done = Text(self._words("review-nothing"), style="bold")
        return Group(Rule(style="dim"), done, *self._foot(place, opened))

    def decided(self, one: Decision) -> Text:
        """Return a decision on one line: what, of which act of whom, and the remark."""
        words = self._words
        verdict = Text(words(f"review-{one.verdict.value}"), style=_STYLES[one.verdict])
        step = one.step or one.proposed
        about = step_text(step, words) if step is not None else None
        if one.instrument is not None:
            about = self._instrument(one.instrument)
        note = f"“{clean(one.note)}”" if one.note else None
        blind = words("review-blind") if one.blind else None
        return joined([verdict, about, note, blind])

    def decision(self, one: Decision) -> Text:
        """Return a decision with who took it, and when."""
        by = Text(f"{clean(one.coder)}, {moment_words(one.at, self._words)}", style="dim")
        return joined([by, self.decided(one)])

    # ---------------------------------------------------------------------------------

    def _head(self, page: Page) -> Iterator[RenderableType]:
        words = self._words
        if page.instrument is not None:
            yield joined([Text(words("proposed-instrument"), style="bold"), page.instrument.id])
            yield self._instrument(page.instrument)
        elif page.step is not None:
            name = page.step.instrument
            known = name in self._registry
            title = self._registry.instrument(name).title(words.language) if known else None
            yield joined([clean(title) if title else words("review-unregistered"), name])
            yield step_text(page.step, words)
        for number, name in enumerate(page.choices, start=1):
            known = name in self._registry
            title = self._registry.instrument(name).title(words.language) if known else ""
            yield Text.assemble((f"  {number} ", "bold yellow"), f"{name}  ", (clean(title), "dim"))
        if page.renewed:
            yield Text(words("proposed-renewed"), style="yellow")

    def _instrument(self, one: NewInstrument) -> Text:
        title = f"“{clean(one.title)}”" if one.title else None
        return joined([title, self._words.names(one.parties), one.id])

    def _evidence(self, page: Page, opened: Opened) -> Iterator[tuple[str, RenderableType]]:
        words = self._words
        for number, exhibit in enumerate(page.evidence):
            said: list[RenderableType] = []
            if number == 0 and page.passage is not None:
                said.append(passage_text(page.passage))
            else:
                said.append(Text(f"“{clean(exhibit.claim.sentence)}”", style="italic"))
            said.append(self._by(exhibit))
            said += self._folded(exhibit, opened=opened.copies)
            yield words("proposed-says"), Group(*said)
        yield from ((words("proposed-says"), line) for line in self._more(page.untold))

    def _by(self, exhibit: Exhibit) -> Text:
        """Return who says it by way of whom, in which report of which day."""
        words, claim = self._words, exhibit.claim.claim
        day = words.day(exhibit.telling.day) if exhibit.telling.day else words("review-undated")
        sure = claim.modality.value
        return Text.assemble(
            joined(
                [
                    carrier_words(exhibit.document, words),
                    day,
                    short_sources([one.actors for one in claim.sources], words),
                    words("in-headline") if claim.section is LineKind.HEADLINE else None,
                    None if sure == "asserted" else modality(sure, words(f"modality-{sure}")),
                ]
            ),
            style="dim",
        )

    def _folded(self, exhibit: Exhibit, *, opened: bool) -> Iterator[RenderableType]:
        """Yield the copies of a text and its other sentences: how many, or when opened all."""
        words = self._words
        if not opened:
            copies, also = len(exhibit.copies), len(exhibit.also)
            told = [
                words("review-copies", count=words.number(copies)) if copies else None,
                words("review-also", count=words.number(also)) if also else None,
            ]
            if copies or also:
                yield joined(told).append(f"  [{self._key(Act.COPIES)}]", style="dim")
            return
        for one in exhibit.also:
            yield Text(f"“{clean(one.sentence)}”", style="italic dim")
        for copy in exhibit.copies:
            day = words.day(copy.day) if copy.day else words("review-undated")
            line = joined(
                [words("review-copy", carrier=carrier_words(copy, words)), day, clean(copy.name)]
            )
            yield line

    def _beside(self, page: Page) -> Iterator[tuple[str, RenderableType]]:
        """Yield other days told of the same act, and those who deny it."""
        words = self._words
        for version in page.versions:
            key = f"proposed-{version.relation.value.replace(' ', '-')}"
            lines: list[RenderableType] = [
                Text(words(key, days=words.days(version.when)), style="yellow")
            ]
            for exhibit in version.exhibits:
                lines += [Text(f"“{clean(exhibit.claim.sentence)}”", style="italic")]
                lines += [self._by(exhibit)]
            lines += self._more(version.untold)
            yield words("proposed-otherwise"), Group(*lines)
        for exhibit in page.denials:
            said = Text(f"“{clean(exhibit.claim.sentence)}”", style="italic")
            yield words("proposed-denies"), Group(said, self._by(exhibit))
        for key, count in (
            ("proposed-otherwise", page.unversed),
            ("proposed-denies", page.undenied),
        ):
            yield from ((words(key), line) for line in self._more(count))

    def _more(self, count: int) -> Iterator[RenderableType]:
        """Yield how many more there are, if any."""
        if count:
            number = self._words.number(count)
            yield Text(self._words("proposed-more", count=number), style="dim")

    def _record(self, page: Page) -> Iterator[tuple[str, RenderableType]]:
        """Yield what the registry has, how sure it is and what was decided; unless blind."""
        words = self._words
        if page.recorded is not None:
            steps = [step_text(one, words) for one in page.recorded.steps]
            told = Text(register_words(page.recorded, words))
            yield words("proposed-on-register"), Group(told, *steps)
        if page.confidence is not None:
            overall = level_text(page.confidence.overall, words)
            yield words("confidence"), Group(overall, parts_view(page.confidence, words))
        for one in page.decisions:
            yield words("proposed-decided"), self.decision(one)

    def _report(self, exhibit: Exhibit, text: str) -> Iterator[RenderableType]:
        span = exhibit.claim.claim.span
        yield Rule(clean(exhibit.document.name), align="left", style="dim")
        for line in exhibit.document.lines:
            shown = Text(clean(line.span.of(text)))
            if line.kind in {LineKind.FURNITURE, LineKind.PROMOTION, LineKind.COPYRIGHT}:
                shown.stylize("dim")
            if line.span.meets(span):
                start, end = max(span.start, line.span.start), min(span.end, line.span.end)
                before, inside = text[line.span.start : start], text[start:end]
                after = text[end : line.span.end]
                shown = Text.assemble(
                    flowing(before), (flowing(inside), "bold reverse"), flowing(after)
                )
            yield Padding(shown, (0, 0, 0, 2))

    def _foot(self, place: Place, opened: Opened) -> Iterator[RenderableType]:
        words = self._words
        yield Rule(style="dim")
        for line in place.recent:
            yield Padding(line, (0, 0, 0, 1))
        if place.message:
            yield place.message
        if opened.help:
            yield facts(
                [(key, Text(words(f"review-does-{act.value}"))) for act, key in self._all()]
            )
            yield Text(words("review-does-choose"), style="dim")
            return
        told = [f"{key} {words(f'review-key-{act.value}')}" for act, key in self._all()]
        yield Text(" · ".join(told), style="dim")

    def _all(self) -> Iterable[tuple[Act, str]]:
        return shown_keys(self._keys, _HELP).items()

    def _key(self, act: Act) -> str:
        return next(iter(self._keys.keys(act)), "")


def passage_text(passage: Passage) -> Text:
    """Return a sentence within those around it, the words it was read from marked."""
    shown = Text()
    for one in passage.before:
        shown.append(f"{clean(one)} ", style="dim")
    shown.append("“")
    for piece in segments(passage):
        style = _MARKS.get(piece.role, "bold") if piece.role else None
        shown.append(piece.words, style=style)
    shown.append("”")
    for one in passage.after:
        shown.append(f" {clean(one)}", style="dim")
    return shown
