"""Has every wheel carry what the pages bring to a browser; see browser/ and docs/how-to."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: Where the built files lie, and where they are built.
BUILT: Final = "src/foedera/web/static/built"
BROWSER: Final = "browser"
_MAKES: Final = (("ci", "--silent"), ("run", "build", "--silent"))


class BrowserParts(BuildHookInterface):  # type: ignore[type-arg] # generic only to type checkers
    """Builds for the browser before a wheel or a source archive is packed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is missing or outdated, and have it packed.

        Args:
            version: ``editable`` where the source is only pointed to: nothing is packed.
            build_data: What the builder is told; the built files are added to it.

        Raises:
            SystemExit: The files are missing, and there is nothing to build them with.
        """
        if version == "editable":
            return
        root = Path(self.root)
        if wrong(root):
            npm = shutil.which("npm")
            if npm is None:
                raise SystemExit(refusal(wrong(root)))
            for arguments in _MAKES:
                subprocess.run([npm, *arguments], cwd=root / BROWSER, check=True)  # noqa: S603 - our own arguments
        build_data["artifacts"].append(f"/{BUILT}/*")


def wrong(root: Path) -> list[str]:
    """Return which built files are missing or not what ``vendor.lock`` names.

    Args:
        root: The project.
    """
    lock = json.loads((root / BROWSER / "vendor.lock").read_text(encoding="utf-8"))
    found = []
    for file in lock["files"]:
        part, _, name = file["name"].partition("/")
        place = root / BUILT / name
        if part == "built" and _digest(place) != file["sha256"]:
            found.append(name)
    return found


def refusal(names: list[str]) -> str:
    """Say what is missing, and what to do.

    Args:
        names: The files.
    """
    return (
        f"The package would lack what its pages bring to a browser: {', '.join(names)} in "
        f"{BUILT}. Install Node 20 or newer with npm and build again, or run 'make browser' "
        "where there is one and build from that folder."
    )


def _digest(place: Path) -> str | None:
    return hashlib.sha256(place.read_bytes()).hexdigest() if place.is_file() else None
