"""ATOP's own files, where they lie beside the project; none of them is part of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from foedera.datasets.atop.files import read_copy
from foedera.treaties import Registry

if TYPE_CHECKING:
    from foedera.datasets.atop.files import AtopCopy

PUBLISHED = Path(__file__).parents[2].parent / "shared" / "data" / "atop"


@pytest.fixture(scope="session")
def published() -> Path:
    """Give the folder of ATOP 5.1's files as its project publishes them."""
    if not (PUBLISHED / "atop5_1m.csv").is_file():
        pytest.skip("ATOP's files are not beside this checkout (../shared/data/atop)")
    return PUBLISHED


@pytest.fixture(scope="session")
def atop(published: Path) -> AtopCopy:
    """Give ATOP's member file, read."""
    return read_copy(published)


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Give the registry that foedera carries."""
    return Registry.load()
