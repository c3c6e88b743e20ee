"""Reported conduct in a printed dossier, the versions of each act side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foedera.cli.page import heading, joined, modality
from foedera.wording.phrasing import amount_text, short_sources

if TYPE_CHECKING:
    from rich.console import RenderableType

    from foedera.assessment import Conduct
    from foedera.wording.words import Words
    from foedera.workspace import Dossier


def conduct_view(dossier: Dossier, words: Words) -> RenderableType:
    """Return each act with every source's version of it; none is preferred."""
    if not dossier.conduct:
        return Group()
    acts = [_act(conduct, words) for conduct in dossier.conduct]
    return Group(heading(words("conduct")), *acts)


def _act(conduct: Conduct, words: Words) -> RenderableType:
    deed = Text.assemble((words.act(conduct.act), "bold magenta"))
    deed.append(f"  {words.names(conduct.agents) or words('nobody')}")
    if conduct.counterparts:
        deed.append(f" → {words.names(conduct.counterparts)}")
    if conduct.apart:
        deed.append(f"  ({words('apart')})", style="dim")
    return Group(
        deed, Padding(_versions(conduct, words), (0, 0, 0, 2)), *_conflicts(conduct, words)
    )


def _versions(conduct: Conduct, words: Words) -> RenderableType:
    table = Table.grid(expand=True, padding=(0, 1, 0, 0))
    table.add_column(width=3, justify="right", style="dim")
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for version in conduct.versions:
        sure = version.modality.value
        details = joined(
            [
                modality(sure, words(f"modality-{sure}")),
                None if version.amount is None else amount_text(version.amount, words),
                None if version.when is None else words.period(version.when),
            ]
        )
        table.add_row(str(version.claim + 1), short_sources(version.sources, words), details)
    return table


def _conflicts(conduct: Conduct, words: Words) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for conflict in conduct.conflicts:
        matter = words(f"difference-{conflict.difference.value}")
        text = words("differ", claims=words.claims(conflict.claims), matter=matter)
        lines.append(Padding(Text(text, style="yellow"), (0, 0, 0, 6)))
    return lines
