"""``foedera plot``: alliances as a picture, or as the table it was drawn from."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.cli.consulting import put_picture
from foedera.datasets.calendar import Window
from foedera.datasets.sources import Sources
from foedera.pictures import (
    Happening,
    allies_picture,
    allies_table,
    pacts_picture,
    pacts_table,
    web_picture,
    web_table,
)
from foedera.treaties import ATOP_NAMES, ObligationKind
from foedera.workspace import Workspace
from foedera.workspace.answers import Circumstances
from foedera.workspace.counting import counted
from foedera.workspace.plotting import allies_of, pacts_by_year, ties_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from foedera.cli.consulting import Consulted


@dataclass(frozen=True, slots=True)
class Plot:
    """What is to be drawn, and where.

    Attributes:
        named: Kinds of duty, as the options have them; empty for the five of ATOP.
        output: The file; ``-`` for standard output.
        as_table: Whether the table is wanted instead of the picture.
    """

    named: tuple[str, ...]
    output: Path
    as_table: bool

    @property
    def kinds(self) -> tuple[ObligationKind, ...]:
        """The kinds of duty, each once, in the order of the law room."""
        if not self.named:
            return tuple(ATOP_NAMES)
        return tuple(kind for kind in ObligationKind if kind.value in self.named)


def draw_pacts(
    days: tuple[date, date],
    marks: Iterable[tuple[int, int, str]],
    plot: Plot,
    asked: Consulted,
) -> None:
    """Draw how many pacts there were by year.

    Args:
        days: First and last day.
        marks: What happened: first year, last year, and its name.
        plot: Which kinds of duty, and where to.
        asked: What was known, the switches and the language.

    Raises:
        NothingToDrawError: There was none.
        UnwritablePictureError: The file cannot be written.
    """
    workspace = Workspace()
    words = asked.words(workspace)
    if asked.history:
        window = Window(*days)
        joined = Sources(workspace.registry, asked.imported()).alliances(
            window, asked.coding.basis, asked.known_by
        )
        found = counted(joined, [kind for kind in plot.kinds if kind in ATOP_NAMES])
    else:
        found = pacts_by_year(workspace.registry, days, plot.kinds, asked.known_by, asked.coding)
    happened = [Happening(*mark) for mark in marks]
    table = _csv(pacts_table(found, words)) if plot.as_table else ""
    put_picture(table or pacts_picture(found, words, happened), plot.output)


def draw_allies(called: str, plot: Plot, asked: Consulted) -> None:
    """Draw one state's allies.

    Args:
        called: Its code or name.
        plot: Which kinds of duty, and where to.
        asked: The day, what was known, the switches and the language.

    Raises:
        UnknownActorError: No state is called that.
        NotAStateError: An organisation or an armed group is.
        StateNotExistingError: It was no state that day.
        NothingToDrawError: It has none.
        UnwritablePictureError: The file cannot be written.
    """
    workspace = asked.workspace()
    state = workspace.state(called, asked.on)
    found = allies_of(workspace.registry, state, _under(asked), plot.kinds)
    words = asked.words(workspace)
    table = _csv(allies_table(found, words)) if plot.as_table else ""
    put_picture(table or allies_picture(found, words), plot.output)


def draw_network(plot: Plot, asked: Consulted) -> None:
    """Draw who is tied to whom.

    Args:
        plot: Which kinds of duty, and where to.
        asked: The day, what was known, the switches and the language.

    Raises:
        NothingToDrawError: Nobody is.
        UnwritablePictureError: The file cannot be written.
    """
    workspace = asked.workspace()
    found = ties_on(workspace.registry, workspace.catalogue, _under(asked), plot.kinds)
    words = asked.words(workspace)
    table = _csv(web_table(found, words)) if plot.as_table else ""
    put_picture(table or web_picture(found, words), plot.output)


def _under(asked: Consulted) -> Circumstances:
    return Circumstances(asked.on, asked.known_by, coding=asked.coding)


def _csv(rows: Sequence[tuple[str, ...]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()
