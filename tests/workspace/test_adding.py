"""Reports come into the ledger one by one, and nothing stops for a bad one."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from foedera.documents.gathering import gathered
from foedera.ledger import Ledger, Sought, create_ledger
from foedera.workspace.adding import Added, Became, Manner, add
from foedera.workspace.adding.retrying import kept_sources
from foedera.workspace.adding.sources import Source, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

DAY = datetime(2024, 11, 13, tzinfo=UTC)
PACT = "SEOUL, {day} June 2024 - North Korea ratified its defence treaty with Russia."
ITEM = "<item><title>{title}</title><guid>{title}</guid><description>{text}</description></item>"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>'
    + ITEM.format(title="Vietnam and Laos sign a pact", text=PACT.format(day=3))
    + ITEM.format(title="Only a headline", text="")
    + "</channel></rss>"
)


def clock() -> Callable[[], datetime]:
    moments = (DAY + timedelta(seconds=number) for number in range(10_000))
    return lambda: next(moments)


def run(sources: Iterable[Source], ledger: Ledger, **manner: object) -> list[Added]:
    return list(add(sources, ledger, clock(), Manner(**manner)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("reports")
    (place / "a.txt").write_text(PACT.format(day=1), encoding="utf-8")
    (place / "b.txt").write_bytes(b"\x89PNG\r\n")
    (place / "c").mkdir()
    (place / "c" / "again.txt").write_text(PACT.format(day=1), encoding="utf-8")
    (place / "d.md").write_text(f"# A pact\n\n{PACT.format(day=2)}\n", encoding="utf-8")
    (place / "e.xml").write_text(FEED, encoding="utf-8")
    (place / "f.xml").write_text("<data>no feed</data>", encoding="utf-8")
    (place / "g.csv").write_text("no,report", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with create_ledger(str(tmp_path_factory.mktemp("ledger") / "ledger.db")) as made:
        yield made


@pytest.fixture(scope="module")
def first(folder: Path, ledger: Ledger) -> list[Added]:
    sources = [Source("gone.txt", folder / "gone.txt"), *found(folder).sources]
    return run(sources, ledger)


def test_each_report_becomes_what_it_is_in_the_order_given(first: list[Added]) -> None:
    told = [(one.name.rpartition("/")[2], one.became) for one in first]
    assert told == [
        ("gone.txt", Became.UNOPENED),
        ("a.txt", Became.NEW),
        ("b.txt", Became.QUARANTINED),
        ("again.txt", Became.KNOWN),
        ("d.md", Became.NEW),
        ("e.xml#Vietnam and Laos sign a pact", Became.NEW),
        ("e.xml#Only a headline", Became.QUARANTINED),
    ]
    assert [one.claims for one in first if one.became is Became.NEW] == [1, 1, 2]
    assert [one.refusal.reason for one in first if one.refusal] == [
        "MissingReportError",
        "BinaryReportError",
        "NoArticleError",
    ]


def test_it_is_told_which_file_is_done(first: list[Added]) -> None:
    assert [(one.source, one.last) for one in first][-3:] == [(5, True), (6, False), (6, True)]


def test_what_is_told_of_is_on_record_and_sound(first: list[Added], ledger: Ledger) -> None:
    for one in first:
        if one.became in {Became.NEW, Became.KNOWN} and one.id is not None:
            assert ledger.knows(one.id)
            assert ledger.data(one.id)
    assert len(list(ledger.documents(Sought()))) == 3
    assert not ledger.verify().faults


def test_a_bad_report_is_kept_with_its_bytes_and_its_reason(
    first: list[Added], ledger: Ledger
) -> None:
    refused = {one.name.rpartition("/")[2]: one for one in ledger.refused()}
    held = refused["b.txt"]
    assert (held.reason, held.kept, held.size) == ("BinaryReportError", True, 6)
    assert ledger.data(held.id) == b"\x89PNG\r\n"
    assert len(refused) == sum(one.became is Became.QUARANTINED for one in first)


def test_what_was_noticed_of_a_feed_is_recorded_with_its_items(
    first: list[Added], ledger: Ledger
) -> None:
    item = next(one.id for one in first if one.became is Became.NEW and "#" in one.name)
    assert item is not None
    assert any("The feed gives" in told for told in ledger.document(item).notices)


def test_adding_once_more_changes_nothing(first: list[Added], folder: Path, ledger: Ledger) -> None:
    head = ledger.head()
    told = Counter(one.became for one in run(found(folder).sources, ledger))
    assert told == {Became.KNOWN: 4, Became.QUARANTINED: 2}
    assert ledger.head() == head
    again = Counter(one.became for one in run(found(folder).sources, ledger, again=True, jobs=2))
    assert again == told  # the same reader reads the same
    assert ledger.head() == head
    assert len(first) == 7


def test_a_day_given_from_outside_makes_another_report_of_the_same_bytes(
    first: list[Added], folder: Path, ledger: Ledger
) -> None:
    (told,) = run([Source("a.txt", folder / "a.txt")], ledger, published="2024-06-05")
    assert told.became is Became.NEW
    assert told.id not in {one.id for one in first}
    assert told.id is not None
    assert str(ledger.document(told.id).day) == "2024-06-05"


def test_what_is_read_after_all_leaves_quarantine(tmp_path: Path) -> None:
    with create_ledger(str(tmp_path / "ledger.db")) as ledger:
        text = b"Une phrase sur la Russie et la Chine, et sur leur alliance militaire nouvelle."
        (told,) = run([Source("french.txt", text)], ledger)
        assert told.refusal is not None
        assert told.refusal.reason == "UnsupportedLanguageError"
        held = kept_sources(ledger, [str(told.id)], None)
        assert [one.became for one in run(held.sources, ledger, language="en")] == [Became.NEW]
        assert ledger.refused() == ()
        other = kept_sources(ledger, [], "2024-01-01")
        assert (other.sources, other.left) == ((), ())


def test_it_stops_when_asked_and_goes_on_where_it_stood(tmp_path: Path) -> None:
    sources = [Source(f"{day}", PACT.format(day=day).encode()) for day in range(1, 7)]
    told: list[Added] = []
    with create_ledger(str(tmp_path / "ledger.db")) as ledger:
        for one in add(sources, ledger, clock(), stop=lambda: len(told) >= 2):
            told.append(one)  # noqa: PERF402 - what was told decides when to stop
        assert [one.became for one in told] == [Became.NEW] * 2
        assert ledger.counts()["documents"] == 2
        rest = Counter(one.became for one in run(sources, ledger))
        assert rest == {Became.KNOWN: 2, Became.NEW: 4}


def test_links_that_lead_outside_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Secret.", encoding="utf-8")
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "more.txt").write_text("More.", encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "own.txt").write_text("Own.", encoding="utf-8")
    (inside / "link.txt").symlink_to(inside / "own.txt")
    (inside / "secret.txt").symlink_to("../secret.txt")
    (inside / "etc.txt").symlink_to("/etc/hostname")
    (inside / "folder").symlink_to(tmp_path / "others")
    (inside / "round").symlink_to(inside)
    (inside / "nowhere.txt").symlink_to(inside / "gone.txt")
    told = gathered(inside, (".txt",))
    assert [path.name for path in told.files] == ["link.txt", "own.txt"]
    assert [path.name for path in told.outside] == [
        "etc.txt",
        "folder",
        "nowhere.txt",
        "secret.txt",
    ]
    assert found(inside).outside == 4
