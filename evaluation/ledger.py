"""How quick the ledger answers when it is large: standing, stories, conduct, verification.

The ledger is made of the samples (``made_ledger.py``): other days, states, instruments and
outlets. Every question is asked of instruments and claims drawn at random, once to warm up.
Times are the processor's, so that other programs do not matter; nothing is waited for but it.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from foedera.claims.review import Decision, Verdict, named
from foedera.identifiers import ContentId
from foedera.ledger import Sought, open_ledger
from foedera.workspace import Workspace
from foedera.workspace.on_record import OnRecord
from foedera.workspace.stories import StoriesOnRecord
from made_ledger import made_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from foedera.assessment import Proposal
    from foedera.ledger import Ledger

#: Limits in milliseconds, for a ledger of 200,000 claims.
STATUS, STORY = 50, 100
#: Most steps of one instrument that are accepted.
_EACH = 4
_AT = datetime(2026, 6, 1, tzinfo=UTC)


def timed(ask: Callable[[object], object], questions: Sequence[object]) -> list[float]:
    """Return how many milliseconds of the processor each question took."""
    ask(questions[0])
    took = []
    for question in questions:
        begun = time.process_time()
        ask(question)
        took.append((time.process_time() - begun) * 1000)
    return took


def row(name: str, took: Sequence[float], limit: int | None) -> bool:
    """Print a row; tell whether 99 of 100 were within the limit."""
    last = quantiles(took, n=100)[98]
    within = limit is None or last <= limit
    told = f"{limit} ms" if limit else "-"
    print(
        f"{name:44} {told:>8} {median(took):10.1f} {last:10.1f} {max(took):10.1f}"
        f"{'' if within else '   MISSED'}"
    )
    return within


def accept(ledger: Ledger, reviewed: OnRecord, most: int) -> int:
    """Accept a few proposals of each of many instruments, as a coder would."""
    chosen: list[Proposal] = []
    taken: Counter[str] = Counter()
    for one in reviewed.proposed().proposals:
        if one.waits and one.step is not None and taken[one.about] < _EACH and len(chosen) < most:
            taken[one.about] += 1
            chosen.append(one)
    made = [
        named(
            Decision(
                id=ContentId(""),
                coder="bench",
                at=_AT + timedelta(seconds=place),
                verdict=Verdict.ACCEPT,
                subject=one.id,
                proposed=one.step,
                step=one.step,
                evidence=tuple(telling.claim for telling in one.support),
            )
        )
        for place, one in enumerate(chosen)
    ]
    return ledger.decide(made, _AT)


def main() -> int:
    """Measure, and return 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", help="one made before, by made_ledger.py")
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--verify", action="store_true", help="also time 'verify'")
    given = parser.parse_args()
    with ExitStack() as stack:
        place = given.ledger
        if place is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            place = str(Path(folder) / "ledger.db")
            made_ledger(place, given.claims)
        ledger = stack.enter_context(open_ledger(place))
        return measured(ledger, given.questions, verify=given.verify)


def measured(ledger: Ledger, questions: int, *, verify: bool) -> int:
    """Ask the questions, and print what they took."""
    drawn = random.Random(7)  # noqa: S311 - no secret is made
    workspace = Workspace()
    registry, catalogue = workspace.registry, workspace.catalogue
    begun = time.perf_counter()
    record = OnRecord(ledger, registry, catalogue)
    if not ledger.counts()["decisions"]:
        accept(ledger, record, 300)
        print(f"proposals of the whole ledger: {time.perf_counter() - begun:.1f} s")
    counts = ledger.counts()
    print(", ".join(f"{number:,} {name}" for name, number in counts.items()))
    instruments = sorted({one.step.instrument for one in ledger.steps(Sought(most=20_000))})
    claims = [one.id for one in ledger.claims(Sought(since=date(2022, 1, 1), most=4000))]
    dyads = [
        (one.claim.agents[0].actor, one.claim.counterparts[0].actor)
        for one in ledger.claims(Sought(acts=("transfer", "attack"), most=2000))
        if one.claim.agents and one.claim.counterparts
    ]
    day = date(2024, 11, 12)
    known = [one for one in instruments if one in registry]
    asked = drawn.choices(known, k=questions)
    stories = StoriesOnRecord(ledger, catalogue)
    print(f"{'':44} {'limit':>8} {'median':>10} {'99 %':>10} {'most':>10}   milliseconds")
    good = [
        row(
            "status, with accepted steps",
            timed(lambda one: record.status(str(one), day, day), asked),
            STATUS,
        ),
        row(
            "status, with proposals",
            timed(lambda one: record.status(str(one), day, day, proposed=True), asked),
            None,
        ),
        row(
            "story",
            timed(lambda one: stories.story(str(one)), drawn.choices(claims, k=questions)),
            STORY,
        ),
        row(
            "conduct between two states",
            timed(
                lambda one: stories.between(*one, Sought(since=date(2024, 1, 1))),  # type: ignore[misc]
                drawn.choices(dyads, k=questions),
            ),
            None,
        ),
    ]
    if verify:
        begun = time.perf_counter()
        found = ledger.verify()
        print(f"verify: {len(found.faults)} faults, {time.perf_counter() - begun:.1f} s")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB at most")
    return 0 if all(good) else 1


if __name__ == "__main__":
    raise SystemExit(main())
