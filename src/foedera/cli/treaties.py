"""``foedera treaties``: the registry as a person consults it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from foedera.cli.consulting import Consulted, instrument_head, print_data
from foedera.cli.page import facts, heading, joined
from foedera.cli.standing_view import status_rows
from foedera.cli.terminal import console, interface
from foedera.treaties import Standing, obligations_of, status
from foedera.wording.phrasing import article_text, states_text
from foedera.wording.terms import final_clauses
from foedera.wording.words import Words
from foedera.workspace import Workspace
from foedera.workspace.answer_data import schema_of
from foedera.workspace.law_data import instrument_data
from foedera.workspace.naming import named_state
from foedera.workspace.treaty_list import TreatyList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from rich.console import RenderableType

    from foedera.identifiers import ActorId
    from foedera.treaties import Instrument, OwedObligation, Step

#: Parties named one by one in the list.
_NAMED = 3


def show_all(
    on: date, language: str | None, *, party: str | None = None, as_json: bool = False
) -> None:
    """Print every instrument with its status on a day.

    Args:
        on: The day.
        language: Language of the interface; None for the environment's.
        party: Only the instruments this state acted on: its code or its name.
        as_json: Print data instead of a table.

    Raises:
        UnknownActorError: No state is called what ``party`` says.
    """
    workspace = Workspace()
    words = Words(interface(language), workspace.catalogue)
    state = named_state(party, workspace.catalogue) if party is not None else None
    listed = [
        one
        for one in TreatyList(workspace.registry, workspace.catalogue).on(on)
        if state is None or state in one.concerned
    ]
    if as_json:
        print_data([one.data(on) for one in listed])
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(words("identifier"), no_wrap=True)
    table.add_column(words("title"), ratio=3, overflow="fold")
    table.add_column(words("status"), ratio=1, overflow="fold")
    for each in listed:
        one = each.instrument
        bound = status(one, on).states(Standing.PARTY) or one.parties
        called = Group(Text(one.title(words.language)), Text(_parties(bound, words), style="dim"))
        table.add_row(one.id, called, words.law("status", each.status))
    title = words("treaties", count=str(len(listed)), day=words.day(on))
    console().print(Group(Text(title, style="bold"), table))


def show_one(called: str, asked: Consulted, *, as_json: bool = False) -> None:
    """Print one instrument: its status on a day, its steps, duties, links and sources.

    Args:
        called: Its identifier, or what people call it.
        asked: The day, what was known, and the language.
        as_json: Print data instead of a page.

    Raises:
        UnknownInstrumentError: The registry has none of that name.
        AmbiguousInstrumentError: It has several.
    """
    workspace = asked.workspace()
    one = workspace.instrument(called)
    if as_json:
        data = instrument_data(one, asked.on, asked.known_by, workspace.called)
        print_data({"schema": schema_of("instrument"), **data})
        return
    console().print(_page(one, asked, asked.words(workspace)))


def _page(one: Instrument, asked: Consulted, words: Words) -> RenderableType:
    found = status(one, asked.on, asked.known_by)
    owed = obligations_of(one, asked.on, asked.known_by)
    return Group(
        instrument_head(one, words),
        facts(_about(one, words)),
        heading(words("standing", day=asked.day_text(words))),
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
    for label, text in final_clauses(one, words):
        yield label, Text(text)
    if one.no_pledge:
        yield words("no-pledge"), Text(one.no_pledge[words.language])
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


def _parties(states: Sequence[ActorId], words: Words) -> str:
    if len(states) <= _NAMED:
        return words.names(states)
    return words("parties-many", count=str(len(states)))
