"""Draws what the documents show of the law: ``python docs/images/law.py``.

The life of a treaty, a cascade, and alliances, as ``foedera status --picture``, ``foedera
cascade --picture`` and ``foedera plot`` draw them.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import foedera
from foedera.pictures import (
    Happening,
    allies_picture,
    cascade_picture,
    life_picture,
    pacts_picture,
    web_picture,
)
from foedera.treaties import ObligationKind
from foedera.wording.words import Words
from foedera.workspace import Workspace
from foedera.workspace.answers import Circumstances
from foedera.workspace.plotting import allies_of, pacts_by_year, ties_on

HERE = Path(__file__).parent
DAY = date(2024, 12, 12)
COLD_WAR = date(1956, 1, 1)
YEARS = (date(1815, 1, 1), date(2025, 12, 31))
DEFENCE = (ObligationKind.DEFENCE,)
WARS = (Happening(1914, 1918, "First World War"), Happening(1939, 1945, "Second World War"))


def main() -> int:
    """Write the pictures."""
    desk = Workspace()
    words = Words("en", desk.catalogue)
    counts = pacts_by_year(desk.registry, YEARS, DEFENCE)
    kinds = (*DEFENCE, ObligationKind.NEUTRALITY, ObligationKind.CONSULTATION)
    allies = allies_of(desk.registry, desk.state("PRK"), Circumstances(DAY), kinds)
    web = ties_on(desk.registry, desk.catalogue, Circumstances(COLD_WAR), DEFENCE)
    pictures = {
        "life.svg": life_picture(desk.instrument("prk-rus-2024"), DAY, words),
        "cascade.svg": cascade_picture(foedera.cascade("DEU attacks POL", date(1939, 9, 1)), words),
        "pacts.svg": pacts_picture(counts, words, WARS),
        "allies.svg": allies_picture(allies, words),
        "network.svg": web_picture(web, words),
    }
    for name, svg in pictures.items():
        (HERE / name).write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
