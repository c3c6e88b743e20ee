"""The compiled copies of the YAML are current, and say what the YAML says."""

from __future__ import annotations

import pytest

from foedera.resources import DATA, compile_folder, compiled, digest, folders

REFRESH = "run 'python -m foedera.resources'"


@pytest.mark.parametrize("folder", folders())
def test_the_compiled_copy_is_what_the_yaml_gives(folder: str) -> None:
    path = DATA / "compiled" / f"{folder}.json"
    assert path.is_file(), REFRESH
    current = path.read_text(encoding="utf-8") == compile_folder(folder)
    assert current, REFRESH
    assert compiled(folder)


def test_a_folder_without_a_copy_is_read_from_its_yaml() -> None:
    assert compiled("no-such-folder") == {}


def test_the_digest_is_of_the_names_and_the_bytes() -> None:
    assert len({digest(folder) for folder in folders()}) == len(folders())
