"""Asks the ledger for stories, and prints them as pages or as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from foedera.cli.consulting import print_data
from foedera.cli.story_view import StoryView, table_of
from foedera.cli.terminal import console, interface
from foedera.identifiers import ActorId
from foedera.ledger import Sought, open_ledger
from foedera.wording.words import Words
from foedera.workspace import Workspace
from foedera.workspace.stories import Clocks, StoriesOnRecord
from foedera.workspace.story_data import stories_data

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from foedera.assessment import Story

#: Acts, days from and until which reports are wanted.
Narrowed = tuple[tuple[str, ...], "date | None", "date | None"]
#: The same, with agent, counterpart and instrument as they were given behind the acts.
Fitting = tuple[
    tuple[str, ...], "str | None", "str | None", "str | None", "date | None", "date | None"
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What stories are asked for with.

    Attributes:
        ledger: Where the ledger lies; None for the system's place.
        known_by: Count only what had been reported by this day.
        recorded_by: Count only what was on record at this moment.
        language: Language of the interface; None for the environment's.
        as_json: Data instead of a page.
    """

    ledger: str | None
    known_by: date | None
    recorded_by: datetime | None
    language: str | None
    as_json: bool

    @property
    def clocks(self) -> Clocks:
        """By when something must have been known to count."""
        return Clocks(known_by=self.known_by, recorded_by=self.recorded_by)


def tell_one(called: str, asked: Asked) -> None:
    """Print one story whole.

    Raises:
        UnknownStoryError: There is none of that name.
        StoryMovedError: It is called otherwise now.
        NoLedgerError: There is no ledger.
    """
    workspace = Workspace()
    with open_ledger(asked.ledger) as ledger:
        found = StoriesOnRecord(ledger, workspace.catalogue, asked.clocks).story(called)
    if asked.as_json:
        print_data(stories_data([found], asked.clocks, workspace.called))
        return
    words = _words(asked, workspace)
    console().print(StoryView(words).page(found, _clocks(asked, words)))


def tell_fitting(sought: Fitting, asked: Asked) -> None:
    """List the stories that fit.

    Args:
        sought: What at least one claim of each must be.
        asked: Ledger, clocks and language.

    Raises:
        UnknownActorError: Nobody is called that.
        UnknownInstrumentError: The registry has none of that name.
        NoLedgerError: There is no ledger.
    """
    acts, agent, counterpart, instrument, since, until = sought
    workspace = Workspace()
    treaty = None
    if instrument is not None:
        treaty = workspace.instrument(instrument).id
    wanted = Sought(
        acts=acts,
        agents=(_actor(agent, workspace),) if agent else (),
        counterparts=(_actor(counterpart, workspace),) if counterpart else (),
        instrument=treaty,
        since=since,
        until=until,
    )
    with open_ledger(asked.ledger) as ledger:
        found = StoriesOnRecord(ledger, workspace.catalogue, asked.clocks).fitting(wanted)
    words = _words(asked, workspace)
    _list(found, words("stories", count=words.number(len(found))), asked, workspace)


def tell_between(called: tuple[str, str], narrowed: Narrowed, asked: Asked) -> None:
    """Print a table of what two actors are reported to do.

    Args:
        called: The two, by code or name.
        narrowed: Which acts, and reports of which days.
        asked: Ledger, clocks and language.

    Raises:
        UnknownActorError: Nobody is called that.
        NoLedgerError: There is no ledger.
    """
    acts, since, until = narrowed
    workspace = Workspace()
    one, other = (_actor(each, workspace) for each in called)
    with open_ledger(asked.ledger) as ledger:
        told = StoriesOnRecord(ledger, workspace.catalogue, asked.clocks)
        found = told.between(one, other, Sought(acts=acts, since=since, until=until))
    words = _words(asked, workspace)
    title = words("stories-between", one=words.name(one), other=words.name(other))
    for key, day in (("stories-since", since), ("stories-until", until)):
        title += f", {words(key, day=words.day(day))}" if day else ""
    _list(found, title, asked, workspace)


def _list(found: Sequence[Story], title: str, asked: Asked, workspace: Workspace) -> None:
    if asked.as_json:
        print_data(stories_data(found, asked.clocks, workspace.called))
        return
    words = _words(asked, workspace)
    clocks = _clocks(asked, words)
    head = Text(title + (f", {clocks}" if clocks else ""), style="bold")
    shown = table_of(found, words) if found else Text(words("stories-none"), style="dim")
    console().print(Group(head, shown))


def _actor(called: str, workspace: Workspace) -> ActorId:
    """Return an actor by the code the catalogue has, else the state of that name."""
    code = called.strip().upper()
    return ActorId(code) if code in workspace.catalogue else workspace.state(called)


def _words(asked: Asked, workspace: Workspace) -> Words:
    return Words(interface(asked.language), workspace.catalogue)


def _clocks(asked: Asked, words: Words) -> str:
    told = []
    if asked.known_by is not None:
        told.append(words("known-by", day=words.day(asked.known_by)))
    if asked.recorded_by is not None:
        moment = asked.recorded_by.strftime("%Y-%m-%d %H:%M UTC")
        told.append(words("stories-recorded-by", moment=moment))
    return ", ".join(told)
