"""Draws what the documents show of the law: ``python docs/images/law.py``.

The life of a treaty, and a cascade, as ``foedera status --picture`` and ``foedera cascade
--picture`` draw them.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import foedera
from foedera.cli.wording import Words
from foedera.pictures import cascade_picture, life_picture
from foedera.workspace import Workspace

HERE = Path(__file__).parent
DAY = date(2024, 12, 12)


def main() -> int:
    """Write the pictures."""
    desk = Workspace()
    words = Words("en", desk.catalogue)
    pictures = {
        "life.svg": life_picture(desk.instrument("prk-rus-2024"), DAY, words),
        "cascade.svg": cascade_picture(foedera.cascade("DEU attacks POL", date(1939, 9, 1)), words),
    }
    for name, svg in pictures.items():
        (HERE / name).write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
