"""Score the expressions of time against annotated documents, and against what newsrooms write.

    python evaluation/times.py [FOLDER] [--language id] [--errors] [--speed]

FOLDER holds TimeML files; by default the IndoTimex development documents beside the
project. A span is found strictly when its characters are those of the gold span, relaxed
when the two overlap; a value counts where the span is found (relaxed) and both values
are equal. A second table tells, for each construction of ``times.yaml``, how many were
found, how many have the right span and value, and how many stand where nothing is
annotated; a third tells how many of the constructions under ``tests/cases/language`` are
read as a linguist wants them. ``--speed`` prints expressions read per second of one core.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.language.numerals import lexicon
from foedera.language.times import TimeExpression, times
from foedera.resources import read_record
from foedera.spans import Span
from rates import fastest

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
DEFAULT = ROOT / ".." / "shared" / "data" / "indotimex" / "dev"
CASES = ROOT / "tests" / "cases" / "language"
SAMPLES = ROOT / "examples"
PUBLISHED = date(2024, 11, 12)
_TAG = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>|<[^>]+>", re.DOTALL)
_PART = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Gold:
    """One annotated expression."""

    span: Span
    kind: str
    value: str


@dataclass
class Score:
    """What was found of the annotated expressions, over all and by construction."""

    wanted: int = 0
    found: Counter[str] = field(default_factory=Counter)
    paired: Counter[str] = field(default_factory=Counter)
    strict: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)

    def add(self, gold: list[Gold], found: Sequence[TimeExpression]) -> None:
        """Count what one document yields."""
        self.wanted += len(gold)
        self.found.update(one.rule for one in found)
        for wanted, one in pairs(gold, found):
            self.paired[one.rule] += 1
            self.strict[one.rule] += wanted.span == one.span
            self.kinds[one.rule] += wanted.kind == one.kind
            self.values[one.rule] += wanted.value == one.value

    def shares(self, right: Counter[str]) -> tuple[float, float, float]:
        """Return precision, recall and F of what is right."""
        total = right.total()
        precision, recall = total / max(1, self.found.total()), total / max(1, self.wanted)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


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


def pairs(gold: list[Gold], found: Sequence[TimeExpression]) -> list[tuple[Gold, TimeExpression]]:
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


def scored(folder: Path, language: str, *, errors: bool = False) -> Score:
    """Score the TimeML documents of a folder."""
    score = Score()
    for file in sorted(folder.glob("*.tml")):
        day, text, gold = document(file.read_text(encoding="utf-8"))
        found = times(text, language, published=day)
        score.add(gold, found)
        if errors:
            _differences(file.stem, text, gold, found)
    return score


def measure(folder: Path, language: str = "id") -> dict[str, float]:
    """Return the figures of a folder of TimeML documents, and of the constructions.

    Args:
        folder: Holds ``.tml`` files.
        language: ISO 639-1 code of the documents.

    Returns:
        ``span_f`` (strict), ``span_relaxed_f``, ``kind_f``, ``value_f``, and the shares
        ``constructions_id`` and ``constructions_en`` read as wanted; each from 0 to 1.
    """
    score = scored(folder, language)
    figures = {
        "span_f": score.shares(score.strict)[2],
        "span_relaxed_f": score.shares(score.paired)[2],
        "kind_f": score.shares(score.kinds)[2],
        "value_f": score.shares(score.values)[2],
    }
    for code in ("id", "en"):
        right, wanted = constructions(code).values_summed()
        figures[f"constructions_{code}"] = right / wanted
    return figures


class Tally(dict[str, tuple[int, int]]):
    """By construction: how many texts are read as wanted, of how many."""

    def values_summed(self) -> tuple[int, int]:
        """Return both numbers over all constructions."""
        return sum(right for right, _ in self.values()), sum(of for _, of in self.values())


def constructions(language: str, *, errors: bool = False) -> Tally:
    """Read what newsrooms write, by construction."""
    source = (CASES / f"news-times-{language}.yaml").read_text(encoding="utf-8")
    data = read_record(source, f"news-times-{language}")
    day, tally = date.fromisoformat(data["published"]), Tally()
    for name, listed in data["constructions"].items():
        wrong = 0
        for text, answers in listed:
            found = {one.span.of(text): one for one in times(text, language, published=day)}
            hit = found.keys() == answers.keys() and all(
                answered(found[words], answer) for words, answer in answers.items()
            )
            wrong += not hit
            if errors and not hit:
                print(f"{language}  {text}  wanted {answers}")
        tally[name] = (len(listed) - wrong, len(listed))
    return tally


def answered(one: TimeExpression, answer: str) -> bool:
    """Tell whether an expression has the days and the value a linguist wants."""
    interval, value = one.interval, one.value or ""
    days = "?" if interval is None else f"{interval.start or ''}..{interval.end or ''}"
    right = {days, value, f"T{value.partition('T')[2]}", one.kind.value}
    return right.issuperset(answer.split())


def speed() -> None:
    """Print expressions per second over a text of expressions, and over the samples."""
    for language in ("id", "en"):
        rules = lexicon(language, "times")["rules"].values()
        listed = " . ".join(text for rule in rules for text, _ in rule["examples"])
        source = (CASES / f"news-times-{language}.yaml").read_text(encoding="utf-8")
        told = read_record(source, "news")["constructions"].values()
        news = "\n".join(text for cases in told for text, _ in cases)

        def read(text: str, code: str = language) -> Sequence[object]:
            return times(text, code, published=PUBLISHED)

        for name, text in (("expressions alone", listed), ("sentences", news)):
            print(f"{language}  {name:18} {fastest(read, [text] * 3):10,.0f} expressions/s")


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    options.add_argument("--language", default="id", help="of the documents (default id)")
    options.add_argument("--errors", action="store_true", help="print what differs")
    options.add_argument("--speed", action="store_true", help="measure speed alone")
    chosen = options.parse_args()
    if chosen.speed:
        speed()
        return
    files = sorted(chosen.folder.glob("*.tml"))
    if not files:
        sys.exit(f"There are no .tml documents in {chosen.folder}.")
    score = scored(chosen.folder, chosen.language, errors=chosen.errors)
    print(f"{len(files)} documents, {score.wanted} expressions, {score.found.total()} found")
    for name, right in (
        ("span, strict", score.strict),
        ("span, relaxed", score.paired),
        ("kind", score.kinds),
        ("value", score.values),
    ):
        precision, recall, f = score.shares(right)
        print(f"{name:14} P {precision:.3f}  R {recall:.3f}  F {f:.3f}")
    print(f"\n{'construction':24} found  span  value  not annotated")
    for rule, count in score.found.most_common():
        spare = count - score.paired[rule]
        print(f"{rule:24} {count:5} {score.strict[rule]:5} {score.values[rule]:6} {spare:14}")
    print("\nconstructions of the newsrooms read as wanted")
    for language in ("id", "en"):
        tally = constructions(language, errors=chosen.errors)
        for name, (right, of) in tally.items():
            print(f"{language}  {name:36} {right:3} of {of:3}")
        print("{}  {:36} {:3} of {:3}".format(language, "all", *tally.values_summed()))


def _differences(name: str, text: str, gold: list[Gold], found: Sequence[TimeExpression]) -> None:
    paired = pairs(gold, found)
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
