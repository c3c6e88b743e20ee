"""Score the labels of lines on newsroom pages.

    python evaluation/lines.py [FOLDER] [--errors] [--confusion]

FOLDER holds YAML files of cases with a ``page``: its lines in order, each with what it is
(as tests/cases/documents/id-house-styles.yaml tells); by default those of the tests. A line, or a
part of one, is right when most of its letters carry the expected label; it is exact when
the label is that of all its letters, and of no line that goes beyond it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedera.documents import Report, capture_text
from foedera.resources import read_record
from foedera.spans import Span

#: Labels from which claims are read, each as its own section.
READ = frozenset({"headline", "body", "caption", "related"})
DEFAULT = Path(__file__).parents[1] / "tests" / "cases" / "documents"


@dataclass(frozen=True)
class Part:
    """A line of a page, or a part of one, and what it is."""

    span: Span
    kind: str


@dataclass(frozen=True)
class Outcome:
    """What was found of an expected part."""

    case: str
    words: str
    expected: str
    found: str
    rule: str
    exact: bool


def page(case: dict[str, Any]) -> tuple[str, list[Part]]:
    """Return the text of a case with a ``page``, and its parts in order."""
    text, parts = "", []
    for line in case["page"]:
        text += case.get("between", "\n\n") if text else ""
        for part in line if isinstance(line, list) else [line]:
            ((kind, words),) = part.items()
            start = len(text) + len(words) - len(words.lstrip())
            text += words
            parts.append(Part(Span(start, start + len(words.strip())), kind))
    return text, parts


def pages(path: Path) -> list[tuple[str, str, list[Part]]]:
    """Return name, text and parts of every page in a file or the files of a folder."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return [
        (f"{file.stem}: {case['case']}", *page(case))
        for file in files
        for case in read_record(file.read_text(encoding="utf-8"), file.name)
        if "page" in case
    ]


def outcomes(path: Path) -> list[Outcome]:
    """Return what was found of every part of every page."""
    return [one for page_read in pages(path) for one in outcomes_of(*page_read)]


def outcomes_of(name: str, text: str, parts: list[Part]) -> list[Outcome]:
    """Return what was found of every part of a page, whose name begins with its language."""
    report = capture_text(text, name=name, language=name[:2], format="text")
    return [_outcome(name, report, part) for part in parts]


def _outcome(name: str, report: Report, part: Part) -> Outcome:
    kinds: Counter[tuple[str, str]] = Counter()
    for line in report.lines:
        start, end = max(line.span.start, part.span.start), min(line.span.end, part.span.end)
        if start < end:
            kinds[line.kind.value, line.rule] += end - start
    ((kind, rule), _), *_ = kinds.most_common(1) or [(("", ""), 0)]
    met = [line for line in report.lines if line.span.meets(part.span)]
    exact = all(line.kind.value == part.kind and part.span.covers(line.span) for line in met)
    return Outcome(name, part.span.of(report.text), part.kind, kind, rule, exact)


def _read(kind: str) -> str:
    """Return as what claims are read from a line; all kinds that are not read are one."""
    return kind if kind in READ else ""


def scores(found: list[Outcome]) -> dict[str, float]:
    """Return shares from 0 to 1, and F of each label.

    "accuracy" is the share of right labels; "read" that of lines from which claims are read
    as they should be (or not at all); "exact" that of lines whose edges are right as well.
    """
    expected = Counter(one.expected for one in found)
    given = Counter(one.found for one in found)
    right = Counter(one.found for one in found if one.found == one.expected)
    apart = sum(_read(one.found) == _read(one.expected) for one in found)
    measured = {
        "accuracy": right.total() / max(1, len(found)),
        "read": apart / max(1, len(found)),
        "exact": sum(one.exact for one in found) / max(1, len(found)),
    }
    for kind in sorted(expected):
        measured[f"{kind}_f"] = 2 * right[kind] / (expected[kind] + given[kind])
    return measured


def measure(path: Path | None = None) -> dict[str, float]:
    """Return the scores of the pages in a file or folder, by default those of the tests."""
    return scores(outcomes(path or DEFAULT))


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    options.add_argument("--errors", action="store_true", help="print what differs")
    options.add_argument("--confusion", action="store_true", help="print what is taken for what")
    chosen = options.parse_args()
    found = outcomes(chosen.folder)
    if not found:
        sys.exit(f"There are no cases with a page in {chosen.folder}.")
    pages_seen = len({one.case for one in found})
    print(f"{pages_seen} pages, {len(found)} lines and parts of lines")
    for name, value in scores(found).items():
        print(f"{name:14} {100 * value:5.1f} %")
    if chosen.confusion:
        wrong = Counter((one.expected, one.found) for one in found if one.found != one.expected)
        for (expected, kind), count in wrong.most_common():
            print(f"{count:4}  {expected} taken for {kind}")
    if chosen.errors:
        for one in found:
            if not one.exact:
                mark = "bounds" if one.found == one.expected else "WRONG"
                print(
                    f"{mark:6} {one.expected} > {one.found} ({one.rule}) {one.words!r} — {one.case}"
                )


if __name__ == "__main__":
    main()
