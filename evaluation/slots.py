"""Scores the slots of the claims found: when, how many, how sure, who says it.

    python evaluation/slots.py [GOLD] [--errors]

GOLD is a folder with gold.jsonl and texts/, one report a line: ``doc``, ``language``,
``published`` and its ``claims``, each with ``span``, ``act``, ``agents``,
``counterparts``, ``when``, ``quantity``, ``modality`` and ``sources``. A claim read can
answer a judged one that names the same act and whose span it meets; of all pairings the
one with most equal slots is taken. Figures are shares of the claims so found.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import foedera
from foedera.claims.acts import acts
from reading import row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEFAULT = Path(__file__).parents[1] / ".." / "shared" / "gold" / "dev"
SLOTS = ("parties", "when", "quantity", "modality", "sources")
#: Acts of speaking: their agent is who says it, and need not be named again.
SPOKEN = frozenset({"condemn", "demand", "deny", "support", "threaten"})
#: Groups without an agreed code.
LOOSE = frozenset(
    {"west", "europe", "arab", "nato_allies", "major_powers", "syr_rebels", "sdn_rebels"}
)
Claim = dict[str, Any]
Pair = tuple[Claim, Claim]


def names(values: Sequence[str] | None) -> frozenset[str]:
    """Return codes without regard to case, and without loose groups."""
    return frozenset(value.casefold() for value in values or ()) - LOOSE


def equal(slot: str, gold: Claim, ours: Claim) -> bool:
    """Tell whether a slot is as it was judged."""
    if slot == "parties":
        sides = [(names(c["agents"]), names(c["counterparts"])) for c in (gold, ours)]
        if acts()[gold["act"]].symmetric or gold["act"].startswith("provide_"):
            return frozenset().union(*sides[0]) == frozenset().union(*sides[1])
        return sides[0] == sides[1]
    if slot == "sources":
        own = names(gold["agents"]) if gold["act"] in SPOKEN else frozenset()
        return names(gold["sources"]) - own == names(ours["sources"]) - own
    left, right = gold.get(slot), ours.get(slot)
    if slot == "quantity" and left and right:
        return (left["low"], left["high"]) == (right["low"], right["high"])
    if slot == "when" and left and right:
        return list(left) == list(right)
    return (left or None) == (right or None)


def paired(gold: Sequence[Claim], ours: Sequence[Claim]) -> Iterator[Pair]:
    """Yield the claims found with those that answer them."""
    options = []
    for i, judged in enumerate(gold):
        for j, read in enumerate(ours):
            shared = min(judged["span"][1], read["span"][1]) - max(
                judged["span"][0], read["span"][0]
            )
            if judged["act"] == read["act"] and shared > 0:
                same = sum(equal(slot, judged, read) for slot in SLOTS)
                options.append((-same, -shared, i, j))
    left, right = set(), set()
    for _, _, i, j in sorted(options):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield gold[i], ours[j]


def read(folder: Path) -> Iterator[tuple[dict[str, Any], str, list[Claim]]]:
    """Yield each judged report with its text and the claims read from it.

    Raises:
        FileNotFoundError: The folder holds no gold.jsonl, or a text is missing.
    """
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        text = (folder / "texts" / f"{report['doc']}.txt").read_bytes()
        dossier = foedera.read(
            text,
            name=report["doc"],
            language=report["language"],
            published=report["published"],
        )
        yield report, text.decode("utf-8"), [row(claim, dossier) for claim in dossier.claims]


def tally(folder: Path, *, errors: bool = False) -> tuple[Counter[str], int, int, int]:
    """Count equal slots; also return claims found, judged and read."""
    right: Counter[str] = Counter()
    found = judged = made = 0
    for report, text, ours in read(folder):
        judged, made = judged + len(report["claims"]), made + len(ours)
        for gold, mine in paired(report["claims"], ours):
            found += 1
            for slot in SLOTS:
                same = equal(slot, gold, mine)
                right[slot] += same
                if errors and not same and slot != "parties":
                    sentence = " ".join(text[slice(*gold["span"])].split())[:160]
                    print(
                        f"{slot:9} {report['doc']}: {gold[slot]} read as {mine[slot]}: {sentence}"
                    )
    return right, found, judged, made


def measure(folder: Path = DEFAULT) -> dict[str, float]:
    """Return the share of each slot that is right among the claims found, 0 to 1."""
    right, found, judged, made = tally(folder)
    figures = {slot: right[slot] / max(1, found) for slot in SLOTS}
    return figures | {"found_f": 2 * found / max(1, judged + made)}


def asked(doc: str | None, flag: str, told: str) -> argparse.Namespace:
    """Return what the command line asks for: ``folder``, which holds gold, and one flag."""
    options = argparse.ArgumentParser(description=doc.splitlines()[0] if doc else None)
    options.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    options.add_argument(flag, action="store_true", help=told)
    given = options.parse_args()
    if not (given.folder / "gold.jsonl").is_file():
        sys.exit(f"There is no gold.jsonl in {given.folder}.")
    return given


def main() -> None:
    """Print the table."""
    chosen = asked(__doc__, "--errors", "print what differs")
    right, found, judged, made = tally(chosen.folder, errors=chosen.errors)
    print(f"{judged} claims judged, {made} read, {found} found")
    for slot in SLOTS:
        print(f"{slot:9} {right[slot] / max(1, found):.3f}")


if __name__ == "__main__":
    main()
