"""What a user has imported is given back as it was, or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import Row, member_file

from foedera.datasets.atop.files import read_copy
from foedera.datasets.errors import DamagedStoreError, UnwritableStoreError
from foedera.datasets.sources import ATOP, import_atop, imported_atop
from foedera.datasets.store import Store, _exchange

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {"members.csv": b"atopid,member\n1,2\n", "pacts.csv": bytes(range(256))}
FACTS = {"name": "atop5_1m.csv", "version": "5.1", "verified": True, "rows": 2510, "of": "Björn"}
OTHER = {"members.csv": b"other"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Give a store, not there yet, in a folder that is not there either."""
    return Store(tmp_path / "data" / "foedera")


def left(store: Store) -> list[str]:
    """Return what lies in the folder of a store."""
    return sorted(path.name for path in store.folder.iterdir())


def test_what_was_kept_is_given_back(store: Store) -> None:
    place = store.keep("atop", FILES, FACTS)
    kept = Store(store.folder).load("atop")
    assert kept is not None
    assert (kept.facts, kept.files) == (FACTS, FILES)
    assert place == store.folder / "atop"
    assert left(store) == ["atop"]


def test_nothing_imported_is_nothing(store: Store) -> None:
    assert store.load("atop") is None
    assert not store.drop("atop")
    assert not store.folder.exists()


def test_what_is_imported_again_takes_the_place_of_what_was(store: Store) -> None:
    store.keep("atop", FILES, FACTS)
    store.keep("atop", OTHER, {"version": "6"})
    kept = store.load("atop")
    assert kept is not None
    assert (kept.facts, kept.files) == ({"version": "6"}, OTHER)
    assert left(store) == ["atop"]


def test_imports_of_different_names_do_not_touch_one_another(store: Store) -> None:
    store.keep("atop", FILES, FACTS)
    store.keep("cow-wars", OTHER, {})
    assert store.drop("cow-wars")
    assert store.load("cow-wars") is None
    kept = store.load("atop")
    assert kept is not None
    assert kept.files == FILES


# Damage.


@given(st.sampled_from([*FILES, "manifest.json"]), st.floats(0, 1, exclude_max=True), st.data())
@settings(max_examples=150, deadline=None)
def test_no_changed_byte_is_given_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, share: float, data: st.DataObject
) -> None:
    store = Store(tmp_path_factory.mktemp("store"))
    path = store.keep("atop", FILES, FACTS) / name
    content = bytearray(path.read_bytes())
    place = int(share * len(content))
    content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    try:
        kept = store.load("atop")
    except DamagedStoreError:
        return
    assert kept is not None  # between the words of the manifest, blanks are free
    assert (name, kept.facts, kept.files) == ("manifest.json", FACTS, FILES)


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_changed_a_cut_and_a_missing_file_are_told_by_name(store: Store, name: str) -> None:
    path = store.keep("atop", FILES, FACTS) / name
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(DamagedStoreError, match="Import the data again") as refused:
        store.load("atop")
    assert refused.value.path == path
    path.unlink()
    with pytest.raises(DamagedStoreError, match="a file cannot be read"):
        store.load("atop")
    store.keep("atop", FILES, FACTS)
    kept = store.load("atop")
    assert kept is not None
    assert kept.files == FILES


def test_facts_changed_by_hand_are_not_believed(store: Store) -> None:
    path = store.keep("atop", FILES, {"verified": False}) / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace("false", "true"), encoding="utf-8")
    with pytest.raises(DamagedStoreError, match="not as it was written"):
        store.load("atop")


@pytest.mark.parametrize(
    "told",
    [
        *("[]", "1", "null", '"atop"', "{", "", "\ufeff{}", "NaN", "[" * 100_000),
        *('{"layout": 1}', '{"layout": 1, "files": [], "facts": {}}'),
        '{"layout": 1, "files": {"../../secret": "0"}, "facts": {}, "seal": "0"}',
        '{"layout": 1, "files": {"\\ud800": "0"}, "facts": {}, "seal": "0"}',
    ],
)
def test_a_manifest_that_is_none_is_refused(store: Store, told: str) -> None:
    path = store.keep("atop", FILES, FACTS) / "manifest.json"
    path.write_text(told, encoding="utf-8")
    with pytest.raises(DamagedStoreError, match="not as it was written"):
        store.load("atop")


def test_the_layout_of_another_version_is_named(store: Store) -> None:
    path = store.keep("atop", FILES, FACTS) / "manifest.json"
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "layout": 99}), encoding="utf-8")
    with pytest.raises(DamagedStoreError, match="another version of foedera"):
        store.load("atop")


def test_a_file_in_the_place_of_a_folder_is_refused_and_replaced(store: Store) -> None:
    store.folder.mkdir(parents=True)
    (store.folder / "atop").write_text("mine")
    with pytest.raises(DamagedStoreError, match="cannot be read"):
        store.load("atop")
    store.keep("atop", FILES, FACTS)
    assert store.load("atop") is not None


# Where it cannot be written.


@pytest.mark.parametrize("inside", ["", "below/it"])
def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, inside: str) -> None:
    (tmp_path / "taken").write_text("mine")
    store = Store(tmp_path / "taken" / inside)
    with pytest.raises(UnwritableStoreError, match="FOEDERA_STORE") as refused:
        store.keep("atop", FILES, FACTS)
    assert str(store.folder) in str(refused.value)
    assert (tmp_path / "taken").read_text() == "mine"


class Breaking(dict[str, bytes]):
    """Files of which one has a name longer than any system takes, told after the others."""

    def __init__(self) -> None:
        super().__init__({"members.csv": b"new", "x" * 5_000: b"new"})


def test_what_was_there_stays_where_not_all_can_be_written(store: Store) -> None:
    store.keep("atop", FILES, FACTS)
    with pytest.raises(UnwritableStoreError):
        store.keep("atop", Breaking(), {})
    kept = store.load("atop")
    assert kept is not None
    assert (kept.facts, kept.files) == (FACTS, FILES)
    assert left(store) == ["atop"]


class Interrupted(Mapping[str, bytes]):
    """Files that a user's Ctrl-C meets when they are gone through for the second time."""

    def __init__(self) -> None:
        self.times = 0

    def __iter__(self) -> Iterator[str]:
        self.times += 1
        if self.times > 1:
            raise KeyboardInterrupt
        return iter(OTHER)

    def __getitem__(self, name: str) -> bytes:
        return OTHER[name]

    def __len__(self) -> int:
        return len(OTHER)


def test_an_interruption_leaves_what_was_there_and_nothing_else(store: Store) -> None:
    store.keep("atop", FILES, FACTS)
    with pytest.raises(KeyboardInterrupt):
        store.keep("atop", Interrupted(), {})
    kept = store.load("atop")
    assert kept is not None
    assert kept.files == FILES
    assert left(store) == ["atop"]


def test_what_was_there_is_put_back_where_the_exchange_fails(store: Store) -> None:
    place = store.keep("atop", FILES, FACTS)
    with pytest.raises(FileNotFoundError):
        _exchange(store.folder / "not there", place)
    kept = store.load("atop")
    assert kept is not None
    assert kept.files == FILES
    assert left(store) == ["atop"]


# ATOP in it.


def made(folder: Path, text: str) -> Path:
    path = folder / "atop4_01m.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_imported_copy_says_what_the_file_says(store: Store, tmp_path: Path) -> None:
    text = member_file([Row(member=2), Row(member=200, duties=("0", "1", "0", "0", "1"))])
    copy = read_copy(made(tmp_path, text))
    import_atop(copy, store)
    atop = imported_atop(store)
    assert atop is not None
    assert atop.memberships == copy.memberships
    wanted: Mapping[str, Any] = {
        "name": "atop4_01m.csv",
        "version": "0.0",
        "sha256": copy.digest,
        "verified": False,
        "rows": 2,
        "alliances": 1,
    }
    assert wanted.items() <= atop.facts.items()


def test_nobodys_copy_is_none(store: Store) -> None:
    assert imported_atop(store) is None


def test_a_copy_changed_in_the_store_is_refused(store: Store, tmp_path: Path) -> None:
    import_atop(read_copy(made(tmp_path, member_file([Row()]))), store)
    path = store.folder / ATOP / "members.csv"
    path.write_text(path.read_text().replace("2017", "2016"))
    with pytest.raises(DamagedStoreError, match="digest has changed"):
        imported_atop(store)
