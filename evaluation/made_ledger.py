"""Makes a ledger of a wanted size out of the samples, for measuring speed and memory."""

from __future__ import annotations

import hashlib
import random
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.claims.recorded import claim_id
from foedera.dates import Interval
from foedera.documents.recorded import document_id
from foedera.documents.report import Published
from foedera.identifiers import ActorId, content_id
from foedera.ledger import create_ledger
from foedera.workspace import Workspace
from foedera.workspace.filing import filing_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.claims.claim import Claim, Party
    from foedera.claims.recorded import RecordedClaim
    from foedera.ledger import Filing

SAMPLES = Path(__file__).parents[1] / "examples"
#: The years over which reports are spread.
_FIRST, _DAYS = date(2018, 1, 1), 3200
_OUTLETS = 40


def made_filings(claims: int, seed: int = 1) -> Iterator[tuple[Filing, bytes]]:
    """Yield filings, with the bytes they are of, until they hold so many claims.

    Each is a sample as it was read, of another day and outlet; in four of five other states
    take the places of its own, one for one, and another instrument that of its own. The same
    seed gives the same filings.
    """
    drawn = random.Random(seed)  # noqa: S311 - no secret is made
    workspace = Workspace()
    states = sorted(_states(workspace))
    instruments = sorted(one.id for one in workspace.registry.cards)
    read = []
    for path in sorted(SAMPLES.glob("*.txt")):
        data = path.read_bytes()
        read.append((filing_of(workspace.read(path), data), data))
    held, number = 0, 0
    while held < claims:
        filing, data = read[number % len(read)]
        data = data + f"\n{number}\n".encode()
        swapped = {}
        if drawn.random() < 0.8:  # noqa: PLR2004 - four of five
            own = sorted({party.actor for one in filing.claims for party in one.claim.agents})
            swapped = dict(zip(own, drawn.sample(states, len(own)), strict=True))
        told = _Told(
            data,
            _FIRST + timedelta(days=drawn.randrange(_DAYS)),
            f"Outlet {drawn.randrange(_OUTLETS)}",
            swapped,
            drawn.choice(instruments) if swapped else None,
        )
        made = told.of(filing)
        yield made, data
        held += len(made.claims)
        number += 1


class _Told:
    """What one made report has for its own."""

    def __init__(
        self,
        data: bytes,
        day: date,
        outlet: str,
        swapped: dict[ActorId, ActorId],
        instrument: str | None,
    ) -> None:
        self.document, self.day, self.outlet = document_id(data), day, outlet
        self.digest = hashlib.sha256(data).hexdigest()
        self.swapped, self.instrument = swapped, instrument

    def of(self, filing: Filing) -> Filing:
        """Return a filing as this report has it."""
        old = filing.document
        later = self.day - (old.day or self.day)
        claims = [self._claim(one, later) for one in filing.claims]
        names = {was.id: now.id for was, now in zip(filing.claims, claims, strict=True)}
        steps = []
        for one in filing.steps:
            step = replace(
                one.step,
                instrument=self.instrument or one.step.instrument,
                state=self.swapped.get(one.step.state, one.step.state),
                when=_moved(one.step.when, later),
                known_from=self.day,
            )
            claim = names[one.claim]
            name = content_id("stp", [claim, step.act.value, step.state, step.instrument])
            steps.append(replace(one, id=name, claim=claim, document=self.document, step=step))
        outlet = replace(old.outlet, value=self.outlet, actor=None) if old.outlet else None
        document = replace(
            old,
            id=self.document,
            digest=self.digest,
            name=f"{self.document}.txt",
            outlet=outlet,
            published=Published(self.day),
        )
        seen = {one.id: one for one in claims}
        return replace(
            filing,
            document=document,
            claims=tuple(seen.values()),
            pacts=(),
            steps=tuple({one.id: one for one in steps}.values()),
        )

    def _claim(self, one: RecordedClaim, later: timedelta) -> RecordedClaim:
        claim = replace(
            one.claim,
            agents=self._parties(one.claim.agents),
            counterparts=self._parties(one.claim.counterparts),
            when=_moved(one.claim.when, later) if one.claim.when else None,
            instrument=self._instrument(one.claim),
        )
        name = claim_id(self.document, claim)
        return replace(one, id=name, document=self.document, claim=claim, reported_on=self.day)

    def _instrument(self, claim: Claim) -> str | None:
        return (self.instrument or claim.instrument) if claim.instrument else None

    def _parties(self, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        return tuple(replace(one, actor=self.swapped.get(one.actor, one.actor)) for one in parties)


def _moved(when: Interval, later: timedelta) -> Interval:
    ends = (one + later if one is not None else None for one in (when.start, when.end))
    return Interval(*ends)


def _states(workspace: Workspace) -> Iterator[ActorId]:
    return (part for one in workspace.registry.instruments for part in one.parties)


def made_ledger(address: str, claims: int, seed: int = 1) -> None:
    """Make a ledger that holds so many claims, at least."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    with create_ledger(address) as ledger:
        for number, (filing, data) in enumerate(made_filings(claims, seed)):
            ledger.file(filing, data, at + timedelta(seconds=number))


if __name__ == "__main__":
    made_ledger(sys.argv[1], int(sys.argv[2]))
