"""How quick a large ledger is searched: ``python evaluation/searching.py [--ledger FILE]``.

The ledger is made of the samples (``made_ledger.py``). Searches are drawn at random with one seed,
no two alike, so that none is answered out of what is kept. Times are the processor's, so that other
programs matter little.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

from foedera.identifiers import ActorId, InstrumentId
from foedera.ledger import FACETS, Search, Sought, open_ledger
from made_ledger import made_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from foedera.ledger import Ledger

CLAIMS: Final = 200_000
#: Milliseconds: the median of pages, and 99 of 100 of searches for words and of facets.
PAGE, WORDS, FACET = 2, 50, 100
_WORDS: Final = (
    *("troops", "dan", "the", "ratif*", "treaty", "k*", "to", "pakta", "perjanjian", "militer"),
    *("negara", "government", "latihan", "minister", "alliance", '"of the"', "tentera", "exercise"),
)


class Searches:
    """Draws searches out of what a ledger holds."""

    def __init__(self, ledger: Ledger, seed: int = 5) -> None:
        self._drawn = random.Random(seed)  # noqa: S311 - no secret is made
        page = ledger.search(Search(most=1))
        self._total, self._seen = page.total, page.seen
        found = ledger.facets(Search(), FACETS, most=150)
        self._values = {name: [one.value for one in found[name] if one.value] for name in FACETS}

    def page(self) -> Search:
        """Draw any page of the whole list."""
        return Search(after=f"{self._seen}.{self._drawn.randrange(self._total)}")

    def narrowed(self) -> Search:
        """Draw a search narrowed by some of act, agent, instrument, modality, language, days."""
        sought, more = {}, {}
        if self._often(5):
            sought["acts"] = (self._value("act"),)
        if self._often(4):
            sought["agents"] = (ActorId(self._value("agent")),)
        if self._often(2):
            sought["instrument"] = InstrumentId(self._value("instrument"))
        if self._often(3):
            day = date(2018, 1, 1) + timedelta(days=self._drawn.randrange(2000))
            sought["since"] = day
        if self._often(2):
            more["languages"] = (self._value("language"),)
        if self._often(2):
            more["modalities"] = (self._value("modality"),)
        first = self._drawn.randrange(500)
        return Search(sought=Sought(**sought), after=f"{self._seen}.{first}", **more)  # type: ignore[arg-type]

    def words(self) -> list[Search]:
        """Return searches for every two words, together and one without the other."""
        pairs = list(combinations(_WORDS, 2))
        self._drawn.shuffle(pairs)
        told = [f"{one} {other}" for one, other in pairs]
        told += [f"{one} -{other}" for one, other in pairs]
        return [Search(words=one) for one in (*_WORDS, *told)]

    def _often(self, of_ten: int) -> bool:
        return self._drawn.randrange(10) < of_ten

    def _value(self, name: str) -> str:
        return self._drawn.choice(self._values[name])


def timed(ask: Callable[[Search], object], searches: Sequence[Search]) -> list[float]:
    """Return how many milliseconds of the processor each search took."""
    took = []
    for search in searches:
        begun = time.process_time()
        ask(search)
        took.append((time.process_time() - begun) * 1000)
    return took


def row(name: str, took: Sequence[float], *, half: int | None = None, most: int | None) -> bool:
    """Print a row; tell whether the limits of the median and of 99 of 100 are kept."""
    last = quantiles(took, n=100)[98]
    good = (half is None or median(took) < half) and (most is None or last < most)
    limit = ", ".join(f"{told} < {of} ms" for told, of in (("median", half), ("p99", most)) if of)
    print(f"{name:34} {median(took):8.1f} {last:8.1f} {max(took):8.1f}  {limit or '-'}", flush=True)
    return good


def measured(ledger: Ledger, count: int) -> bool:
    """Search, and print what it took."""
    begun = time.process_time()
    total = ledger.search(Search()).total
    print(f"{total:,} claims; first search {time.process_time() - begun:.1f} s")
    drawn = Searches(ledger)
    narrowed = [drawn.narrowed() for _ in range(4 * count)]
    print(f"{'milliseconds of the processor':34} {'median':>8} {'99 %':>8} {'most':>8}")
    return all(
        [
            row(
                "page",
                timed(ledger.search, [drawn.page() for _ in range(count)]),
                half=PAGE,
                most=None,
            ),
            row("page, narrowed", timed(ledger.search, narrowed[:count]), half=PAGE, most=None),
            row("words", timed(ledger.search, drawn.words()[:count]), most=WORDS),
            row(
                "one facet",
                timed(lambda one: ledger.facets(one, ("act",)), narrowed[count : 2 * count]),
                most=FACET,
            ),
            row(
                "all facets",
                timed(lambda one: ledger.facets(one, FACETS), narrowed[2 * count : 3 * count]),
                most=FACET,
            ),
            row("coverage", timed(lambda _: ledger.coverage(), narrowed[:20]), most=None),
            row("newest", timed(lambda _: ledger.recent(0), narrowed[:20]), most=None),
        ]
    )


def main() -> int:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--ledger", help="a ledger to search; one is made if left out")
    asked.add_argument("--searches", type=int, default=300, help="of each kind (default 300)")
    given = asked.parse_args()
    with ExitStack() as done:
        place = given.ledger
        if place is None:
            place = str(Path(done.enter_context(tempfile.TemporaryDirectory()), "ledger.db"))
            made_ledger(place, CLAIMS)
        ledger = done.enter_context(open_ledger(place))
        return 0 if measured(ledger, given.searches) else 1


if __name__ == "__main__":
    sys.exit(main())
