"""What pages say: every word in both languages, none missing, none left over."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from foedera.resources import record
from foedera.web.desk import _PAGES, WORDS
from foedera.wording import FILES, INTERFACES

WEB = Path(__file__).parents[2] / "src" / "foedera" / "web"
ROOMS = WEB.parent
ENTRIES = {key: told for file in WORDS for key, told in record(file).items()}


@cache
def source() -> str:
    """Return all that asks for words: templates, scripts and code of the web and of the room."""
    rooms = (ROOMS / "wording", ROOMS / "pictures")
    beneath = [path for room in rooms for path in room.rglob("*.py")]
    paths = [*WEB.rglob("*.py"), *WEB.rglob("*.html"), *beneath]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def asked_for() -> set[str]:
    found = re.findall(
        r"""(?:words|labels)\(\s*["']([a-z][a-z0-9-]*[a-z0-9])["']\s*[,)]""", source()
    )
    return set(found) - set(INTERFACES)


def test_every_file_of_words_of_pages_is_there() -> None:
    assert set(WORDS) == {*FILES, *_PAGES}


def test_no_entry_stands_in_two_files() -> None:
    counted = Counter(key for file in WORDS for key in record(file))
    assert not [key for key, count in counted.items() if count > 1]


def test_every_entry_is_in_every_language_with_the_same_gaps() -> None:
    for key, entry in ENTRIES.items():
        assert set(entry) == set(INTERFACES), key
        gaps = [set(re.findall(r"{(\w+)}", text)) for text in entry.values()]
        assert all(one == gaps[0] for one in gaps), key


def test_every_word_that_is_asked_for_is_there() -> None:
    assert len(asked_for()) > 30
    assert not asked_for() - set(ENTRIES)


def test_no_word_of_a_page_is_left_over() -> None:
    pages = {key for file in WORDS if file not in FILES for key in record(file)}
    text = source()
    built = set(re.findall(r"""["']([a-z]+-[a-z0-9-]*-)["'{~ ]""", text))
    built |= set(re.findall(r"""f["']([a-z]+-){""", text))  # named after an operation, an error
    left = {
        key
        for key in pages
        if f'"{key}"' not in text and f"'{key}'" not in text
        if not any(key.startswith(stem) for stem in built)
    }
    assert not left
