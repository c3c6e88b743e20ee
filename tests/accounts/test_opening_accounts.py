"""Where accounts lie, who may read the file, and which versions are opened."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from people_made import QUICK, START, doer, joined
from sqlalchemy import text

from foedera.accounts import Role, accounts_address, create_team, open_team
from foedera.accounts.errors import NoAccountsError, OtherAccountsError
from foedera.ledger import create_ledger, open_ledger
from foedera.ledger.errors import UnwritableLedgerError

if TYPE_CHECKING:
    from places import Places


def test_there_are_none_until_somebody_is_invited(places: Places) -> None:
    address = places.new()
    create_ledger(address).close()
    with pytest.raises(NoAccountsError, match="foedera people invite"):
        open_team(address)
    create_team(address).close()
    open_team(address).close()


def test_a_ledger_and_its_accounts_do_not_touch_one_another(ledger_address: str) -> None:
    with create_team(ledger_address, QUICK) as team:
        joined(team, "Siti")
    with open_ledger(ledger_address) as ledger:
        assert not ledger.verify().faults
    with create_ledger(ledger_address) as ledger, create_team(ledger_address, QUICK) as team:
        assert ledger.head().number == 0
        assert len(team.people(START)) == 1


@pytest.mark.skipif(os.name != "posix", reason="elsewhere files have no such modes")
def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    place = tmp_path / "ledger.db"
    with create_team(str(place), QUICK) as team:
        joined(team, "Siti")
        for kept in tmp_path.glob("ledger.db.accounts*"):
            if kept.suffix != ".lock":
                assert stat.S_IMODE(kept.stat().st_mode) == 0o600, kept
    Path(accounts_address(str(place))).chmod(0o644)
    for way in (open_team, create_team):
        with pytest.raises(OtherAccountsError, match="chmod 600"):
            way(str(place))


def test_those_of_a_later_version_are_left_alone(ledger_address: str) -> None:
    with create_team(ledger_address, QUICK) as team, team.writing() as connection:
        connection.execute(text("UPDATE account_version SET number = 99"))
    for way in (open_team, create_team):
        with pytest.raises(OtherAccountsError, match="version 99"):
            way(ledger_address)


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "ledger.db.accounts"
    place.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    place.chmod(0o600)
    with pytest.raises(OtherAccountsError):
        open_team(str(tmp_path / "ledger.db"))


def test_where_nothing_can_be_made_the_message_says_why(tmp_path: Path) -> None:
    with pytest.raises(UnwritableLedgerError):
        create_team(str(tmp_path / "none" / "ledger.db"))


def test_a_link_that_two_use_at_once_is_good_for_one_of_them(ledger_address: str) -> None:
    with create_team(ledger_address, QUICK) as team:
        _, link = team.invite("Siti", Role.CODER, doer())
        won: list[str] = []

        def use(number: int) -> None:
            from foedera.errors import FoederaError  # noqa: PLC0415

            try:
                won.append(team.accept(link, f"tujuh perahu biru {number}", doer()))
            except FoederaError:
                return

        races = [threading.Thread(target=use, args=(number,)) for number in range(6)]
        for one in races:
            one.start()
        for one in races:
            one.join()
        assert len(won) == 1
        assert len(team.people(START)) == 1
        assert team.altered_deed() is None
