"""``foedera story`` and ``foedera conduct`` on a real ledger: pages, data, and refusals."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from foedera.assessment import Role
from foedera.cli.commands import run
from foedera.ledger import create_ledger
from foedera.resources import DATA, record
from foedera.wording.words import INTERFACES
from foedera.workspace import Workspace
from foedera.workspace.filing import filing_of

REPORTS = sorted((Path(__file__).parents[1] / "cases" / "stories").glob("*.txt"))
WORDS = record("wording/stories.yaml")
ROOMS = Path(__file__).parents[2] / "src" / "foedera"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = str(tmp_path_factory.mktemp("ledger") / "made.ledger")
    workspace, at = Workspace(), datetime(2025, 1, 1, tzinfo=UTC)
    with create_ledger(address) as ledger:
        for number, path in enumerate(REPORTS):
            data = path.read_bytes()
            filing = filing_of(workspace.read(path, name=path.name), data)
            ledger.file(filing, data, at + timedelta(minutes=number))
    return address


@pytest.fixture(autouse=True)
def _terminal(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDERA_LEDGER", place)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(arguments) == code
    printed = capsys.readouterr()
    return printed.out if code == 0 else printed.err


def name_of(capsys: pytest.CaptureFixture[str]) -> str:
    (story,) = json.loads(told(capsys, "story", "--act", "deploy", "--agent", "PRK", "--json"))[
        "stories"
    ]
    return str(story["id"])


def test_conduct_is_a_table_of_stories_with_figures_and_counts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = told(capsys, "conduct", "PRK", "RUS", "--since", "2024-10-01")
    assert "What North Korea and Russia are reported to do" in page
    assert "1,500 troops | 3,000 troops" in page
    assert "denied (1)" in page
    assert re.search(r"deploys  North Korea → Russia +7 +5 +3", page)
    assert "ratifies" not in page


def test_the_same_states_may_be_named_in_indonesian(capsys: pytest.CaptureFixture[str]) -> None:
    page = told(capsys, "conduct", "Rusia", "Korea Utara", "--interface", "id")
    assert "mengerahkan  Korea Utara → Rusia" in page
    assert "10.000–12.000 tentara" in page


def test_acts_may_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    page = told(capsys, "conduct", "PRK", "RUS", "--act", "ratify")
    assert "ratifies" in page
    assert "deploys" not in page


def test_a_story_is_told_whole(capsys: pytest.CaptureFixture[str]) -> None:
    page = told(capsys, "story", name_of(capsys))
    for part in (
        "independent sources: 3 · texts: 5 · reports: 7",
        "up to 50,000 troops   United States",
        "how many: 1,500 troops (South Korea) against 10,000–12,000 troops (Ukraine)",
        "denied by Russia",
        "South Korea    says it first",
        "1,500 troops (18 October 2024) → 3,000 troops (23 October 2024)",
        "the same text in: meridian-october-19.txt, northern-october-19.txt (Yonhap)",
        "“Moskow membantah bahwa Korea Utara mengirim tentara ke Rusia.”",
        "“The Kremlin denied the report.”",
    ):
        assert part in " ".join(page.split()) or part in page


def test_a_story_is_found_by_any_of_its_claims(capsys: pytest.CaptureFixture[str]) -> None:
    story = name_of(capsys)
    data = json.loads(told(capsys, "story", story, "--json"))
    claim = data["stories"][0]["tellings"][-1]["claims"][0]["claim"]
    assert json.loads(told(capsys, "story", claim, "--json")) == data


def test_data_have_the_published_shape(capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads((DATA / "schemas" / "story.schema.json").read_text(encoding="utf-8"))
    arguments = ("conduct", "PRK", "RUS", "--known-by", "2024-11-01", "--json")
    data = json.loads(told(capsys, *arguments))
    Draft202012Validator(schema).validate(data)
    assert data["known_by"] == "2024-11-01"
    assert data["actors"]["PRK"] == {"en": "North Korea", "id": "Korea Utara"}


def test_both_clocks_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--known-by", "2024-10-20", "--recorded-by", "2025-01-02")
    page = told(capsys, "story", name_of(capsys), *arguments)
    assert "as known by 20 October 2024, as on record on 2025-01-02 23:59 UTC" in page
    assert "3,000 troops" not in page


def test_where_nothing_fits_the_page_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nothing on record fits." in told(capsys, "conduct", "FRA", "DEU")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("story", "sty-000000000000000000000000"), "There is no story or claim"),
        (("story", "clm-000000000000000000000000", "--known-by", "2020-01-01"), "--known-by"),
        (("conduct", "Atlantis", "RUS"), "Atlantis"),
        (("story", "--act", "deploy", "--ledger", "nowhere.ledger"), "nowhere.ledger"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_reason(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert said in told(capsys, *arguments, code=1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("story",), "--agent"),
        (("story", "sty-1", "--act", "deploy"), "alone"),
        (("story", "--act", "dance"), "is no act"),
        (("conduct", "PRK", "RUS", "--since", "yesterday"), "is not a day"),
    ],
)
def test_bad_usage_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert said in told(capsys, *arguments, code=2)


def test_every_word_about_stories_is_in_every_language_with_the_same_gaps() -> None:
    for key, entry in WORDS.items():
        assert set(entry) == set(INTERFACES), key
        english, indonesian = (set(re.findall(r"{(\w+)}", entry[one])) for one in INTERFACES)
        assert english == indonesian, key


def test_every_word_about_stories_is_used() -> None:
    told_in = ("cli/story_view.py", "cli/telling_stories.py", "wording/storytelling.py")
    code = " ".join((ROOMS / name).read_text(encoding="utf-8") for name in told_in)
    used = set(re.findall(r"""["']([a-z-]+)["']""", code)) | {
        f"story-role-{role.value}" for role in Role
    }
    assert set(WORDS) <= used
