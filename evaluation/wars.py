"""What wars made of alliances' promises, beside what the literature has published.

    .venv/bin/python evaluation/wars.py [--atop FILE] [--wars FILE] [--cases] [--open]

Needs copies of ATOP's member file and of the inter-state war data; says so where there are
none. The published figures are hand-coded from the treaties' texts: Berkemeier and Fuhrmann,
Research & Politics 2018. No coded case of theirs was looked at; these totals were known.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

from foedera.datasets.atop.memberships import membership_of
from foedera.datasets.histories import Histories
from foedera.datasets.recorded import numbered
from foedera.datasets.tables.wars import cases_table, wars_table, why
from foedera.datasets.wars import Cases, Outcome, read_wars
from foedera.datasets.writers.writer import write_table
from foedera.treaties import Registry, Truth

SHARED = Path(__file__).parents[2] / "shared" / "data"
POST_WAR = date(1945, 1, 1)
#: Honoured, invoked: as published, alliances by the kinds of duty that they hold.
PUBLISHED = {
    "all": (73, 146),
    "to 1944": (61, 92),
    "1945 to 2003": (12, 54),
    "defence": (42, 102),
    "nonaggression": (18, 49),
    "offence": (31, 42),
    "neutrality": (35, 45),
}
PUBLISHED_CASES = 538
FLAGS = {
    "defence": "defense",
    "nonaggression": "nonagg",
    "offence": "offense",
    "neutrality": "neutral",
}


def groups(outcomes: list[Outcome], histories: Histories) -> dict[str, list[Outcome]]:
    """Return the outcomes by period, and by the kinds of duty that the alliance holds."""
    found = {
        "all": outcomes,
        "to 1944": [one for one in outcomes if one.war.start < POST_WAR],
        "1945 to 2003": [one for one in outcomes if one.war.start >= POST_WAR],
    }
    for kind, flag in FLAGS.items():
        found[kind] = [
            one for one in outcomes if any(row.owes(flag) for row in histories.rows(one.alliance))
        ]
    return found


def honoured(outcomes: list[Outcome], *, best: bool) -> tuple[int, int]:
    """Return how many alliances were honoured, and how many were invoked."""
    told = [
        one.honoured_best if best else one.honoured
        for one in outcomes
        if (one.best if best else one.invoked) is Truth.YES
    ]
    return sum(one is True for one in told), len(told)


def share(pair: tuple[int, int]) -> str:
    """Return a part and a whole, and the share."""
    part, whole = pair
    return f"{part:>4}/{whole:<4} {part / whole:>5.0%}" if whole else f"{part:>4}/{whole:<4}     -"


def without_clauses(histories: Histories) -> Counter[str]:
    """Count the alliances by what their terms were read from."""
    found: Counter[str] = Counter()
    for alliance in histories.alliances:
        found["clause file" if histories.clauses(alliance) else "registry or codes"] += 1
    return found


def print_cases(outcomes: list[Outcome]) -> None:
    """Print every alliance that was called on, and who did not come."""
    for one in outcomes:
        if one.best is not Truth.YES:
            continue
        mark = {True: "honoured", False: "broken", None: "unknown"}[one.honoured_best]
        broken = [
            f"{case.ally}->{case.participant} {case.kind.value}"
            for case in one.cases
            if case.honoured_best is False
        ]
        told = f"{one.war.number:>4} {one.war.name[:28]:28} {one.alliance:>5} {mark:9}"
        print(told, ", ".join(broken[:4]), "..." if len(broken) > 4 else "")  # noqa: PLR2004


def print_open(outcomes: list[Outcome]) -> None:
    """Print what is unclear, and how it is taken."""
    for one in outcomes:
        if one.invoked is not Truth.UNCLEAR:
            continue
        case = next(case for case in one.cases if case.invoked is Truth.UNCLEAR)
        taken = "taken as invoked" if one.best is Truth.YES else "taken as not invoked"
        print(f"{one.war.number:>4} {one.war.name[:28]:28} {one.alliance:>5} {taken}: {why(case)}")


def write(outcomes: list[Outcome], registry: Registry, folder: Path) -> None:
    """Write both tables as CSV."""
    names = numbered(registry)
    folder.mkdir(parents=True, exist_ok=True)
    for table in (cases_table(outcomes, names), wars_table(outcomes, names)):
        path = folder / f"{table.name}.csv"
        write_table(table, path)
        print(f"{path}: {len(table):,} rows")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--atop", type=Path, default=SHARED / "atop" / "atop5_1m.csv")
    parser.add_argument("--wars", type=Path, default=SHARED / "cow" / "Inter-StateWarData_v4.0.csv")
    parser.add_argument("--cases", action="store_true", help="print every alliance called on")
    parser.add_argument("--open", action="store_true", help="print what is unclear")
    parser.add_argument("--tables", type=Path, help="write both tables into a folder")
    asked = parser.parse_args()
    for path in (asked.atop, asked.wars):
        if not path.is_file():
            print(f"{path} is not there: bring your own copy of ATOP 5.1 and of the war data.")
            return 1
    started = time.perf_counter()
    with asked.atop.open(encoding="utf-8") as file:
        memberships = [membership_of(row) for row in csv.DictReader(file)]
    registry = Registry.load()
    histories = Histories(memberships, registry=registry)
    list(histories)
    made = time.perf_counter()
    outcomes = list(Cases(histories).outcomes(read_wars(asked.wars)))
    done = time.perf_counter()
    counted = [one for one in outcomes if one.cases]
    duties = sum(len(one.cases) for one in counted)
    print(f"{len(histories)} alliances in {made - started:.1f} s, terms from", end=" ")
    print(", ".join(f"{name} {count}" for name, count in without_clauses(histories).items()))
    print(f"{len(outcomes)} alliances in wars, {len(counted)} of them with a duty other than")
    print(f"consultation ({PUBLISHED_CASES} published), {duties:,} duties, in {done - made:.1f} s")
    sure = Counter(one.invoked for one in counted)
    print(f"invoked {sure[Truth.YES]}, not {sure[Truth.NO]}, unclear {sure[Truth.UNCLEAR]}\n")
    print(f"{'honoured of invoked':24}{'surely':>16}{'best reading':>18}{'published':>16}")
    for name, found in groups(counted, histories).items():
        figures = [share(honoured(found, best=best)) for best in (False, True)]
        print(f"{name:24}{figures[0]:>16}{figures[1]:>18}{share(PUBLISHED[name]):>16}")
    if asked.cases:
        print_cases(counted)
    if asked.open:
        print_open(counted)
    if asked.tables:
        write(outcomes, registry, asked.tables)
    return 0


if __name__ == "__main__":
    sys.exit(main())
