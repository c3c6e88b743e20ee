"""Prints the figures of the law room, against what they must keep to.

    python evaluation/law.py [--check] [--days 500] [--starts 5]

How long the registry takes to load in a process of its own, beside reading the same JSON
without building anything from it and the same YAML with PyYAML's C loader; how long a question
asked of a warm registry takes ("who owes X defence on day D"), over every state and as many
days, and the status of every instrument on a day; and what the registry holds: instruments,
duties, cases that are no pledge, and which share of dates and duties rests on a source whose
words were read. ``--check`` fails where a limit or a floor is missed. Times are of the
processor, so that a busy machine counts for little; the load is printed beside them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from foedera.actors import Catalogue
from foedera.treaties import ObligationKind, OwedIndex, Registry, procedure, status
from foedera.treaties.checking import extent

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST, LAST = date(1945, 1, 1), date(2026, 11, 28)
MILLI = 1000
#: What each process prints: seconds of the processor for the imports, then for the work.
_PROGRAM = """
import time
began = time.process_time()
{imports}
imported = time.process_time()
{work}
print(imported - began, time.process_time() - imported)
"""
_REGISTRY = ("from foedera.treaties import Registry", "Registry.load()")
_WHOLE = (_REGISTRY[0], "Registry.load().instruments")
_JSON = (
    "import json; from foedera.resources import DATA",
    "json.loads((DATA / 'compiled' / 'treaties.json').read_bytes())",
)
_YAML = (
    "import yaml; from pathlib import Path; from foedera.resources import DATA",
    (
        "loader = getattr(yaml, 'CBaseLoader', yaml.BaseLoader); "
        "files = Path(str(DATA)).glob('treaties/**/*.yaml'); "
        "[yaml.load(one.read_text('utf-8'), Loader=loader) for one in files]"
    ),
)


@dataclass(frozen=True)
class Figure:
    """One figure.

    Attributes:
        name: What it is.
        value: How much.
        unit: Of what.
        most: What it may be at most.
        least: What it must be at least.
    """

    name: str
    value: float
    unit: str = ""
    most: float | None = None
    least: float | None = None

    @property
    def missed(self) -> bool:
        """Whether it keeps neither to its limit nor to its floor."""
        above = self.most is not None and self.value > self.most
        return above or (self.least is not None and self.value < self.least)

    def row(self) -> str:
        """Return it as a row of the table."""
        value = f"{self.value:,.3f}".rstrip("0")
        bound = f"at most {self.most:g}" if self.most is not None else ""
        bound = f"at least {self.least:g}" if self.least is not None else bound
        mark = "  MISSED" if self.missed else ""
        return f"{self.name:52} {value.rstrip('.'):>12} {self.unit:6} {bound}{mark}"


def fresh(program: tuple[str, str], starts: int) -> tuple[float, float]:
    """Run a program in processes of its own; return the median seconds of imports and work."""
    imports, work = program
    text = _PROGRAM.format(imports=imports, work=work)
    found = []
    for _ in range(starts + 1):
        ran = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", text], check=True, capture_output=True, text=True
        )
        found.append(tuple(map(float, ran.stdout.split())))
    return tuple(statistics.median(column) for column in zip(*found[1:], strict=True))  # type: ignore[return-value]


def loading(starts: int) -> Iterator[Figure]:
    """Yield how long the registry takes to load, and what it is beside its peers."""
    imports, registry = fresh(_REGISTRY, starts)
    _, plain = fresh(_JSON, starts)
    _, yaml = fresh(_YAML, starts)
    yield Figure("registry load, fresh process", MILLI * registry, "ms", most=150)
    yield Figure("  and every instrument read whole", MILLI * fresh(_WHOLE, starts)[1], "ms")
    yield Figure("  imports before it", MILLI * imports, "ms")
    yield Figure("  json.loads of the compiled copy alone", MILLI * plain, "ms")
    yield Figure("  the YAML by PyYAML's C loader", MILLI * yaml, "ms")
    yield Figure("registry load / json.loads", registry / plain, "times", most=15)
    yield Figure("registry load / PyYAML's C loader", registry / yaml, "times", most=0.8)


def asking(registry: Registry, days: int) -> Iterator[Figure]:
    """Yield how long a point question takes, warm, over all states and so many days."""
    chance = Random(3)  # noqa: S311 - chance that can be had again
    span = (LAST - FIRST).days
    drawn = [FIRST + timedelta(chance.randrange(span)) for _ in range(2 * days)]
    asked, before = drawn[:days], drawn[days:]
    states = [one.code for one in Catalogue.load().states()]
    owed = OwedIndex(registry).owed
    name = f"who owes X defence on D: {len(states)} states, {days} days"
    began = time.process_time()
    owed(states[0], ObligationKind.DEFENCE, asked[0])
    first = time.process_time() - began
    for state in states:
        for day in before:  # other days than those whose answers are timed
            owed(state, ObligationKind.DEFENCE, day)
    took = []
    for state in states:
        for day in asked:
            began = time.perf_counter()
            owed(state, ObligationKind.DEFENCE, day)
            took.append(time.perf_counter() - began)
    took.sort()
    yield Figure(name + ", median", MILLI * statistics.median(took), "ms", most=1)
    yield Figure("  99th percentile", MILLI * took[len(took) * 99 // 100], "ms", most=1)
    yield Figure("  the first question of a process", MILLI * first, "ms")


def standing(registry: Registry) -> Iterator[Figure]:
    """Yield how long the status of every instrument on a day takes."""
    took = []
    for year in range(1950, 2026, 15):
        began = time.process_time()
        for one in registry.instruments:
            status(one, date(year, 7, 1))
        took.append(time.process_time() - began)
    count = len(registry.instruments)
    yield Figure(
        f"status of all {count} instruments on a day", MILLI * statistics.median(took), "ms"
    )
    yield Figure("  of one", MILLI * statistics.median(took) / count, "ms", most=5)


def holding(registry: Registry) -> Iterator[Figure]:
    """Yield what the registry holds."""
    held = extent(registry.instruments)
    bodies = [*Catalogue.load().states(), *Catalogue.load().organisations()]
    ways = sum(procedure(one.code) is not None for one in bodies)
    yield Figure("instruments", held.instruments, least=150)
    yield Figure("duties", held.obligations, least=300)
    yield Figure("instruments that are no pledge", held.no_pledge, least=10)
    yield Figure("dates", held.dates)
    yield Figure("  share that rests on a source read", held.dates_seen / held.dates, least=0.8)
    yield Figure(
        "duties that rest on a source read", held.obligations_seen / held.obligations, least=0.65
    )
    yield Figure("states and organisations whose ratification is told", ways, least=20)


def main() -> int:
    """Print the table, and check it."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--check", action="store_true", help="fail where one is missed")
    options.add_argument("--days", type=int, default=500, help="asked about (default 500)")
    options.add_argument("--starts", type=int, default=5, help="of a process (default 5)")
    chosen = options.parse_args()
    registry = Registry.load()
    figures = [
        *loading(chosen.starts),
        *asking(registry, chosen.days),
        *standing(registry),
        *holding(registry),
    ]
    for one in figures:
        print(one.row())
    print(f"processor load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return int(chosen.check and any(one.missed for one in figures))


if __name__ == "__main__":
    sys.exit(main())
