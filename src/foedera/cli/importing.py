"""``foedera import``: takes a user's own copy of others' data, and shows what was taken."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedera.cli.consulting import print_data
from foedera.cli.terminal import as_utf8, interface
from foedera.datasets.atop.files import known_files, read_copy
from foedera.datasets.sources import ATOP, COW_WARS, import_atop, import_wars
from foedera.datasets.store import Store
from foedera.datasets.wars.files import read_wars_copy
from foedera.resources import record
from foedera.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from foedera.datasets.atop.files import AtopCopy
    from foedera.datasets.wars.files import WarsCopy


@dataclass(frozen=True, slots=True)
class Taking:
    """How something is to be imported.

    Attributes:
        place: The user's copy: folder, archive or file.
        folder: The store; None for the system's place.
        language: Of the interface; None for the environment's.
        unverified: Take a known version whose content is not the published one.
        as_json: Print data instead.
    """

    place: Path
    folder: Path | None
    language: str | None
    unverified: bool
    as_json: bool


def take_atop(taking: Taking) -> None:
    """Import ATOP's member file, and say what was imported.

    Raises:
        FoederaError: The copy is refused; nothing was imported.
    """
    copy = read_copy(taking.place, unverified=taking.unverified)
    store = Store(taking.folder)
    facts = import_atop(copy, store)
    known = known_files()
    _say_unverified(copy, str(known["version"]), taking)
    _tell(_data(ATOP, facts, store), str(known["cite"]), taking)


def take_wars(taking: Taking) -> None:
    """Import the inter-state wars of the Correlates of War, and say what was imported.

    Raises:
        FoederaError: The copy is refused; nothing was imported.
    """
    copy = read_wars_copy(taking.place, unverified=taking.unverified)
    store = Store(taking.folder)
    facts = import_wars(copy, store)
    known = record("datasets/war-files.yaml")
    _say_unverified(copy, str(known["version"]), taking)
    _tell(_data(COW_WARS, facts, store), str(known["cite"]), taking)


def _say_unverified(copy: AtopCopy | WarsCopy, known: str, taking: Taking) -> None:
    if copy.verified:
        return
    told = Words(interface(taking.language))(
        "import-unverified",
        name=copy.name,
        version=copy.version,
        known=known,
        digest=copy.digest,
    )
    sys.stderr.write(f"foedera: {told}\n")


def _tell(kept: Mapping[str, Any], cite: str, taking: Taking) -> None:
    words = Words(interface(taking.language))
    if taking.as_json:
        print_data(kept)
        return
    as_utf8()
    sys.stdout.write(_line(kept, words))
    sys.stdout.write(f"{words('import-cite', cite=cite)}\n")


def show_imported(folder: Path | None, language: str | None, *, as_json: bool) -> None:
    """Show what lies in the store.

    Raises:
        DamagedStoreError: It is not what was kept.
    """
    words = Words(interface(language))
    store = Store(folder)
    kept = {name: found for name in (ATOP, COW_WARS) if (found := store.load(name))}
    as_utf8()
    if as_json:
        print_data([_data(name, one.facts, store) for name, one in kept.items()])
        return
    if not kept:
        sys.stdout.write(f"{words('import-none', folder=str(store.folder))}\n")
    for name, one in kept.items():
        sys.stdout.write(_line(_data(name, one.facts, store), words))


def drop(what: str, folder: Path | None, language: str | None) -> None:
    """Remove imported data, and say whether there were any.

    Raises:
        UnwritableStoreError: They cannot be removed.
    """
    words = Words(interface(language))
    key = "import-dropped" if Store(folder).drop(what) else "import-not-there"
    as_utf8()
    sys.stdout.write(f"{words(key, name=what)}\n")


def _line(kept: Mapping[str, Any], words: Words) -> str:
    gaps = {key: str(value) for key, value in kept.items()}
    gaps["verified"] = words("import-verified" if kept["verified"] else "import-not-verified")
    return f"{words('imported-' + gaps['what'], **gaps)}\n"


def _data(name: str, facts: Mapping[str, Any], store: Store) -> dict[str, Any]:
    return {"what": name, **facts, "folder": str(store.folder / name)}
