"""What only some actors take part in can be asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from foedera.ledger import Sought, create_ledger
from foedera.workspace import Workspace
from foedera.workspace.filing import filing_of

if TYPE_CHECKING:
    from pathlib import Path

REPORT = (
    "SEOUL, 18 October 2024 - North Korea has sent troops to Russia, Ukraine said. North Korea "
    "has sent missiles to Iran. Russia attacked Ukraine on Friday."
)


def test_claims_in_which_somebody_else_takes_part_are_left_out(tmp_path: Path) -> None:
    data = REPORT.encode()
    with create_ledger(str(tmp_path / "made.ledger")) as ledger:
        ledger.file(
            filing_of(Workspace().read(REPORT), data), data, datetime(2025, 1, 1, tzinfo=UTC)
        )
        told = [
            {party.actor for party in (*one.claim.agents, *one.claim.counterparts)}
            for one in ledger.claims(Sought(among=("PRK", "RUS")))
        ]
        assert told == [{"PRK", "RUS"}]
        assert len(list(ledger.claims(Sought(agents=("PRK",))))) == 2
        assert list(ledger.claims(Sought(agents=("UKR",), among=("PRK", "RUS")))) == []
