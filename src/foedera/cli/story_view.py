"""A story as a page: counts, figures side by side, voices, and every telling with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foedera.assessment import Difference, of_sides
from foedera.claims.acts import acts
from foedera.cli.page import facts, heading, joined, modality, quotation
from foedera.spans import Span
from foedera.wording.cleaning import clean
from foedera.wording.phrasing import amount_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from rich.console import RenderableType

    from foedera.assessment import Figure, Opposition, Origin, Story, Support, Telling, Voice
    from foedera.claims.recorded import RecordedClaim
    from foedera.documents.recorded import RecordedDocument
    from foedera.wording.words import Words

_FAMILIES: Final = {
    "treaty life": "bold cyan",
    "treaty content": "bold blue",
    "conduct": "bold magenta",
    "diplomacy": "bold green",
}
#: Figures of a story that a line of the table names, and sides of one opposition; the data
#: have them all.
_SHOWN: Final = 6
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
        table.add_row(_reported(one, words), _lines(one, words), *map(words.number, told))
    return table


def _reported(story: Story, words: Words) -> Text:
    days = story.reported
    return Text(words.period(days) if days else words("story-day-unknown"))


def _lines(story: Story, words: Words) -> Text:
    told = deed(story, words)
    if story.when is not None:
        told.append(f"\n{words('story-happened')}: {words.period(story.when)}")
    if story.figures:
        shown = [amount_text(one.amount, words) for one in story.figures[:_SHOWN]]
        more = len(story.figures) - len(shown)
        named = " | ".join(shown)
        if more:
            named = words("enumeration-more", names=named, count=words.number(more))
        told.append(f"\n{named}")
    if story.denied.texts:
        count = words.number(story.denied.origins)
        told.append("\n").append(words("story-denied-by", count=count), style="bold red")
    if story.apart:
        told.append(f"\n{words('story-teaser')}", style="dim")
    return told.append(f"\n{story.id}", style="dim")


def deed(story: Story, words: Words) -> Text:
    """Return the act, and who does it to whom."""
    told = Text.assemble((words.act(story.act), _FAMILIES[acts()[story.act].family]))
    told.append(f"  {words.names(story.agents) or words('nobody')}")
    if story.counterparts and not of_sides(story.act):
        names = words.names(story.counterparts)
        treaty = story.instrument is not None
        told.append(f", {words('with', names=names)}" if treaty else f" → {names}")
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
        reported = words.period(story.reported) if story.reported else words("story-day-unknown")
        yield words("story-reported"), Text(reported)
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
        words = self._words
        sources = words("story-count-sources", count=words.number(counted.origins))
        line = joined(
            [
                Text(sources, style=style),
                words("story-count-texts", count=words.number(counted.texts)),
                words("story-count-reports", count=words.number(counted.reports)),
            ]
        )
        if counted.unnamed:
            count = words.number(counted.unnamed)
            line.append(f" ({words('story-unnamed', count=count)})", style="dim")
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
            text = Text.assemble((f"{matter}: ", "dim"), (self._against(one, story), "yellow"))
            yield Padding(text, (0, 0, 0, 2))
        if (more := len(story.oppositions) - _OPPOSED) > 0:
            count = self._words.number(more)
            yield Padding(Text(self._words("story-more", count=count), "dim"), (0, 0, 0, 2))

    def _against(self, one: Opposition, story: Story) -> str:
        words = self._words
        sides = [[story.tellings[place] for place in side] for side in one.sides[:_SHOWN]]
        names = [self._names(dict.fromkeys(each.origin for each in side)) for side in sides]
        if one.difference is Difference.DENIAL:
            return words("story-denials", names=names[0], others=names[1])
        told = [
            f"{self._matter(side[0], one.difference)} ({name})"
            for side, name in zip(sides, names, strict=True)
        ]
        against = f" {words('story-against')} ".join(told)
        more = len(one.sides) - len(told)
        if not more:
            return against
        return words("enumeration-more", names=against, count=words.number(more))

    def _matter(self, telling: Telling, difference: Difference) -> str:
        amount, when = telling.claim.amount, telling.claim.when
        if difference is Difference.AMOUNT and amount is not None:
            return amount_text(amount, self._words)
        return self._words.period(when) if when is not None else ""

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
        steps = [self._step(day, story.figures[number]) for day, number in one.figures]
        return Group(line, Text(" → ".join(steps)))

    def _step(self, day: date | None, figure: Figure) -> str:
        words = self._words
        told = words.day(day) if day else words("story-day-unknown")
        return words("story-figure-on", figure=amount_text(figure.amount, words), day=told)

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
        yield Text.assemble((f"{words('says')}: ", "dim"), self._chain(one, story))
        yield quoted(one.shown)
        yield from self._where(one, story)

    def _chain(self, one: Telling, story: Story) -> str:
        """Return the chain of who says it, in name and in words, the text's teller last."""
        words = self._words
        if not one.claim.sources:
            return f"{words('own-voice')} ({self._called(story.texts[one.text].teller)})"
        said = []
        for source in one.shown.claim.sources:
            name, written = words.names(source.actors), one.shown.of(source.span)
            shown = clean(written) if written else ""
            said.append(f"{name} (“{shown}”)" if shown and shown != name else name)
        return words("as-told-by").join(said)

    def _where(self, one: Telling, story: Story) -> Iterator[RenderableType]:
        words = self._words
        documents = {each.id: each for each in story.texts[one.text].documents}
        first = self._report(documents[one.shown.document])
        yield Text(words("story-in", name=f"{first}  {one.shown.id}"), style="dim")
        held = dict.fromkeys(claim.document for claim in one.claims)
        copies = [self._report(documents[each]) for each in held if each != one.shown.document]
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
                joined([Text(shown, "bold"), names, self._report(documents[one.document])]),
                quoted(one),
            ]
        return Padding(Group(*parts), (0, 0, 0, 4))

    def _report(self, document: RecordedDocument) -> str:
        """Return where a report came from: its outlet where it is known, and its name."""
        outlet = document.outlet
        named = [self._called(outlet.actor or outlet.value)] if outlet else []
        wires = [self._called(one.actor or one.value) for one in document.wires]
        told = [*named, clean(document.name)]
        return ", ".join(told) + (f" ({', '.join(wires)})" if wires else "")

    def _names(self, origins: Iterable[Origin]) -> str:
        return ", ".join(self._words.names(list(map(clean, one.actors))) for one in origins)

    def _called(self, actor: str) -> str:
        return clean(self._words.name(actor))

    def _between(self, first: date | None, last: date | None) -> str:
        words = self._words
        if first is None or last is None:
            return words("story-day-unknown")
        return words.day(first) if first == last else f"{words.day(first)} – {words.day(last)}"


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
