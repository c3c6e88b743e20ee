"""Draws the picture of a dossier: ``python docs/images/draw.py REPORT PICTURE``.

The picture is what ``foedera read`` prints in a window of 100 columns, with the claims
after the first few left out, visibly.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.segment import Segment, Segments
from rich.text import Text

import foedera
from foedera.cli.dossier_view import dossier_view
from foedera.wording.words import Words

WIDTH = 100
CLAIMS = 5


def lines_shown(lines: list[list[Segment]], claims: int, after: str) -> list[list[Segment]]:
    """Leave out the claims beyond the first few, up to the section called ``after``."""
    words = ["".join(segment.text for segment in line) for line in lines]
    last = next((i for i, text in enumerate(words) if text.startswith(f"{claims + 1:>3} ")), None)
    rest = next((i for i, text in enumerate(words) if text.startswith(after)), None)
    if last is None or rest is None:
        return lines
    return [*lines[:last], [Segment("    […]")], *lines[rest - 1 :]]


def main(report: str, picture: str) -> int:
    """Write the picture."""
    dossier = foedera.read(Path(report), name=report)
    console = Console(width=WIDTH, record=True, file=io.StringIO(), force_terminal=True)
    words = Words("en", dossier.catalogue)
    lines = console.render_lines(dossier_view(dossier, words), pad=False)
    day = dossier.standings[0].on
    console.print(Text(f"$ foedera read {report}\n", style="green"))
    for line in lines_shown(lines, CLAIMS, words("standing", day=words.day(day))):
        console.print(Segments([*line, Segment("\n")]), end="")
    svg = console.export_svg(title="foedera read", unique_id="dossier")
    # The reader's own monospaced font serves: a picture should fetch nothing.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->\s*", "", svg).replace("Fira Code, monospace", "monospace")
    Path(picture).write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
