"""What a user has imported: kept in a folder of theirs, verified whenever it is read."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import platformdirs

from foedera.datasets.errors import DamagedStoreError, UnwritableStoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Version of how the store is laid out.
_LAYOUT: Final = 1
_MANIFEST: Final = "manifest.json"
_NOT_AS_WRITTEN: Final = "it is not as it was written"


@dataclass(frozen=True, slots=True)
class Kept:
    """Imported data as they lie in the store.

    Attributes:
        facts: What is known of them: whence, version, digest, whether verified.
        files: The content of each file by its name.
    """

    facts: Mapping[str, Any]
    files: Mapping[str, bytes]


class Store:
    """The folder of imported data.

    Args:
        folder: Where; the place the system has for a user's data unless told otherwise.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(platformdirs.user_data_path("foedera", appauthor=False))

    def keep(self, what: str, files: Mapping[str, bytes], facts: Mapping[str, Any]) -> Path:
        """Keep data in place of what was imported before under the same name.

        Either all of it is kept or, where that fails, what was there before.

        Args:
            what: Name of the data: ``atop``.
            files: The content of each file by its name.
            facts: What is known of them.

        Raises:
            UnwritableStoreError: The folder cannot be written to.
        """
        place = self.folder / what
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        manifest = {"layout": _LAYOUT, "facts": dict(facts), "files": digests}
        manifest["seal"] = _seal(manifest)
        told = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            new = Path(tempfile.mkdtemp(dir=self.folder, prefix=f".{what}-"))
            try:
                for name, content in {**files, _MANIFEST: told.encode()}.items():
                    _write(new / name, content)
                _exchange(new, place)
            finally:
                shutil.rmtree(new, ignore_errors=True)
        except OSError as error:
            raise UnwritableStoreError(self.folder, error.strerror or str(error)) from None
        return place

    def load(self, what: str) -> Kept | None:
        """Return imported data; None where nobody has imported any.

        Raises:
            DamagedStoreError: They are not what was kept.
        """
        place = self.folder / what
        if not place.exists():
            return None
        try:
            manifest = json.loads((place / _MANIFEST).read_text(encoding="utf-8"))
            if manifest["layout"] != _LAYOUT:
                raise DamagedStoreError(place, "another version of foedera has written it")
            if manifest.pop("seal") != _seal(manifest):
                raise DamagedStoreError(place / _MANIFEST, _NOT_AS_WRITTEN)
            files = {name: (place / name).read_bytes() for name in manifest["files"]}
        except OSError as error:
            reason = f"a file cannot be read ({error.strerror})"
            raise DamagedStoreError(place, reason) from None
        except (ValueError, TypeError, KeyError, RecursionError):
            raise DamagedStoreError(place / _MANIFEST, _NOT_AS_WRITTEN) from None
        for name, digest in manifest["files"].items():
            if hashlib.sha256(files[name]).hexdigest() != digest:
                reason = "its content is not what was imported: its digest has changed"
                raise DamagedStoreError(place / name, reason)
        return Kept(manifest["facts"], files)

    def drop(self, what: str) -> bool:
        """Remove imported data; tell whether there were any.

        Raises:
            UnwritableStoreError: They cannot be removed.
        """
        place = self.folder / what
        if not place.exists():
            return False
        try:
            shutil.rmtree(place)
        except OSError as error:
            raise UnwritableStoreError(self.folder, error.strerror or str(error)) from None
        return True


def _seal(manifest: Mapping[str, Any]) -> str:
    """Return the digest of what a manifest says, so that its facts are verified, too."""
    told = json.dumps(manifest, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _exchange(new: Path, place: Path) -> None:
    """Put a folder in the place of another; put the other back where that fails."""
    if not place.exists():
        new.rename(place)
        return
    old = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}-old-"))
    place.rename(old / place.name)
    try:
        new.rename(place)
    finally:
        # Whatever kept it from being done, an interruption among others.
        if not place.exists():
            (old / place.name).rename(place)
        shutil.rmtree(old, ignore_errors=True)
