"""Score the expressions of time against the IndoTimex documents.

    python evaluation/times.py [FOLDER] [--errors]

FOLDER holds TimeML files; by default the development documents beside the project.
A span is found strictly when its characters are those of the gold span, relaxed when
the two overlap; a value counts where the span is found (relaxed) and both values are
equal, or name the same days.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

from foedera.language.times import TimeExpression, times
from foedera.spans import Span

DEFAULT = Path(__file__).parents[1] / ".." / "shared" / "data" / "indotimex" / "dev"
_TAG = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>|<[^>]+>", re.DOTALL)
_PART = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Gold:
    """One annotated expression."""

    span: Span
    kind: str
    value: str


def document(source: str) -> tuple[date, str, list[Gold]]:
    """Return the day, the text and the annotated expressions of a TimeML document."""
    created = re.search(r'<DCT>.*?value="(\d{4})-(\d\d)-(\d\d)', source, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    if created is None or body is None:
        message = "This is no TimeML document: it has no DCT or no TEXT."
        raise ValueError(message)
    text, gold, at, inside = "", [], 0, body.group(1)
    for tag in _TAG.finditer(inside):
        text += unescape(inside[at : tag.start()])
        if tag.group(2) is not None:
            parts = dict(_PART.findall(tag.group(1)))
            words = unescape(tag.group(2))
            span = Span(len(text), len(text) + len(words))
            gold.append(Gold(span, parts["type"], parts["value"]))
            text += words
        at = tag.end()
    return date(*map(int, created.groups())), text + unescape(inside[at:]), gold


def pairs(gold: list[Gold], found: tuple[TimeExpression, ...]) -> list[tuple[Gold, TimeExpression]]:
    """Pair each annotated expression with one that overlaps it, in order of the text."""
    free = list(found)
    paired = []
    for wanted in gold:
        for candidate in free:
            if candidate.span.meets(wanted.span):
                paired.append((wanted, candidate))
                free.remove(candidate)
                break
    return paired


def share(right: int, found: int, wanted: int) -> str:
    """Return precision, recall and F as text."""
    precision, recall = right / max(1, found), right / max(1, wanted)
    f = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {precision:.3f}  R {recall:.3f}  F {f:.3f}"


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    options.add_argument("--errors", action="store_true", help="print what differs")
    chosen = options.parse_args()
    files = sorted(chosen.folder.glob("*.tml"))
    if not files:
        sys.exit(f"There are no .tml documents in {chosen.folder}.")
    wanted = found_all = strict = relaxed = values = kinds = 0
    for file in files:
        day, text, gold = document(file.read_text(encoding="utf-8"))
        found = times(text, "id", published=day)
        paired = pairs(gold, found)
        wanted, found_all = wanted + len(gold), found_all + len(found)
        relaxed += len(paired)
        strict += sum(one.span == other.span for one, other in paired)
        values += sum(one.value == other.value for one, other in paired)
        kinds += sum(one.kind == other.kind for one, other in paired)
        if chosen.errors:
            _differences(file.stem, text, gold, found, paired)
    print(f"{len(files)} documents, {wanted} expressions, {found_all} found")
    for name, right in (
        ("span, strict", strict),
        ("span, relaxed", relaxed),
        ("kind", kinds),
        ("value", values),
    ):
        print(f"{name:14} {share(right, found_all, wanted)}")


def _differences(
    name: str,
    text: str,
    gold: list[Gold],
    found: tuple[TimeExpression, ...],
    paired: list[tuple[Gold, TimeExpression]],
) -> None:
    for one in gold:
        if all(one is not wanted for wanted, _ in paired):
            print(f"{name}  missed    {one.span.of(text)!r} {one.value}")
    for other in found:
        if all(other is not got for _, got in paired):
            print(f"{name}  spurious  {other.span.of(text)!r} {other.value} ({other.rule})")
    for one, other in paired:
        if one.value != other.value or one.span != other.span:
            print(
                f"{name}  differs   {one.span.of(text)!r} {one.value} | "
                f"{other.span.of(text)!r} {other.value} ({other.rule})"
            )


if __name__ == "__main__":
    main()
