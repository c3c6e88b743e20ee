"""An evidence bundle as files: a page, data, sums; and all of them in one archive."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.package import SUMS, sums
from foedera.datasets.releases.bundle_page import BundlePage

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Files in an archive bear the first moment that its format knows, so that the same bundle
#: gives the same archive.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_MODE: Final = 0o644 << 16


def bundle_files(told: Mapping[str, Any], language: str) -> dict[str, bytes]:
    """Return a bundle as files by name.

    Args:
        told: The bundle, as data.
        language: Language of its page.
    """
    data = json.dumps(told, ensure_ascii=False, indent=2)
    return {
        "bundle.md": str(BundlePage(told, language)).encode(),
        "bundle.json": f"{data}\n".encode(),
    }


def summed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files with one more, that has their SHA-256 sums."""
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return {**files, SUMS: sums(digests).encode()}


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return files in one ZIP archive, the same for the same files."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.external_attr = _MODE
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    return whole.getvalue()
