"""Score quantities: the round trip through num2words, judged claims, what newsrooms write.

    python evaluation/quantities.py [GOLD] [--numbers N] [--errors] [--speed]

GOLD is a folder with gold.jsonl and texts/; by default the development set beside the
project. A claim's quantity is found where a quantity within its sentence has the same
low, high and about. A second table tells, for each rule that read them, how many of the
judged quantities are right; a third, how many of the constructions under
``tests/cases/language`` are read as a linguist wants them. ``--speed`` prints numbers read
per second of one core, expressions of time found beside them included and not.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from num2words import num2words

from foedera.language.numerals import lexicon, numeral_words
from foedera.language.quantities import Quantity, quantities
from foedera.resources import read_record
from rates import fastest

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
DEFAULT = ROOT / ".." / "shared" / "gold" / "dev"
CASES = ROOT / "tests" / "cases" / "language"
NUMBERS = 5000
_SLACK = 3  # characters by which a judged sentence may cut its last word


def round_trip(language: str, count: int) -> int:
    """Return how many numbers below a billion are read back from words and figures."""
    chance = random.Random(0)  # noqa: S311 - a reproducible sample, no secret
    numerals = numeral_words(language)
    right = 0
    for _ in range(count):
        number = chance.randrange(10 ** chance.randint(1, 9))
        figures = f"{number:,}".replace(",", numerals.thousands)
        words = num2words(number, lang=language)
        right += numerals.value(words) == number == numerals.value(figures)
    return right


def judged(folder: Path, *, errors: bool = False) -> tuple[Counter[str], int]:
    """Return the judged quantities read as judged, by rule, and how many are judged."""
    right: Counter[str] = Counter()
    wanted = 0
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        text = (folder / "texts" / f"{report['doc']}.txt").read_text(encoding="utf-8")
        found = quantities(text, report["language"])
        for claim in report["claims"]:
            gold = claim["quantity"]
            if not gold:
                continue
            start, end = claim["span"]
            inside = {
                (one.low, one.high, one.about): one.rule
                for one in found
                if start - _SLACK <= one.span.start and one.span.end <= end + _SLACK
            }
            rule = inside.get((gold["low"], gold["high"], gold["about"]))
            wanted += 1
            right[rule or "(not as judged)"] += 1
            if errors and rule is None:
                print(report["doc"], gold, sorted(map(str, inside)))
    return right, wanted


def measure(folder: Path, numbers: int = NUMBERS) -> dict[str, float]:
    """Return the figures of a gold set, of the round trip and of the constructions.

    Args:
        folder: Holds ``gold.jsonl`` and ``texts``.
        numbers: How many numbers make the round trip in each language.

    Returns:
        ``round_trip_id``, ``round_trip_en``, ``gold``, ``constructions_id`` and
        ``constructions_en``, each the share that is right, from 0 to 1.
    """
    right, wanted = judged(folder)
    figures = {"gold": (wanted - right["(not as judged)"]) / max(1, wanted)}
    for language in ("id", "en"):
        figures[f"round_trip_{language}"] = round_trip(language, numbers) / numbers
        tally = constructions(language)
        read, of = (sum(part) for part in zip(*tally.values(), strict=True))
        figures[f"constructions_{language}"] = read / of
    return figures


def constructions(language: str, *, errors: bool = False) -> dict[str, tuple[int, int]]:
    """Return, by construction, how many texts are read as wanted, and of how many."""
    source = (CASES / f"news-quantities-{language}.yaml").read_text(encoding="utf-8")
    tally = {}
    for name, listed in read_record(source, "news")["constructions"].items():
        wrong = 0
        for text, answers in listed:
            found = {one.span.of(text): written(one) for one in quantities(text, language)}
            wrong += found != answers
            if errors and found != answers:
                print(f"{language}  {text}  wanted {answers}, read {found}")
        tally[name] = (len(listed) - wrong, len(listed))
    return tally


def written(found: Quantity) -> str:
    """Return the bounds and the unit of a quantity as the cases write them."""
    low, high = ("" if end is None else f"{end:.10g}" for end in (found.low, found.high))
    low, high = (f"{float(end):.0f}" if "e" in end else end for end in (low, high))
    return f"{'~' if found.about else ''}{low}..{high} {found.unit or '?'}"


def speed() -> None:
    """Print numbers per second over a text of numbers with what they count."""
    for language in ("id", "en"):
        listed = " . ".join(text for text, _ in lexicon(language, "numbers")["examples"])
        source = (CASES / f"news-quantities-{language}.yaml").read_text(encoding="utf-8")
        told = read_record(source, "news")["constructions"].values()
        news = "\n".join(text for cases in told for text, answers in cases if answers)

        def alone(text: str, code: str = language) -> Sequence[object]:
            return quantities(text, code, taken=())

        def dated(text: str, code: str = language) -> Sequence[object]:
            return quantities(text, code)

        for name, text in (("numbers alone", listed), ("sentences", news)):
            print(
                f"{language}  {name:14} {fastest(alone, [text] * 3):8,.0f} numbers/s,"
                f" with the times beside them {fastest(dated, [text] * 3):8,.0f}"
            )


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    options.add_argument("--numbers", type=int, default=NUMBERS, help="of the round trip")
    options.add_argument("--errors", action="store_true", help="print what differs")
    options.add_argument("--speed", action="store_true", help="measure speed alone")
    chosen = options.parse_args()
    if chosen.speed:
        speed()
        return
    if not (chosen.folder / "gold.jsonl").is_file():
        sys.exit(f"There is no gold.jsonl in {chosen.folder}.")
    for language in ("id", "en"):
        right = round_trip(language, chosen.numbers)
        print(f"round trip below a billion, {language}: {right} of {chosen.numbers}")
    by_rule, wanted = judged(chosen.folder, errors=chosen.errors)
    hits = wanted - by_rule["(not as judged)"]
    print(f"judged quantities read as judged: {hits} of {wanted} ({hits / max(1, wanted):.3f})")
    for rule, count in by_rule.most_common():
        print(f"  {rule:24} {count:4}")
    print("\nconstructions of the newsrooms read as wanted")
    for language in ("id", "en"):
        for name, (read, of) in constructions(language, errors=chosen.errors).items():
            print(f"{language}  {name:24} {read:3} of {of:3}")


if __name__ == "__main__":
    main()
