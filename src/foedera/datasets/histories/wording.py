"""The words in which alliances made into instruments are told of."""

from __future__ import annotations

from typing import Final

from foedera.resources import record

LANGUAGES: Final = ("en", "id")


def told(key: str, language: str = "en", /, **values: str) -> str:
    """Return a wording of ``data/wording/histories.yaml`` with its gaps filled."""
    entry = record("wording/histories.yaml")[key]
    wording: str = entry.get(language) or entry["en"]
    return wording.format(**values)


def in_all(key: str, /, **values: str) -> dict[str, str]:
    """Return a wording in every language."""
    return {one: told(key, one, **values) for one in LANGUAGES}
