"""Measures what an installation takes on disk: ``python evaluation/size.py``.

Installs foedera, without any extra, into a fresh environment and adds up the files of
its site-packages: foedera's own, and those it needs. Ends with code 1 above the limit.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIMIT = 300 * 1024 * 1024
MIB = 1024 * 1024
#: Distributions named one by one, the largest first.
NAMED = 8
#: What every environment holds before anything is installed.
BEFORE = {"pip", "setuptools", "_distutils_hack", "pkg_resources"}


def size(path: Path) -> int:
    """Return the bytes of a file, or of all files below a folder."""
    if path.is_file():
        return path.stat().st_size
    return sum(child.stat().st_size for child in path.rglob("*") if child.is_file())


def install(folder: Path) -> Path:
    """Make an environment with foedera in it, and return its site-packages."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    pip = [python, "-m", "pip", "install", "-qqq", "--disable-pip-version-check"]
    command = [*pip, "--constraint", ROOT / "constraints.txt", ROOT]
    subprocess.run(command, check=True)  # noqa: S603 - our own command
    return next(folder.glob("lib/python*/site-packages"))


def main() -> int:
    """Print the sizes, and fail above the limit."""
    with tempfile.TemporaryDirectory() as folder:
        packages = install(Path(folder))
        entries = [path for path in packages.iterdir() if path.name.partition("-")[0] not in BEFORE]
        sizes = sorted(((size(path), path.name) for path in entries), reverse=True)
    total = sum(number for number, _ in sizes)
    for number, name in sizes[:NAMED]:
        print(f"{name:<24} {number / MIB:7.1f} MiB")
    print(f"{'all, with bytecode':<24} {total / MIB:7.1f} MiB of {LIMIT / MIB:.0f} allowed")
    return int(total > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
