"""Claims in outline are the claims on record, narrowed alike, in every database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from foedera.ledger import Sought
from foedera.workspace import Workspace
from foedera.workspace.filing import filing_of

if TYPE_CHECKING:
    from foedera.claims.outline import Outline
    from foedera.claims.recorded import RecordedClaim
    from foedera.ledger import Ledger

REPORTS = {
    "2024-10-18": (
        "SEOUL, 18 October 2024 - North Korea has sent troops to Russia, Ukraine said. North Korea "
        "has sent missiles to Iran. Russia attacked Ukraine on Friday."
    ),
    "2024-11-12": (
        "SEOUL, Nov 12 - North Korea ratified its Comprehensive Strategic Partnership Treaty with "
        "Russia on Monday, KCNA said. Iran denied that it had sent drones to Russia."
    ),
    None: "North Korea has sent troops to Russia, Ukraine said.",
}
AT = datetime(2025, 1, 1, tzinfo=UTC)
ASKED = (
    Sought(),
    Sought(acts=("deploy", "transfer")),
    Sought(acts=("deploy", "transfer"), since=date(2024, 10, 1), until=date(2024, 10, 31)),
    Sought(between=("RUS",)),
    Sought(between=("RUS", "UKR"), acts=("attack",)),
    Sought(instrument="prk-rus-2024"),
    Sought(known_by=date(2024, 10, 31)),
    Sought(known_by=date(2025, 6, 1)),
    Sought(recorded_by=AT + timedelta(minutes=1)),
    Sought(recorded_by=AT - timedelta(days=1)),
    Sought(between=("nobody\0",)),
    Sought(acts=("nothing",)),
)


def in_outline(one: RecordedClaim) -> tuple[object, ...]:
    claim = one.claim
    return (
        one.id,
        one.document,
        claim.act,
        claim.modality,
        [party.actor for party in claim.agents],
        [party.actor for party in claim.counterparts],
        claim.place_state,
        claim.instrument,
        claim.when,
        one.reported_on,
    )


def outlined(one: Outline) -> tuple[object, ...]:
    return (
        one.id,
        one.document,
        one.act,
        one.modality,
        list(one.agents),
        list(one.counterparts),
        one.place_state,
        one.instrument,
        one.when,
        one.reported_on,
    )


@pytest.fixture
def held(ledger: Ledger) -> Ledger:
    for number, (day, text) in enumerate(REPORTS.items()):
        data = text.encode()
        read = Workspace().read(data, name=f"{number}.txt", published=day)
        ledger.file(filing_of(read, data, day), data, AT + timedelta(hours=number))
    return ledger


def test_outlines_are_the_claims_whatever_is_asked(held: Ledger) -> None:
    for sought in ASKED:
        told = [outlined(one) for one in held.outlines(sought)]
        assert told == [in_outline(one) for one in held.claims(sought)], sought
    assert any(held.outlines(ASKED[1]))
