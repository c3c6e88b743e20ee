"""Prints every figure of the crafts of reading as one table, against its aim and its floor.

    python evaluation/crafts.py [--data DIR] [--check | --pin] [--speed]

DIR holds the corpora as evaluation/README.md names them; by default the folder beside
the project. What is not there is left out and said. ``--check`` fails where a figure
lies below the floor pinned in floors.json, ``--pin`` writes new floors: a floor that
falls is refused without ``--allow-regression``. A floor holds for the data whose digest
stands beside it and for no other. ``--speed`` prints instead how much is read per second,
on one core: attribution after the parse, expressions of time, numbers.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import act_claims
import indonesian
import lines
import pfsa
import plover
import polnear
import quantities
import slots
import times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
DATA = HERE.parent / ".." / "shared"
#: What another processor may move a figure by: the parser's numbers are rounded there.
SLACK = 0.003


@dataclass(frozen=True)
class Measure:
    """A benchmark: what it needs, how it is run, and which figures are wanted of it.

    Attributes:
        name: Its name in the table and in floors.json.
        place: Where its data lie, within the data folder; None where they are the project's own.
        run: Returns the figures, each from 0 to 1.
        aims: Figures that the table gives an aim for; None where none was set.
    """

    name: str
    place: str | None
    run: Callable[[Path], dict[str, float]]
    aims: dict[str, float | None]


MEASURES = (
    Measure(
        "PolNeAR dev (English)",
        "data/polnear/dev",
        polnear.measure,
        {"content_f": 0.62, "cue_f": 0.72, "exact_f": 0.42, "source_given_content": None},
    ),
    Measure(
        "PFSA-ID dev-40 (Indonesian)",
        "data/pfsa-id/dev-40.txt",
        pfsa.measure,
        {"statement_f": 0.91, "cue_f": 0.92, "speaker_f": 0.85},
    ),
    Measure(
        "Indonesian layer, dev half",
        "data/treebanks",
        lambda folder: indonesian.measure(folder, "dev"),
        {},
    ),
    Measure(
        "Indonesian layer, test half",
        "data/treebanks",
        lambda folder: indonesian.measure(folder, "test"),
        {},
    ),
    Measure(
        "IndoTimex dev (Indonesian)",
        "data/indotimex/dev",
        times.measure,
        {"span_f": 0.93, "value_f": 0.86},
    ),
    Measure("Numbers", "gold/dev", quantities.measure, {"round_trip_id": 1, "round_trip_en": 1}),
    Measure(
        "Acts and parties, gold dev",
        "gold/dev",
        act_claims.measure,
        {
            "core_f (id)": 0.70,
            "core_f (en)": 0.65,
            "core_precision (id)": 0.75,
            "core_precision (en)": 0.75,
            "found_f (treaty life)": 0.80,
            "core_f (treaty life)": 0.80,
        },
    ),
    Measure(
        "Slots of found claims, gold dev",
        "gold/dev",
        slots.measure,
        {"when": 0.85, "quantity": 0.95, "modality": 0.90, "sources": 0.85},
    ),
    Measure(
        "PLOVER records (English)",
        "data/plover/PLOVER_GSR_CAMEO.txt",
        plover.measure,
        {"type_f": 0.55, "triple_f": 0.35},
    ),
    Measure("Lines of newsroom pages", None, lambda _: lines.measure(), {}),
)


def digest(place: Path) -> str:
    """Return the SHA-256 of a file, or of the names and contents of a folder's files."""
    total = hashlib.sha256()
    files = [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.is_file())
    for path in files:
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def measured(data: Path) -> dict[str, tuple[str, dict[str, float]]]:
    """Run what can be run; return the digest of its data and its figures, by name."""
    found = {}
    for measure in MEASURES:
        place = data / measure.place if measure.place else lines.DEFAULT
        if not place.exists():
            print(f"left out: {measure.name}: {place} is not there", file=sys.stderr)
            continue
        found[measure.name] = digest(place), measure.run(place)
    return found


def table(found: dict[str, tuple[str, dict[str, float]]], floors: dict[str, dict]) -> Iterable[str]:
    """Yield the rows: figure, aim, floor."""
    yield f"{'':34} {'':34} {'figure':>7} {'aim':>7} {'floor':>7}"
    aims = {measure.name: measure.aims for measure in MEASURES}
    for name, (sha, figures) in found.items():
        pinned = floors.get(name, {})
        known = pinned.get("figures", {}) if pinned.get("sha256") == sha else {}
        for key, value in figures.items():
            aim, floor = aims[name].get(key), known.get(key)
            columns = [f"{v:7.3f}" if v is not None else f"{'-':>7}" for v in (value, aim, floor)]
            yield f"{name:34} {key:34} {' '.join(columns)}"


def fallen(
    found: dict[str, tuple[str, dict[str, float]]], floors: dict[str, dict]
) -> Iterable[str]:
    """Yield what lies below its floor, or has lost its data."""
    for name, pinned in floors.items():
        if name not in found:
            continue
        sha, figures = found[name]
        if sha != pinned["sha256"]:
            yield f"{name}: the data are not those the floor was pinned with"
            continue
        for key, floor in pinned["figures"].items():
            if figures.get(key, 0.0) < floor - SLACK:
                value = figures.get(key, 0.0)
                yield f"{name}: {key} is {value:.3f}, below its floor of {floor:.3f}"


def pin(
    found: dict[str, tuple[str, dict[str, float]]], floors: dict[str, dict], *, lower: bool
) -> None:
    """Write the figures as floors; what was not measured keeps its own.

    Raises:
        SystemExit: A figure has fallen and ``lower`` is not given.
    """
    lost = list(fallen(found, floors))
    if lost and not lower:
        sys.exit("\n".join([*lost, "Floors are lowered with --allow-regression only."]))
    pinned = floors | {
        name: {"sha256": sha, "figures": {k: int(v * 1000) / 1000 for k, v in figures.items()}}
        for name, (sha, figures) in found.items()
    }
    with tempfile.NamedTemporaryFile("w", dir=HERE, delete=False, encoding="utf-8") as out:
        json.dump(pinned, out, indent=1, ensure_ascii=False)
        out.write("\n")
    Path(out.name).replace(FLOORS)


def speeds(data: Path) -> None:
    """Print the speeds; attribution wants PolNeAR, the others only the project's own texts."""
    place = data / MEASURES[0].place if MEASURES[0].place else data
    if place.exists():
        counts = polnear.tally(place)
        rate = counts.sentences / max(counts.seconds, 1e-9)
        print(f"en  attribution after the parse {rate:9,.0f} sentences/s (aim 5,000)")
    print("expressions of time (aim 10,000)")
    times.speed()
    print("numbers (aim 20,000)")
    quantities.speed()


def main() -> int:
    """Print the table, and check or pin."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--data", type=Path, default=DATA)
    options.add_argument("--check", action="store_true", help="fail below a floor")
    options.add_argument("--pin", action="store_true", help="write floors.json")
    options.add_argument("--allow-regression", action="store_true", help="let --pin lower a floor")
    options.add_argument("--speed", action="store_true", help="print speeds instead")
    chosen = options.parse_args()
    if chosen.speed:
        speeds(chosen.data)
        return 0
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    found = measured(chosen.data)
    print("\n".join(table(found, floors)))
    if chosen.pin:
        pin(found, floors, lower=chosen.allow_regression)
    if chosen.check:
        lost = list(fallen(found, floors))
        print("\n".join(lost) or f"{len(found)} benchmarks: nothing below its floor")
        return int(bool(lost))
    return 0


if __name__ == "__main__":
    sys.exit(main())
