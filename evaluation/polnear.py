"""Measures attribution on PolNeAR (English news, Newell and others, LREC 2018).

    python evaluation/polnear.py [FOLDER] [--limit N] [--errors]

FOLDER holds text/ and attributions/ of one part of the corpus; by default the
development part beside the project. Contents are matched one to one by the Jaccard of
their words; a word belongs to at most one attribution there, so of nested contents the
outermost is kept, and its cue and source are taken out of it.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.claims.attributing import attributions
from foedera.language.packs import pack
from foedera.language.reading import Reading
from foedera.spans import Span
from told import Tally, Told, differences, flat, inside, quoted, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEFAULT = Path(__file__).parents[1] / ".." / "shared" / "data" / "polnear" / "dev"
_LINE = re.compile(r"\S[^\n]*")
_ENTITY = re.compile(r"(T\d+)\t(\w+) ([\d ;]+)\t")


def tally(folder: Path, *, limit: int | None = None, errors: bool = False) -> Tally:
    """Read the texts of a folder and compare.

    Raises:
        FileNotFoundError: The folder holds no annotated text.
    """
    counts = Tally()
    english = pack("en")
    for path in sorted((folder / "text").glob("*.txt"))[:limit]:
        annotated = sorted((folder / "attributions").glob(f"{path.stem}*.ann"))
        if not annotated:
            continue
        text = path.read_bytes().decode("utf-8")
        starts = words(text)
        gold = [told for told in _gold(annotated[0], text, starts) if told.content]
        paragraphs = [Span(m.start(), m.end()) for m in _LINE.finditer(text)]
        spans = [span for place in paragraphs for span in english.sentences(text, place)]
        reading = Reading("en", text, english.parse(text, spans))
        began = time.perf_counter()
        found = attributions(text, reading, paragraphs)
        counts.seconds += time.perf_counter() - began
        counts.sentences += len(spans)
        ours = list(flat(found, text, starts))
        pairs = counts.add(gold, ours)
        if errors:
            print("\n".join(differences(text, gold, ours, pairs)))
    if not counts.gold:
        message = f"There are no texts with attributions in {folder}."
        raise FileNotFoundError(message)
    return counts


def measure(folder: Path = DEFAULT) -> dict[str, float]:
    """Return the figures of a folder, 0 to 1."""
    return tally(folder).figures()


def _gold(path: Path, text: str, starts: Sequence[int]) -> Iterator[Told]:
    parts: dict[str, tuple[frozenset[int], str]] = {}
    events: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        entity = _ENTITY.match(line)
        if entity:
            spans = [tuple(map(int, piece.split())) for piece in entity[3].split(";")]
            held = frozenset(word for low, high in spans for word in inside(starts, low, high))
            parts[entity[1]] = held, " ".join(text[low:high] for low, high in spans)
        elif line.startswith("E"):
            events.append(line.partition("\t")[2])
    for event in events:
        roles: dict[str, frozenset[int]] = {}
        content = ""
        for pair in event.split():
            role, _, name = pair.partition(":")
            kept = role.rstrip("0123456789")
            held, spelled = parts.get(name, (frozenset(), ""))
            roles[kept] = roles.get(kept, frozenset()) | held
            content += spelled if kept == "Content" else ""
        none: frozenset[int] = frozenset()
        source = roles.get("Source", none)
        kind = quoted(content.strip()) + ("" if source else " without source")
        yield Told(source, roles.get("Cue", none), roles.get("Content", none), kind)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    options.add_argument("--limit", type=int, default=None, help="articles to read")
    options.add_argument("--errors", action="store_true", help="print what differs")
    chosen = options.parse_args()
    try:
        counts = tally(chosen.folder, limit=chosen.limit, errors=chosen.errors)
    except FileNotFoundError as error:
        sys.exit(str(error))
    print(f"PolNeAR {chosen.folder.name}: {counts.gold} attributions, {counts.sentences} sentences")
    print("\n".join(counts.lines()))
    print(f"speed after the parse: {counts.sentences / max(counts.seconds, 1e-9):.0f} sentences/s")


if __name__ == "__main__":
    main()
