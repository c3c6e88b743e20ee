"""Score quantities: the round trip through num2words, and the judged claims of a gold set.

    python evaluation/quantities.py [GOLD] [--numbers N] [--errors]

GOLD is a folder with gold.jsonl and texts/; by default the development set beside the
project. A claim's quantity is found where a quantity within its sentence has the same
low, high and about.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

from num2words import num2words

from foedera.language.numerals import numeral_words
from foedera.language.quantities import quantities

DEFAULT = Path(__file__).parents[1] / ".." / "shared" / "gold" / "dev"
BILLION = 10**9
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


def judged(folder: Path, *, errors: bool) -> tuple[int, int]:
    """Return how many of the judged quantities stand in the text as read, and of how many."""
    right = wanted = 0
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
                (one.low, one.high, one.about)
                for one in found
                if start - _SLACK <= one.span.start and one.span.end <= end + _SLACK
            }
            hit = (gold["low"], gold["high"], gold["about"]) in inside
            right, wanted = right + hit, wanted + 1
            if errors and not hit:
                print(report["doc"], gold, sorted(map(str, inside)))
    return right, wanted


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    options.add_argument("--numbers", type=int, default=5000, help="numbers of the round trip")
    options.add_argument("--errors", action="store_true", help="print what differs")
    chosen = options.parse_args()
    if not (chosen.folder / "gold.jsonl").is_file():
        sys.exit(f"There is no gold.jsonl in {chosen.folder}.")
    for language in ("id", "en"):
        right = round_trip(language, chosen.numbers)
        print(f"round trip below a billion, {language}: {right} of {chosen.numbers}")
    right, wanted = judged(chosen.folder, errors=chosen.errors)
    print(f"judged quantities read as judged: {right} of {wanted} ({right / max(1, wanted):.3f})")


if __name__ == "__main__":
    main()
