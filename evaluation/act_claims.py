"""Scores which acts are read, between whom: ``python evaluation/act_claims.py [GOLD] [--by-act]``.

GOLD is a folder as for ``slots.py``. A claim is found if one read names the same act and its
span meets the judged one; its core is right if its parties are too. Of both, precision,
recall and F are told for each language, and for the acts in the life of a treaty alone: from
signature to termination, and what it provides.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from slots import DEFAULT, asked, equal, paired, read

if TYPE_CHECKING:
    from pathlib import Path

#: Acts that make and end a treaty, and what it provides; talks and breaches are neither.
TREATY_LIFE = frozenset(
    name
    for name, act in acts().items()
    if act.family in {"treaty life", "treaty content"} and name not in {"negotiate", "violate"}
)
_COUNTS = ("gold", "read", "found", "core")


def tally(folder: Path) -> Counter[tuple[str, str, str]]:
    """Count claims by language, act and one of gold, read, found and core."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for report, _, ours in read(folder):
        language = report["language"]
        counts.update((language, claim["act"], "gold") for claim in report["claims"])
        counts.update((language, claim["act"], "read") for claim in ours)
        for gold, mine in paired(report["claims"], ours):
            counts[language, gold["act"], "found"] += 1
            counts[language, gold["act"], "core"] += equal("parties", gold, mine)
    return counts


def chosen(
    counts: Counter[tuple[str, str, str]], *, language: str = "", treaty_life: bool = False
) -> dict[str, int]:
    """Sum the counts of a language, or of all, of all acts or those of treaty life."""
    sums = dict.fromkeys(_COUNTS, 0)
    for (spoken, act, what), count in counts.items():
        if language in {"", spoken} and (not treaty_life or act in TREATY_LIFE):
            sums[what] += count
    return sums


def scores(sums: dict[str, int], what: str) -> tuple[float, float, float]:
    """Return precision, recall and F of what is found or right at its core, 0 to 1."""
    hits = sums[what]
    return (
        hits / max(1, sums["read"]),
        hits / max(1, sums["gold"]),
        2 * hits / max(1, sums["read"] + sums["gold"]),
    )


def measure(folder: Path = DEFAULT) -> dict[str, float]:
    """Return the figures, 0 to 1."""
    counts = tally(folder)
    figures = {}
    for language in ("id", "en"):
        sums = chosen(counts, language=language)
        figures[f"core_f ({language})"] = scores(sums, "core")[2]
        figures[f"core_precision ({language})"] = scores(sums, "core")[0]
    sums = chosen(counts, treaty_life=True)
    figures["found_f (treaty life)"] = scores(sums, "found")[2]
    figures["core_f (treaty life)"] = scores(sums, "core")[2]
    return figures


def main() -> None:
    """Print the tables."""
    given = asked(__doc__, "--by-act", "also count for each act")
    counts = tally(given.folder)
    parts = {
        "Indonesian": chosen(counts, language="id"),
        "English": chosen(counts, language="en"),
        "all": chosen(counts),
        "treaty life": chosen(counts, treaty_life=True),
    }
    for label, sums in parts.items():
        for what in ("found", "core"):
            precision, recall, f = scores(sums, what)
            print(f"{label:12} {what:6} P {precision:.3f}  R {recall:.3f}  F {f:.3f}")
    if given.by_act:
        print("act                        gold read found core")
        for act in acts():
            sums = {
                what: sum(n for (_, a, w), n in counts.items() if (a, w) == (act, what))
                for what in _COUNTS
            }
            if any(sums.values()):
                print(f"{act:26}" + "".join(f" {sums[what]:4}" for what in _COUNTS))


if __name__ == "__main__":
    main()
