"""A lexicon that builds on another is that one with the differences written down."""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.differences import UnfittingDifferenceError, differing
from foedera.resources import (
    lexicon_files,
    lexicon_languages,
    lineage,
    model,
    record,
    records,
    spoken,
)

BASE: dict[str, Any] = {
    "words": {"delapan": "8", "dua": "2"},
    "notation": {"thousands": ".", "decimal": ","},
    "before": {"about": ["sekitar"], "low": ["lebih dari"]},
    "rows": [
        {"class": "troops", "words": ["tentara", "pasukan"]},
        {"class": "ships", "words": ["kapal"]},
    ],
}
TEXT = st.text(max_size=4)
SHAPES = st.recursive(
    TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3)
)


def made(*edits: dict[str, Any]) -> Any:  # noqa: ANN401 - any YAML shape
    return differing(BASE, list(edits), "here.yaml")


def test_words_are_put_added_and_dropped_as_deep_as_they_are_written() -> None:
    found = made(
        {"put": {"thousands": ",", "decimal": "."}, "at": "notation"},
        {"drop": {"words": ["delapan"]}, "add": {"words": {"lapan": "8"}}},
        {"at": ["before", "about"], "add": ["lebih kurang"], "first": ["kira-kira"]},
    )

    assert found["notation"] == {"thousands": ",", "decimal": "."}
    assert found["words"] == {"dua": "2", "lapan": "8"}
    assert found["before"]["about"] == ["kira-kira", "sekitar", "lebih kurang"]
    assert found["before"]["low"] == ["lebih dari"]


@pytest.mark.parametrize("step", [{"class": "troops"}, {"words": "pasukan"}])
def test_a_row_is_told_by_what_it_has(step: dict[str, str]) -> None:
    found = made(
        {"at": ["rows", step], "add": {"words": ["askar"]}, "drop": {"words": ["tentara"]}}
    )

    assert found["rows"][0]["words"] == ["pasukan", "askar"]
    assert found["rows"][1] is BASE["rows"][1]


def test_a_row_is_dropped_by_what_it_has() -> None:
    found = made({"at": "rows", "drop": [{"class": "ships"}], "add": [{"class": "tanks"}]})

    assert [row["class"] for row in found["rows"]] == ["troops", "tanks"]


def test_what_is_there_already_is_not_added_again() -> None:
    assert made({"at": ["before", "low"], "add": ["lebih dari"]}) == BASE


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        ({"at": "nothing", "put": []}, "no 'nothing'"),
        ({"at": ["rows", {"class": "tanks"}], "add": {"words": []}}, "0 rows, not one"),
        ({"at": ["before", "low"], "drop": ["di atas"]}, "no 'di atas' to drop"),
        ({"drop": {"words": ["lapan"]}}, "no 'lapan' to drop"),
        ({"at": "words", "add": ["lapan"]}, "cannot be added"),
        ({"at": {"class": "troops"}, "put": []}, "there is no"),
        ({"at": "words", "remove": ["dua"]}, "says none of"),
        ({"at": "words", "drop": ["dua"], "why": "because"}, "'why' means nothing"),
    ],
)
def test_a_difference_that_does_not_fit_is_refused(edit: dict[str, Any], reason: str) -> None:
    with pytest.raises(UnfittingDifferenceError, match=reason) as caught:
        made(edit)

    assert str(caught.value).startswith("here.yaml does not fit")


@given(SHAPES, SHAPES)
def test_no_difference_alters_the_lexicon_that_is_built_on(base: Any, more: Any) -> None:  # noqa: ANN401
    before = deepcopy(base)
    for edit in ({"put": more}, {"add": more}, {"first": more}, {"drop": more}):
        with suppress(UnfittingDifferenceError):
            differing(base, [edit], "here.yaml")
    assert base == before


@given(SHAPES, SHAPES)
def test_what_is_put_is_there(base: Any, more: Any) -> None:  # noqa: ANN401
    assert differing({"at": base}, [{"at": "at", "put": more}], "here.yaml") == {"at": more}


def test_a_language_that_builds_on_none_is_read_as_it_is_written() -> None:
    for code in ("en", "id"):
        assert lineage(code) == (code,)
        assert spoken(code)["called"].keys() == {"en", "id"}
    assert "lexicons/id/cues.yaml" in lexicon_files("cues.yaml")


@pytest.mark.parametrize("language", lexicon_languages())
def test_every_lexicon_fits_the_one_it_builds_on(language: str) -> None:
    whole = dict(records(f"lexicons/{language}"))
    below = lineage(language)[1:]

    assert whole.keys() >= {
        path.replace(f"/{one}/", f"/{language}/")
        for one in below
        for path, _ in records(f"lexicons/{one}")
        if not path.endswith("/pack.yaml")
    }
    for path, content in whole.items():
        assert content, path
        assert record(path) is content
        assert "differences" not in content


@pytest.mark.parametrize("language", lexicon_languages())
def test_every_language_has_a_parser_of_its_own_or_of_its_kin(language: str) -> None:
    assert model(language, "parser.npz").is_file()
    assert model(language, "lemmas.json").is_file()
