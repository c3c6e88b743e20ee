"""The states that instruments on record concern, by part of the world."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from foedera.treaties.obligations import involving
from foedera.web.reply import Page, Table
from foedera.workspace.regions import REGIONS, region_of

if TYPE_CHECKING:
    from foedera.web.asked import Asked


def states(asked: Asked) -> Page:
    """Answer ``/states``."""
    words, catalogue = asked.words, asked.desk.catalogue
    concerned = involving(asked.workspace.law(asked.known_by))
    regions: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    rows: list[tuple[Any, ...]] = []
    for code in sorted(concerned):
        region, number = region_of(code, catalogue), len(concerned[code])
        regions[region].append((code, words.name(code), number))
        called = asked.workspace.called
        rows.append((code, called(code, "en"), called(code, "id"), region, number))
    columns = ("code", "name_en", "name_id", "region", "instruments")
    return Page(
        template="states.html",
        title=words("law-states"),
        at="treaties",
        styles=("law.css",),
        data={"states": [dict(zip(columns, row, strict=True)) for row in rows]},
        table=Table(columns, rows),
        shown={
            "regions": [
                (words(f"plot-region-{name}"), sorted(regions[name], key=lambda one: one[1]))
                for name in REGIONS
                if name in regions
            ]
        },
    )
