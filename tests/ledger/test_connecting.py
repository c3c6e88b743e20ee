"""Which SQLite is trusted, and what addresses are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pysqlite3.dbapi2
import pytest

from foedera.ledger import create_ledger, open_ledger, shown
from foedera.ledger.connecting import is_postgres, safe_to_log_ahead
from foedera.ledger.errors import (
    NoLedgerError,
    OtherLedgerError,
    UnknownAddressError,
    UnreachableLedgerError,
    UnwritableLedgerError,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((4, 0, 0), True),
    ],
)
def test_a_log_ahead_is_kept_only_by_versions_that_lose_no_commit(
    version: tuple[int, int, int], *, safe: bool
) -> None:
    assert safe_to_log_ahead(version) is safe


def test_the_sqlite_that_is_brought_is_one_of_them(tmp_path: Path) -> None:
    assert safe_to_log_ahead(pysqlite3.dbapi2.sqlite_version_info)
    place = tmp_path / "ledger.db"
    create_ledger(str(place)).close()
    assert place.read_bytes()[18:20] == b"\x02\x02"  # the format's mark of a log ahead


def test_a_password_is_never_shown() -> None:
    assert "secret" not in shown("postgresql://coder:secret@host/ledger")
    assert "secret" not in shown("postgresql://coder:secret@[/ledger")
    assert shown("/srv/ledger.db") == "/srv/ledger.db"


@pytest.mark.parametrize(
    "address", ["postgres://h/d", "postgresql://h/d", "postgresql+psycopg://h"]
)
def test_addresses_of_postgres_are_known(address: str) -> None:
    assert is_postgres(address)
    assert not is_postgres(address.replace("postgres", "mysql"))


def test_an_address_of_another_database_is_refused() -> None:
    with pytest.raises(UnknownAddressError, match="no address of a ledger"):
        open_ledger("mysql://host/ledger")


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(UnreachableLedgerError, match="cannot be reached") as told:
        open_ledger("postgresql://coder:secret@127.0.0.1:1/ledger")
    assert "secret" not in str(told.value)


def test_where_there_is_none_the_message_tells_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoLedgerError, match="foedera init"):
        open_ledger(str(tmp_path / "none.db"))
    assert not list(tmp_path.iterdir())


def test_what_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Dear reader", encoding="utf-8")
    for opened in (open_ledger, create_ledger):
        with pytest.raises(OtherLedgerError, match="not a database"):
            opened(str(text))
    assert text.read_text(encoding="utf-8") == "Dear reader"
    other = tmp_path / "other.db"
    connection = pysqlite3.dbapi2.connect(str(other))
    connection.execute("CREATE TABLE mine (a)")
    connection.close()
    for opened in (open_ledger, create_ledger):
        with pytest.raises(OtherLedgerError, match="without a ledger"):
            opened(str(other))


def test_a_ledger_of_a_later_version_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "ledger.db"
    create_ledger(str(place)).close()
    connection = pysqlite3.dbapi2.connect(str(place))
    connection.execute("UPDATE foedera_version SET version_num = '99'")
    connection.commit()
    connection.close()
    for opened in (open_ledger, create_ledger):
        with pytest.raises(OtherLedgerError, match="version 99"):
            opened(str(place))


def test_a_place_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UnwritableLedgerError, match="could not be written"):
        create_ledger(str(tmp_path / "file" / "ledger.db"))
    with pytest.raises(UnwritableLedgerError, match="folder"):
        create_ledger(str(tmp_path))
