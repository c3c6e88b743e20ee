"""What was added, changed and deleted since the last release is told, row by row."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_records import (
    BEGUN,
    LATER,
    RATIFIED,
    REFUSED,
    SENT,
    accepting,
    ledger_of,
    report,
    undoing,
)

from foedera.datasets.releases.differences import EarlierRelease, differences
from foedera.datasets.releases.errors import DamagedReleaseError, NoReleaseError
from foedera.ledger import Filing
from foedera.workspace.releasing import Releasing, make_release

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from foedera.ledger import Ledger
    from foedera.workspace import Workspace

CELLS = st.sampled_from(["NA", "a", "b", 'with "marks", and\nlines', "ü"])
TABLES = st.dictionaries(st.integers(0, 12), st.tuples(CELLS, CELLS), max_size=10)


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def made(ledger: Ledger, workspace: Workspace, folder: Path, at: datetime, **asked: Any) -> None:  # noqa: ANN401 - any option
    told = {"formats": (), "name": folder.name, **asked}
    make_release(ledger, workspace, Releasing(folder=folder, **told), at)


def written(place: Path, table: dict[int, tuple[str, str]]) -> Path:
    with place.open("w", encoding="utf-8", newline="") as file:
        told = csv.writer(file, lineterminator="\n")
        told.writerow(["id", "one", "other", "recorded_at"])
        told.writerows([str(key), *cells, str(hash(place.name))] for key, cells in table.items())
    return place


@settings(deadline=None, max_examples=60)
@given(before=TABLES, now=TABLES)
def test_differences_are_those_of_the_rows(
    before: dict[int, tuple[str, str]],
    now: dict[int, tuple[str, str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("tables")
    old, new = written(folder / "old.csv", before), written(folder / "new.csv", now)
    found = {one.id: one for one in differences(old, new, ["id"])}
    for key in {*before, *now}:
        one = found.pop(str(key), None)
        if before.get(key) == now.get(key):
            assert one is None
        elif key not in before:
            assert one is not None
            assert one.change == "added"
        elif key not in now:
            assert one is not None
            assert (one.change, one.row and one.row["one"]) == ("deleted", before[key][0])
        else:
            assert one is not None
            names = zip(("one", "other"), before[key], now[key], strict=True)
            assert one.columns == tuple(name for name, was, is_ in names if was != is_)
    assert not found


def test_what_a_later_reading_no_longer_finds_is_deleted(
    workspace: Workspace, tmp_path: Path
) -> None:
    first, data = report(RATIFIED, SENT)
    again = Filing(first.document, first.text, first.claims[:1], first.pacts, first.steps)
    gone = first.claims[1].id
    with ledger_of(tmp_path / "l.db", [(first, data)]) as ledger:
        made(ledger, workspace, tmp_path / "a", BEGUN + timedelta(hours=1))
        ledger.file(again, data, BEGUN + timedelta(days=1), again=True)
        other = report(REFUSED, number=1)
        ledger.file(*other, BEGUN + timedelta(days=2))
        made(ledger, workspace, tmp_path / "b", LATER, since=tmp_path / "a")
    (deleted,) = rows(tmp_path / "b", "deletions")
    assert (deleted["id"], deleted["reason"]) == (gone, "closed by a later reading")
    told = {(one["table"], one["id"]): one for one in rows(tmp_path / "b", "differences")}
    assert told.pop(("claims", gone))["reason"] == "closed by a later reading"
    assert told.pop(("claims", other[0].claims[0].id))["change"] == "added"
    assert told.pop(("documents", other[0].document.id))["change"] == "added"
    changed = told.pop(("documents", first.document.id))
    assert (changed["change"], changed["columns"]) == ("changed", "claims")
    assert not told
    assert gone not in {one["id"] for one in rows(tmp_path / "b", "claims")}
    coverage = (tmp_path / "b" / "coverage.md").read_text("utf-8")
    assert "Since the release a" in coverage
    assert "| claims | 1 | 0 | 1 |" in coverage


def test_an_event_taken_back_is_deleted_as_undone(workspace: Workspace, tmp_path: Path) -> None:
    filing = report(number=0)
    decision = accepting(filing[0], BEGUN + timedelta(days=1))
    with ledger_of(tmp_path / "l.db", [filing], [decision]) as ledger:
        made(ledger, workspace, tmp_path / "a", BEGUN + timedelta(days=1))
        undo = undoing(decision, BEGUN + timedelta(days=2))
        ledger.decide([undo], undo.at)
        made(ledger, workspace, tmp_path / "b", LATER, since=tmp_path / "a")
    told = {(one["table"], one["change"]): one for one in rows(tmp_path / "b", "differences")}
    assert told["events", "deleted"]["reason"] == "undone"
    assert told["decisions", "added"]["id"] == undo.id
    assert told["decisions", "changed"]["columns"] == "stands"


def test_leaving_quotations_out_changes_rows(workspace: Workspace, tmp_path: Path) -> None:
    with ledger_of(tmp_path / "l.db", [report(RATIFIED)]) as ledger:
        made(ledger, workspace, tmp_path / "a", LATER)
        since = {"since": tmp_path / "a", "recorded_by": BEGUN}
        made(ledger, workspace, tmp_path / "b", LATER, quoted=False, **since)
    (changed,) = rows(tmp_path / "b", "differences")
    assert (changed["table"], changed["columns"]) == ("claims", "sentence")


def test_a_release_that_was_altered_is_not_compared_with(
    workspace: Workspace, tmp_path: Path
) -> None:
    with ledger_of(tmp_path / "l.db", [report(RATIFIED)]) as ledger:
        made(ledger, workspace, tmp_path / "a", LATER)
        place = tmp_path / "a" / "tables" / "claims.csv"
        place.write_bytes(place.read_bytes().replace(b"ratify", b"reject"))
        with pytest.raises(DamagedReleaseError, match=r"tables/claims\.csv"):
            made(ledger, workspace, tmp_path / "b", LATER, since=tmp_path / "a", recorded_by=BEGUN)
    assert not (tmp_path / "b").exists()


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoReleaseError, match="SHA256SUMS"):
        EarlierRelease(tmp_path)
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  dyads.csv\n", "utf-8")
    with pytest.raises(NoReleaseError, match="tables"):
        EarlierRelease(tmp_path)
