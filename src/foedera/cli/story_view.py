"""A story as a page: counts, figures side by side, voices, and every telling with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foedera.claims.acts import acts
from foedera.cli.page import facts, heading, joined, modality, quotation
from foedera.spans import Span
from foedera.wording.phrasing import amount_text
from foedera.wording.storytelling import (
    against,
    between,
    counts,
    doers,
    figures_line,
    origins,
    reported,
    step,
    unnamed,
)
from foedera.wording.telling import chain_text, report_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from rich.console import RenderableType

    from foedera.assessment import Figure, Origin, Story, Support, Telling, Voice
    from foedera.claims.recorded import RecordedClaim
    from foedera.wording.words import Words

_FAMILIES: Final = {
    "treaty life": "bold cyan",
    "treaty content": "bold blue",
    "conduct": "bold magenta",
    "diplomacy": "bold green",
}
#: Oppositions that a page names.
_OPPOSED: Final = 12
#: Columns that days take in a table, and that a story's name needs.
_DAYS: Final = 20
_NAME: Final = 28


def table_of(found: Sequence[Story], words: Words) -> RenderableType:
    """Return stories as a table, one below the other, each with its name."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column(words("story-reported"), overflow="fold", max_width=_DAYS)
    table.add_column(words("story-act"), overflow="fold", min_width=_NAME)
    for key in ("story-reports", "story-texts", "story-sources"):
        table.add_column(words(key), justify="right", no_wrap=True)
    for one in found:
        told = (one.told.reports, one.told.texts, one.told.origins)
        table.add_row(Text(reported(one, words)), _lines(one, words), *map(words.number, told))
    return table


def _lines(story: Story, words: Words) -> Text:
    told = deed(story, words)
    if story.when is not None:
        told.append(f"\n{words('story-happened')}: {words.period(story.when)}")
    if story.figures:
        told.append(f"\n{figures_line(story, words)}")
    if story.denied.texts:
        count = words.number(story.denied.origins)
        told.append("\n").append(words("story-denied-by", count=count), style="bold red")
    if story.apart:
        told.append(f"\n{words('story-teaser')}", style="dim")
    return told.append(f"\n{story.id}", style="dim")


def deed(story: Story, words: Words) -> Text:
    """Return the act, and who does it to whom."""
    told = Text.assemble((words.act(story.act), _FAMILIES[acts()[story.act].family]))
    told.append("  " + "".join(doers(story, words)))
    if story.instrument:
        told.append(f"  {story.instrument}", style="dim")
    return told


class StoryView:
    """Lays one story out as a page.

    Args:
        words: The interface's words.
    """

    def __init__(self, words: Words) -> None:
        self._words = words

    def page(self, story: Story, clocks: str = "") -> RenderableType:
        """Return the whole story.

        Args:
            story: The story.
            clocks: By when it must have been known to count, in words.
        """
        words = self._words
        head = deed(story, words).append(f"  {story.id}", style="dim")
        parts: list[RenderableType] = [head]
        if clocks:
            parts.append(Text(clocks, style="dim"))
        parts += [heading(words("story")), facts(self._facts(story))]
        if story.figures:
            parts += [heading(words("story-figures")), facts_wide(self._figures(story))]
        if story.oppositions:
            parts += [heading(words("story-apart")), *self._oppositions(story)]
        parts += [heading(words("story-voices")), facts_wide(self._voices(story))]
        count = words.number(len(story.tellings))
        parts += [heading(words("story-tellings", count=count)), self._tellings(story)]
        if story.rejections:
            parts += [heading(words("story-rejections")), self._rejections(story)]
        return Group(*parts, Text(f"\n{words('story-limit')}", style="dim"))

    def _facts(self, story: Story) -> Iterator[tuple[str, RenderableType]]:
        words = self._words
        if story.when is not None:
            yield words("story-happened"), Text(words.period(story.when))
        yield words("story-reported"), Text(reported(story, words))
        if story.apart:
            yield "", Text(words("story-teaser"), style="yellow")
        yield words("story-told"), self._support(story.told)
        if story.asserted != story.told:
            yield words("story-asserted"), self._support(story.asserted)
        nobody = Text(words("story-nobody-denies"), style="dim")
        yield (
            words("story-rejected"),
            self._support(story.denied, "red") if story.denied.texts else nobody,
        )

    def _support(self, counted: Support, style: str = "") -> Text:
        sources, texts, reports = counts(counted, self._words)
        line = joined([Text(sources, style=style), texts, reports])
        if more := unnamed(counted, self._words):
            line.append(f" ({more})", style="dim")
        return line

    def _figures(self, story: Story) -> Iterator[tuple[RenderableType, RenderableType]]:
        for one in story.figures:
            yield Text(amount_text(one.amount, self._words)), self._figure(one)

    def _figure(self, one: Figure) -> Text:
        words = self._words
        denied = None
        if one.denied:
            denied = Text(words("story-figure-denied", names=self._names(one.denied)), "red")
        return joined(
            [
                self._names(one.origins) if one.origins else None,
                denied,
                Text(self._between(one.first, one.last), style="dim"),
                Text(words("story-count-texts", count=words.number(one.texts)), style="dim"),
            ]
        )

    def _oppositions(self, story: Story) -> Iterator[RenderableType]:
        for one in story.oppositions[:_OPPOSED]:
            matter = self._words(f"difference-{one.difference.value}")
            text = Text.assemble(
                (f"{matter}: ", "dim"), (against(one, story, self._words), "yellow")
            )
            yield Padding(text, (0, 0, 0, 2))
        if (more := len(story.oppositions) - _OPPOSED) > 0:
            count = self._words.number(more)
            yield Padding(Text(self._words("story-more", count=count), "dim"), (0, 0, 0, 2))

    def _voices(self, story: Story) -> Iterator[tuple[RenderableType, RenderableType]]:
        for one in story.voices:
            yield Text(self._names([one.origin])), self._voice(one, story)

    def _voice(self, one: Voice, story: Story) -> RenderableType:
        words = self._words
        sure = dict.fromkeys(story.tellings[place].claim.modality.value for place in one.tellings)
        line = joined(
            [
                Text(words("story-leads"), style="bold green") if one.leads else None,
                *(modality(name, words(f"modality-{name}")) for name in sure),
                Text(self._between(one.first, one.last), style="dim"),
                Text(words("story-count-texts", count=words.number(one.texts)), style="dim"),
            ]
        )
        if not one.figures:
            return line
        steps = [step(day, story.figures[number], words) for day, number in one.figures]
        return Group(line, Text(" → ".join(steps)))

    def _tellings(self, story: Story) -> RenderableType:
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(justify="right", style="dim", width=3)
        table.add_column(ratio=1, overflow="fold")
        for number, one in enumerate(story.tellings, start=1):
            if table.row_count:
                table.add_row()
            table.add_row(str(number), Group(*self._telling(one, story)))
        return table

    def _telling(self, one: Telling, story: Story) -> Iterator[RenderableType]:
        words, claim = self._words, one.claim
        sure = claim.modality.value
        yield joined(
            [
                Text(words.day(one.day) if one.day else words("story-day-unknown"), "bold"),
                None if sure == "asserted" else modality(sure, words(f"modality-{sure}")),
                None if claim.amount is None else amount_text(claim.amount, words),
                None if claim.when is None else words.period(claim.when),
                Text(words("story-echo" if one.echo else f"story-role-{one.role.value}"), "dim"),
            ]
        )
        yield Text.assemble(
            (f"{words('says')}: ", "dim"),
            chain_text(one.shown, story.texts[one.text].teller, words),
        )
        yield quoted(one.shown)
        yield from self._where(one, story)

    def _where(self, one: Telling, story: Story) -> Iterator[RenderableType]:
        words = self._words
        documents = {each.id: each for each in story.texts[one.text].documents}
        first = report_text(documents[one.shown.document], self._words)
        yield Text(words("story-in", name=f"{first}  {one.shown.id}"), style="dim")
        held = dict.fromkeys(claim.document for claim in one.claims)
        copies = [
            report_text(documents[each], self._words) for each in held if each != one.shown.document
        ]
        if copies:
            yield Text(words("story-copies", names=", ".join(copies)), style="dim")

    def _rejections(self, story: Story) -> RenderableType:
        documents = {one.id: one for text in story.texts for one in text.documents}
        parts: list[RenderableType] = []
        for one in story.rejections:
            day = one.reported_on
            shown = self._words.day(day) if day else self._words("story-day-unknown")
            names = self._words.names([party.actor for party in one.claim.agents])
            parts += [
                joined(
                    [Text(shown, "bold"), names, report_text(documents[one.document], self._words)]
                ),
                quoted(one),
            ]
        return Padding(Group(*parts), (0, 0, 0, 4))

    def _names(self, found: Iterable[Origin]) -> str:
        return origins(found, self._words)

    def _between(self, first: date | None, last: date | None) -> str:
        return between(first, last, self._words)


def quoted(claim: RecordedClaim) -> Text:
    """Return the sentence of a claim in quotation marks, the word of the act marked."""
    whole, trigger = claim.claim.span, claim.claim.trigger
    inside = Span(trigger.start - whole.start, trigger.end - whole.start)
    sentence = claim.sentence
    return quotation(sentence, Span(0, len(sentence)), inside if whole.covers(trigger) else None)


def facts_wide(rows: Iterable[tuple[RenderableType, RenderableType]]) -> RenderableType:
    """Return lines of two columns, the first as wide as a figure or a name needs."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=2, overflow="fold")
    for left, right in rows:
        table.add_row(left, right)
    return Padding(table, (0, 0, 0, 2))
