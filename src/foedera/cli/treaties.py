"""``foedera treaties``: the registry as a person consults it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from foedera.actors.catalogue import Catalogue
from foedera.cli.page import facts, heading, joined
from foedera.cli.phrasing import article_text, states_text
from foedera.cli.standing_view import status_rows
from foedera.cli.terminal import console, interface
from foedera.cli.wording import Words
from foedera.treaties import Registry, obligations_of, status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from rich.console import RenderableType

    from foedera.treaties import Instrument, OwedObligation, Step

#: Parties named one by one in the list.
_NAMED = 3


def show_all(on: date, language: str | None) -> None:
    """Print every instrument with its status on a day."""
    words = Words(interface(language), Catalogue.load())
    instruments = Registry.load().instruments
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(words("identifier"), no_wrap=True)
    table.add_column(words("title"), ratio=3, overflow="fold")
    table.add_column(words("status"), ratio=1, overflow="fold")
    for one in instruments:
        found = words.law("status", status(one, on).status)
        called = Group(Text(one.title(words.language)), Text(_parties(one, words), style="dim"))
        table.add_row(one.id, called, found)
    title = words("treaties", count=str(len(instruments)), day=words.day(on))
    console().print(Group(Text(title, style="bold"), table))


def show_one(identifier: str, on: date, known_by: date | None, language: str | None) -> None:
    """Print one instrument: its status on a day, its steps, duties, links and sources.

    Args:
        identifier: Its registry entry.
        on: The day asked about.
        known_by: Count only what had become known by that day; None for everything.
        language: Language of the interface; None for the environment's.

    Raises:
        UnknownInstrumentError: The registry has none of that name.
    """
    words = Words(interface(language), Catalogue.load())
    one = Registry.load().instrument(identifier)
    console().print(_page(one, on, known_by, words))


def _page(one: Instrument, on: date, known_by: date | None, words: Words) -> RenderableType:
    found = status(one, on, known_by)
    day = words.day(on)
    if known_by is not None:
        day = f"{day}, {words('known-by', day=words.day(known_by))}"
    owed = obligations_of(one, on, known_by)
    title = Text(one.title(words.language), style="bold")
    return Group(
        title.append(f"  {one.id}", style="not bold dim"),
        facts(_about(one, words)),
        heading(words("standing", day=day)),
        facts(status_rows(found, words)),
        heading(words("steps")),
        _steps(found.steps, words),
        heading(words("obligations")),
        facts(_duty(each, words) for each in owed),
        heading(words("sources")),
        facts((key, _cited(one, key)) for key in sorted(one.sources)),
    )


def _about(one: Instrument, words: Words) -> Iterator[tuple[str, RenderableType]]:
    yield words("kind"), Text(words(f"kind-{one.kind.value.replace(' ', '-')}"))
    names = (*one.titles.get(words.language, ())[1:], *one.aliases.get(words.language, ()))
    for name in names:
        yield words("also-called"), Text(name)
    for link in one.links:
        kind = words(f"link-{link.kind.value.replace(' ', '-')}")
        yield words("links"), joined([kind, link.instrument], " ")


def _steps(steps: tuple[Step, ...], words: Words) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold", ratio=2)
    table.add_column(overflow="fold", ratio=2)
    table.add_column(overflow="fold", ratio=3)
    for alike in _alike(steps):
        step = alike[0]
        states = Text(words.names([one.state for one in alike if one.state]))
        where = ", ".join(filter(None, (step.place, step.organ, step.note)))
        who = Group(states, Text(where, style="dim")) if where else states
        table.add_row(words.days(step.when), words.act(step.act.value), who)
    return table


def _alike(steps: tuple[Step, ...]) -> Iterable[list[Step]]:
    """Gather what several states did at the same time in the same way."""
    groups: dict[object, list[Step]] = {}
    for step in steps:
        key = (step.act, step.when, step.place, step.organ, step.note)
        groups.setdefault(key, []).append(step)
    return groups.values()


def _duty(owed: OwedObligation, words: Words) -> tuple[str, RenderableType]:
    article = article_text(owed.obligation.provision, words)
    states = states_text(owed.owed_by, words)
    line = joined([article, words.law("force", owed.force), states])
    said = Text(owed.obligation.duty(words.language))
    return words.law("obligation", owed.obligation.kind), Group(line, said)


def _cited(one: Instrument, key: str) -> RenderableType:
    cited = one.sources[key]
    return Text("\n".join(filter(None, (cited.cite, cited.address, cited.supports))))


def _parties(one: Instrument, words: Words) -> str:
    if len(one.parties) <= _NAMED:
        return words.names(one.parties)
    return words("parties-many", count=str(len(one.parties)))
