"""Measures direct quotations on PFSA-ID (Indonesian, Kompas; Purnomo and others, 2022).

    python evaluation/pfsa.py [FILE] [--limit N] [--errors N]

FILE holds a word and its label on each line; by default the development data beside the
project. Spans count where every character is right. Only what public figures say is
annotated there, so words of those who are introduced as private persons are left out; a
speaker is the name in the words that name the source, and where the speaker is
introduced before with a fuller name, that name too.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.actors.catalogue import Catalogue
from foedera.claims.attributing import attributions
from foedera.claims.attribution import Attribution, Capacity, Quotation
from foedera.claims.persons import Known
from foedera.language.packs import pack
from foedera.language.reading import Reading
from foedera.spans import Span
from told import Counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEFAULT = Path(__file__).parents[1] / ".." / "shared" / "data" / "pfsa-id" / "dev-40.txt"
_KINDS = {
    "STATEMENT": "STATEMENT",
    "CUE": "CUE",
    "CUECOREF": "CUE",
    "PERSON": "SPEAKER",
    "PERSONCOREF": "SPEAKER",
}
LABELS = ("STATEMENT", "CUE", "SPEAKER")
#: Rules that tell who passed words on, or that nobody is named.
_NOT_STATED = ("relay", "passive", "adverb")
Spans = dict[str, set[Span]]


def articles(file: Path) -> Iterator[tuple[str, Spans]]:
    """Yield each article as text, its words joined by spaces, with the annotated spans.

    Raises:
        FileNotFoundError: There is no such file.
    """
    rows: list[tuple[str, str]] = []
    lines = file.read_text(encoding="utf-8").splitlines()
    for index, line in enumerate(lines):
        word, _, label = line.partition("\t")
        if not word:
            continue
        if _dateline(lines, index) and rows:
            yield _article(rows)
            rows = []
        rows.append((word, label))
    if rows:
        yield _article(rows)


def _dateline(lines: Sequence[str], index: int) -> bool:
    """Tell whether an article begins: a place in capitals, a comma, the paper's name."""
    ahead = [line.partition("\t")[0] for line in lines[index : index + 5]]
    opens = index == 0 or not lines[index - 1]
    return ahead[0].isupper() and "," in ahead[1:3] and "KOMPAS" in ahead and opens


def _article(rows: Sequence[tuple[str, str]]) -> tuple[str, Spans]:
    text = ""
    spans: Spans = {label: set() for label in LABELS}
    opened = 0
    for word, label in rows:
        start = len(text)
        text += word + " "
        mark, _, name = label.partition("-")
        if mark in {"B", "U"}:
            opened = start
        if mark in {"L", "U"} and name in _KINDS:
            spans[_KINDS[name]].add(Span(opened, start + len(word)))
    return text.rstrip(), spans


def read(text: str) -> tuple[Attribution, ...]:
    """Return what the rules attribute in an article."""
    whole = Span(0, len(text))
    indonesian = pack("id")
    reading = Reading("id", text, indonesian.parse(text, indonesian.sentences(text, whole)))
    known = Known.of(Catalogue.load().mentions(text, "id", None))
    return attributions(text, reading, [whole], known)


def spans(text: str) -> Spans:
    """Return the statements, cues and speakers of an article."""
    ours: Spans = {label: set() for label in LABELS}
    for one in read(text):
        stated = one.quotation is Quotation.DIRECT and not one.rule.startswith(_NOT_STATED)
        if not stated or one.capacity is Capacity.PRIVATE:
            continue
        ours["STATEMENT"].add(one.content)
        if one.cue is not None:
            ours["CUE"].add(one.cue)
        ours["SPEAKER"] |= {_own(one, text), _full(one, text)} - {None}
    return ours


def _own(one: Attribution, text: str) -> Span | None:
    """Return the name in the words that name the source, or the short words that stand for it."""
    if one.person is not None or one.source is None:
        return one.person
    words = one.source.of(text)
    short = len(words.split()) <= _SHORT and (words[0].isupper() or words in {"dia", "ia"})
    return one.source if short and words != "nya" else None


_SHORT = 3  # words of "Presiden" or "Presiden Jokowi"


def _full(one: Attribution, text: str) -> Span | None:
    """Return the full name by which a speaker was introduced: with a title, or of two words."""
    if one.names is None or one.introduced is None:
        return None
    titled = one.capacity is not None and one.introduced != one.names
    return one.introduced if titled or " " in one.introduced.of(text) else None


def tally(
    file: Path, *, limit: int | None = None, errors: int = 0
) -> tuple[dict[str, Counts], Counter[str]]:
    """Read the articles of a file; return the counts by label, and misses by their shape."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    shapes: Counter[str] = Counter()
    shown: list[str] = []
    for text, annotated in list(articles(file))[:limit]:
        ours = spans(text)
        for label in LABELS:
            right[label] += len(annotated[label] & ours[label])
            found[label] += len(ours[label])
            gold[label] += len(annotated[label])
            for sign, one, other in (
                ("missed", annotated[label], ours[label]),
                ("not annotated", ours[label], annotated[label]),
            ):
                for span in sorted(one - other):
                    cut = any(span.meets(near) for near in other)
                    shapes[f"{label} {sign}, {'cut otherwise' if cut else 'whole'}"] += 1
                    shown.append(f"{label} {sign}: {_around(text, span)}")
    if errors:
        random.Random(0).shuffle(shown)  # noqa: S311 - a sample to look at, no secret
        print("\n".join(shown[:errors]))
    return {label: Counts(right[label], found[label], gold[label]) for label in LABELS}, shapes


def _around(text: str, span: Span) -> str:
    before, behind = text[max(0, span.start - 70) : span.start], text[span.end : span.end + 50]
    return f"{before}<<{span.of(text)}>>{behind}"


def measure(file: Path = DEFAULT) -> dict[str, float]:
    """Return the F scores, 0 to 1."""
    counts, _ = tally(file)
    return {f"{label.lower()}_f": count.f for label, count in counts.items()}


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    options.add_argument("--limit", type=int, default=None, help="articles to read")
    options.add_argument("--errors", type=int, default=0, help="differences to show")
    chosen = options.parse_args()
    if not chosen.file.is_file():
        sys.exit(f"There is no file {chosen.file}.")
    counts, shapes = tally(chosen.file, limit=chosen.limit, errors=chosen.errors)
    print(f"PFSA-ID {chosen.file.name}")
    for label, count in counts.items():
        print(f"{label:10s} {count.line()}")
    print("differences: " + ", ".join(f"{name} {n}" for name, n in shapes.most_common()))


if __name__ == "__main__":
    main()
