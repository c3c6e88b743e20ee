"""Judges the claims read from the sample reports against those expected of them.

    python evaluation/examples.py            prints, per sample and in all, what is found
    python evaluation/examples.py --write    notes what is still missed, for the tests

The expectations lie in ``tests/cases/claims/examples``; what the reader still gets wrong
is noted in ``tests/cases/claims/known-misses.yaml``, so that no later change loses what
is read today, nor leaves a note behind that no longer holds.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import foedera
from foedera.claims.acts import acts
from foedera.resources import read_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.claims.claim import Claim

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases" / "claims" / "examples"
MISSES = ROOT / "tests" / "cases" / "claims" / "known-misses.yaml"
SLOTS = ("parties", "when", "quantity", "modality", "sources")


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each sample's case file, by name."""
    for path in sorted(CASES.glob("*.yaml")):
        record = read_record(path.read_text(encoding="utf-8"), path.name)
        if isinstance(record, dict):
            yield path.stem, record


def _value(text: Any) -> Any:  # noqa: ANN401 - a scalar of a case, or nothing
    return None if text is None or text in ("null", "") else text


def wanted(case: dict[str, Any], dossier: foedera.Dossier) -> list[dict[str, Any]]:
    """Return a case's claims with the place of each in the text."""
    found = []
    for row in case["claims"]:
        start = dossier.report.prose.find(row["sentence"])
        if start < 0:
            start = dossier.report.text.find(row["sentence"])
        found.append({**row, "span": (start, start + len(row["sentence"]))})
    return found


def same(slot: str, row: dict[str, Any], claim: Claim) -> bool:
    """Tell whether a slot of a claim is as a case expects."""
    match slot:
        case "parties":
            return _same_parties(row, claim)
        case "when":
            days = _value(row.get("when"))
            expected = tuple(_value(day) for day in days) if days else None
            when = claim.when
            got = when and tuple(day.isoformat() if day else None for day in (when.start, when.end))
            return expected == got
        case "quantity":
            amount = _value(row.get("quantity"))
            if not amount or claim.amount is None:
                return not amount and claim.amount is None
            ends = [_value(amount.get(end)) for end in ("low", "high")]
            expected_ends = [None if end is None else float(end) for end in ends]
            return expected_ends == [claim.amount.low, claim.amount.high]
        case "modality":
            return bool(row["modality"] == claim.modality.value)
        case _:
            return _same_sources(row, claim)


def _codes(row: dict[str, Any], key: str) -> set[str]:
    return set(_value(row.get(key)) or ())


def _same_parties(row: dict[str, Any], claim: Claim) -> bool:
    agents, others = _codes(row, "agents"), _codes(row, "counterparts")
    mine = {p.actor for p in claim.agents}, {p.actor for p in claim.counterparts}
    if acts()[claim.act].symmetric or claim.act.startswith("provide_"):
        return agents | others == mine[0] | mine[1]
    return (agents, others) == mine


def _same_sources(row: dict[str, Any], claim: Claim) -> bool:
    expected = {name.casefold() for name in _codes(row, "sources")}
    got = {actor.casefold() for source in claim.sources for actor in source.actors}
    if acts()[claim.act].spoken:
        own = {name.casefold() for name in _codes(row, "agents")}
        return expected - own == got - own
    return expected == got


def paired(rows: list[dict[str, Any]], claims: list[Claim]) -> dict[int, Claim]:
    """Answer each expected claim with at most one claim of the same act and place."""
    options = []
    for number, row in enumerate(rows):
        start, end = row["span"]
        for place, claim in enumerate(claims):
            meets = claim.span.start < end and start < claim.span.end
            if claim.act == row["act"] and meets:
                score = sum(same(slot, row, claim) for slot in SLOTS)
                options.append((-score, number, place))
    taken: dict[int, Claim] = {}
    used: set[int] = set()
    for _, number, place in sorted(options):
        if number not in taken and place not in used:
            taken[number] = claims[place]
            used.add(place)
    return taken


def wrong(case: dict[str, Any]) -> tuple[list[dict[str, Any]], Counter[str]]:
    """Read a case's report; return what is wrong of each claim, and the counts."""
    dossier = foedera.read(ROOT / case["report"])
    rows = wanted(case, dossier)
    answers = paired(rows, list(dossier.claims))
    counts = Counter(wanted=len(rows), read=len(dossier.claims), found=len(answers))
    misses = []
    for number, row in enumerate(rows):
        claim = answers.get(number)
        bad = [s for s in SLOTS if not same(s, row, claim)] if claim else ["found"]
        counts["core"] += claim is not None and "parties" not in bad
        counts["full"] += not bad
        if bad:
            misses.append({"sentence": row["sentence"], "act": row["act"], "wrong": bad})
    return misses, counts


def _note(name: str, misses: list[dict[str, Any]]) -> str:
    lines = [f"{name}:"]
    for miss in misses:
        quoted = miss["sentence"].replace("'", "''")
        lines += [f"  - sentence: '{quoted}'", f"    act: {miss['act']}"]
        lines += [f"    wrong: [{', '.join(miss['wrong'])}]"]
    return "\n".join(lines if misses else [f"{name}: []"])


def main() -> int:
    """Print the counts; with ``--write`` note the misses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    notes = ["# What the reader still gets wrong in the sample reports, claim by claim."]
    print(f"{'sample':28} wanted  read found  core  full")
    for name, case in cases():
        misses, counts = wrong(case)
        total += counts
        notes.append(_note(name, misses))
        figures = [counts[key] for key in ("wanted", "read", "found", "core", "full")]
        print(f"{name:28} " + " ".join(f"{figure:5}" for figure in figures))
    print(
        f"{'all':28} "
        + " ".join(f"{total[k]:5}" for k in ("wanted", "read", "found", "core", "full"))
    )
    if options.write:
        MISSES.write_text("\n".join(notes) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
