"""A web server asks from many threads at once, while others decide and file."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from test_on_record import OLD, START, TUESDAY, decide, ended, file, of_old

from foedera.identifiers import InstrumentId
from foedera.ledger import Sought, create_ledger
from foedera.workspace import Workspace
from foedera.workspace.on_record import OnRecord
from foedera.workspace.stories import StoriesOnRecord
from made_reports import Made, Says

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from foedera.ledger import Ledger

NEW = partial(Made, instrument=None, parties=("KEN", "FJI"), title="Defence Cooperation Agreement")


def asked_at_once(questions: list[Callable[[], object]], write: Callable[[], None]) -> None:
    """Ask from a thread each, again and again, until everything is written."""
    done = threading.Event()
    failures: list[BaseException] = []

    def ask(question: Callable[[], object]) -> None:
        try:
            while not done.is_set():
                question()
        except BaseException as error:  # noqa: BLE001 - told by the thread that waits
            failures.append(error)

    threads = [threading.Thread(target=ask, args=(one,)) for one in questions]
    for one in threads:
        one.start()
    try:
        write()
    finally:
        done.set()
        for one in threads:
            one.join()
    assert not failures


def test_standing_is_told_to_many_threads_while_coders_decide(tmp_path: Path) -> None:
    workspace, later = Workspace(), TUESDAY + timedelta(days=30)
    with create_ledger(str(tmp_path / "made.ledger")) as ledger:
        record = OnRecord(ledger, workspace.registry, workspace.catalogue)
        file(ledger, of_old(TUESDAY, ended(TUESDAY, "PRK")))

        def write() -> None:
            for number in range(1, 9):
                day = TUESDAY + timedelta(days=number)
                file(ledger, of_old(day, ended(day, "CHN"), number=number))
                made = NEW(day, (Says("sign", ("KEN", "FJI"), day),), "Reuters", number=number)
                file(ledger, made)
                waiting = [one for one in record.proposed().proposals if one.waits]
                decide(ledger, waiting[:1], at=START + timedelta(days=number))

        asked_at_once(
            [
                lambda: record.status(OLD, later),
                lambda: record.status(OLD, later, TUESDAY, proposed=True),
                lambda: record.registry(later),
                lambda: record.proposed((InstrumentId(OLD),)),
                lambda: [record.registry(TUESDAY + timedelta(days=one)) for one in range(10)],
            ],
            write,
        )
        fresh = OnRecord(ledger, workspace.registry, workspace.catalogue)
        for known_by in (None, TUESDAY, later):
            assert record.status(OLD, later, known_by) == fresh.status(OLD, later, known_by)
            assert [one.id for one in record.registry(known_by).cards] == [
                one.id for one in fresh.registry(known_by).cards
            ]
        assert record.accepted == fresh.accepted


def test_stories_are_told_to_many_threads_while_reports_come_in(tmp_path: Path) -> None:
    catalogue = Workspace().catalogue
    with create_ledger(str(tmp_path / "made.ledger")) as ledger:
        file(ledger, of_old(TUESDAY, ended(TUESDAY, "PRK")))
        told = StoriesOnRecord(ledger, catalogue)
        asked_at_once([lambda: told.fitting(Sought())] * 4, lambda: _reports(ledger))
        assert told.fitting(Sought()) == StoriesOnRecord(ledger, catalogue).fitting(Sought())


def _reports(ledger: Ledger) -> None:
    for number in range(1, 9):
        day = date(2024, 11, 12) + timedelta(days=number)
        file(ledger, of_old(day, ended(day, "CHN"), number=number))
