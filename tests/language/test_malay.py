"""Malay is a pack: what it needs lies in its own folders, and nobody else knows of it."""

from __future__ import annotations

import re
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import foedera
from foedera.documents.errors import UnsupportedLanguageError
from foedera.documents.identifying import identify
from foedera.language import packs
from foedera.language.errors import UnknownLanguageError
from foedera.language.packs import pack
from foedera.language.reading import ROOT, Sentence
from foedera.resources import DATA, lineage, model, record, records
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT_FOLDER = Path(__file__).parents[2]
CODE = ROOT_FOLDER / "src" / "foedera"
CASES = ROOT_FOLDER / "tests" / "cases" / "claims" / "examples"
MALAY = sorted(
    ROOT_FOLDER / "examples" / f"{path.stem}.txt"
    for path in CASES.glob("*.yaml")
    if "\n  language: ms\n" in path.read_text(encoding="utf-8")
)
OTHERS = sorted(path for path in (ROOT_FOLDER / "examples").glob("*.txt") if path not in MALAY)
WORDS = st.sampled_from(
    ["peluru", "berpandu", "agensi", "perisikan", "Bernama", "maut", "perlu", "di", "Rusia",
     "lapor", "menafikan", "mendakwa", "kereta", "kebal", ",", "rejim", "Zionis", "menyerang",
     "itu"]
)  # fmt: skip


def parsed(text: str) -> Sentence:
    return pack("ms").parse(text, [Span(0, len(text))])[0]


@pytest.mark.parametrize("example", record("lexicons/ms/parsing.yaml")["examples"])
def test_a_word_the_parser_misreads_is_set_right(example: dict[str, str]) -> None:
    sentence = parsed(example["text"])
    (token,) = (t for t in sentence.tokens if t.form == example["word"])

    assert token.upos == example["tag"]
    head = "" if token.head == ROOT else sentence.tokens[token.head].form
    assert head == example["head"]


def test_every_word_that_is_set_right_is_shown() -> None:
    told: dict[str, Any] = record("lexicons/ms/parsing.yaml")
    shown = {example["word"].lower() for example in told["examples"]}
    seconds = {words.split()[1] for words in told["compounds"]}
    said = " ".join(example["head"] for example in told["examples"])
    assert {verb for verb in told["saying"] if verb in said} == set(told["saying"])
    assert shown >= {*told["tags"], *seconds, *(name.lower() for name in told["names"])}


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12))
def test_a_mended_sentence_is_still_one_tree(words: list[str]) -> None:
    sentence = parsed(" ".join(words))
    roots = [token for token in sentence.tokens if token.head == ROOT]

    assert len(roots) == 1
    assert all(len(list(sentence.ancestors(t.index))) < len(words) for t in sentence.tokens)
    assert [token.form for token in sentence.tokens] == words


def test_it_is_read_with_what_indonesian_has_been_trained_on() -> None:
    assert lineage("ms") == ("ms", "id")
    assert model("ms", "parser.npz") == model("id", "parser.npz")
    assert "id" not in {path.split("/")[1] for path, _ in records("lexicons/ms")}


def test_no_lexicon_of_it_is_a_copy() -> None:
    for path, _ in records("lexicons/ms"):
        mine, theirs = DATA / path, DATA / path.replace("/ms/", "/id/")
        if mine.is_file() and theirs.is_file():
            kept = set(theirs.read_text("utf-8").splitlines())
            lines = [line for line in mine.read_text("utf-8").splitlines() if len(line) > 40]
            assert len([line for line in lines if line in kept]) <= max(1, len(lines) / 20), path


def test_no_code_but_its_own_names_it() -> None:
    said = re.compile(r"""["']ms["']|malay(?!ic|sia)""", re.IGNORECASE)
    others = [path for path in CODE.rglob("*.py") if not path.is_relative_to(CODE / "language/ms")]
    naming = {
        path.relative_to(CODE).as_posix()
        for path in others
        if said.search(path.read_text(encoding="utf-8"))
    }
    assert naming <= {"language/malayic.py"}  # says that it serves both


@pytest.mark.parametrize("path", MALAY, ids=lambda path: path.stem)
def test_a_report_in_malay_is_told_from_one_in_indonesian(path: Path) -> None:
    assert identify(path.read_text(encoding="utf-8"), path.name) == ("ms", ())


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_no_other_report_is_taken_for_malay(path: Path) -> None:
    assert identify(path.read_text(encoding="utf-8"), path.name)[0] != "ms"


@pytest.mark.parametrize("path", MALAY, ids=lambda path: path.stem)
def test_without_its_entry_point_a_report_in_malay_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(*, group: str) -> Sequence[EntryPoint]:
        return [one for one in entry_points(group=group) if one.name != "ms"]

    installed = without(group=packs.GROUP)
    monkeypatch.setattr(packs, "_entries", lambda: tuple(installed))

    with pytest.raises((UnknownLanguageError, UnsupportedLanguageError), match="'ms'"):
        foedera.read(path)


def test_there_are_reports_in_malay() -> None:
    assert len(MALAY) == 3
