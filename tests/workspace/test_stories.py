"""Stories out of a real ledger, of several made reports in English and Indonesian."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from foedera.assessment import Difference, Role
from foedera.ledger import Ledger, Sought, create_ledger
from foedera.resources import DATA
from foedera.workspace import Workspace
from foedera.workspace.errors import StoryMovedError, UnknownStoryError
from foedera.workspace.filing import filing_of
from foedera.workspace.stories import Clocks, StoriesOnRecord
from foedera.workspace.story_data import stories_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.assessment import Story

REPORTS = sorted((Path(__file__).parents[1] / "cases" / "stories").glob("*.txt"))
BEGUN = datetime(2025, 1, 1, tzinfo=UTC)
SOUGHT = Sought(acts=("deploy",), agents=("PRK",), counterparts=("RUS",))
WORKSPACE = Workspace()


def recorded(place: Path, reports: list[Path]) -> Ledger:
    """Return a ledger with some reports, recorded a minute after one another."""
    ledger = create_ledger(str(place / "made.ledger"))
    for number, path in enumerate(reports):
        data = path.read_bytes()
        filing = filing_of(WORKSPACE.read(path, name=path.name), data)
        ledger.file(filing, data, BEGUN + timedelta(minutes=number))
    return ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    held = recorded(tmp_path_factory.mktemp("ledger"), REPORTS)
    yield held
    held.close()


def on_record(ledger: Ledger, clocks: Clocks | None = None) -> StoriesOnRecord:
    return StoriesOnRecord(ledger, WORKSPACE.catalogue, clocks)


@pytest.fixture(scope="module")
def story(ledger: Ledger) -> Story:
    (found,) = on_record(ledger).fitting(SOUGHT)
    return found


def test_three_outlets_with_one_wires_copy_are_one_text(story: Story) -> None:
    names = [sorted(one.name for one in text.documents) for text in story.texts]
    assert names == [
        ["harbour-october-18.txt", "meridian-october-19.txt", "northern-october-19.txt"],
        ["meridian-october-23.txt"],
        ["warta-25-oktober.txt"],
        ["wallacea-12-november.txt"],
        ["harbour-november-13.txt"],
    ]
    assert (story.told.reports, story.told.texts) == (7, 5)
    assert (story.told.named, story.denied.named) == (3, 1)


def test_who_says_it_first_and_how_its_figures_changed(story: Story) -> None:
    seoul = story.voices[0]
    assert (seoul.origin.actors, seoul.leads) == (("KOR",), True)
    told = [(day, story.figures[number].amount.low) for day, number in seoul.figures]
    assert told == [
        (date(2024, 10, 18), 1500),
        (date(2024, 10, 23), 3000),
        (date(2024, 11, 12), 12000),
    ]
    assert [one.role for one in story.tellings if one.origin == seoul.origin] == [
        Role.FIRST,
        Role.CHANGES,
        Role.CHANGES,
    ]


def test_figures_that_may_both_hold_are_no_opposition(story: Story) -> None:
    bounds = [(one.amount.low, one.amount.high) for one in story.figures]
    assert bounds == [(1500, 1500), (3000, 3000), (10000, 12000), (12000, 12000), (None, 50000)]
    apart = {
        tuple(story.tellings[side[0]].claim.amount.high for side in one.sides)
        for one in story.oppositions
        if one.difference is Difference.AMOUNT
    }
    assert apart == {(1500, 12000), (3000, 12000)}


def test_a_denial_whose_object_is_not_said_is_shown_and_not_counted(story: Story) -> None:
    assert [one.sentence for one in story.rejections] == ["The Kremlin denied the report."]
    assert [one.claim.sources[0].actors for one in story.tellings if one.denied] == [("RUS",)]


def test_a_story_is_the_same_by_its_name_and_by_any_of_its_claims(
    ledger: Ledger, story: Story
) -> None:
    told = on_record(ledger)
    assert told.story(story.id) == story
    claims = [claim.id for one in story.tellings for claim in one.claims]
    assert all(told.story(claim) == story for claim in (claims[0], claims[-1]))


def test_a_ratification_told_by_a_state_agency_in_two_languages_is_one_source(
    ledger: Ledger,
) -> None:
    (found,) = on_record(ledger).fitting(Sought(acts=("ratify",), instrument="prk-rus-2024"))
    assert found.instrument == "prk-rus-2024"
    assert (found.told.texts, found.when.start) == (2, date(2024, 11, 11))


def test_what_was_known_by_a_day_is_told_as_it_was_then(ledger: Ledger, story: Story) -> None:
    then = on_record(ledger, Clocks(known_by=date(2024, 10, 23)))
    (found,) = then.fitting(SOUGHT)
    assert found.id == story.id
    assert [one.amount.high for one in found.figures] == [1500, 3000, 50000]
    assert found.denied.reports == 0
    last = story.tellings[-1].claims[0].id
    with pytest.raises(UnknownStoryError, match="known-by"):
        then.story(last)


def test_what_was_on_record_at_a_moment_is_told_as_it_was_then(
    ledger: Ledger, story: Story
) -> None:
    (found,) = on_record(ledger, Clocks(recorded_by=BEGUN)).fitting(SOUGHT)
    assert [one.documents[0].name for one in found.texts] == [REPORTS[0].name]
    assert found.id != story.id


def test_a_story_that_is_called_otherwise_now_says_how(tmp_path: Path) -> None:
    later, earlier = REPORTS[0], REPORTS[1]
    ledger = recorded(tmp_path, [later])
    (before,) = on_record(ledger).fitting(SOUGHT)
    data = earlier.read_bytes()
    ledger.file(filing_of(WORKSPACE.read(earlier), data), data, BEGUN + timedelta(days=1))
    (after,) = on_record(ledger).fitting(SOUGHT)
    with pytest.raises(StoryMovedError, match=after.id):
        on_record(ledger).story(before.id)
    assert on_record(ledger).story(before.tellings[0].claims[0].id) == after
    ledger.close()


@pytest.mark.parametrize("called", ["sty-000000000000000000000000", "clm-1", "prk-rus-2024", ""])
def test_what_is_no_story_is_refused(ledger: Ledger, called: str) -> None:
    with pytest.raises(UnknownStoryError):
        on_record(ledger).story(called)


def test_conduct_between_two_states_since_a_day(ledger: Ledger, story: Story) -> None:
    told = on_record(ledger)
    assert told.between("RUS", "PRK", Sought(since=date(2024, 11, 1))) == (story,)
    assert told.between("RUS", "PRK", Sought(since=date(2024, 12, 1))) == ()
    assert told.between("RUS", "UKR", Sought()) == ()


def test_the_order_of_recording_does_not_matter(tmp_path: Path, story: Story) -> None:
    ledger = recorded(tmp_path, REPORTS[::-1])
    (found,) = on_record(ledger).fitting(SOUGHT)
    moments = stories_data([found], Clocks(), WORKSPACE.called)
    assert moments == stories_data([story], Clocks(), WORKSPACE.called)
    ledger.close()


def test_stories_as_data_have_the_published_shape(ledger: Ledger) -> None:
    schema = json.loads((DATA / "schemas" / "story.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    everything = on_record(ledger).fitting(Sought())
    clocks = Clocks(known_by=date(2024, 12, 1), recorded_by=BEGUN)
    told = stories_data(everything, clocks, WORKSPACE.called)
    Draft202012Validator(schema).validate(json.loads(json.dumps(told)))
    assert len(told["stories"]) > 2
    empty = stories_data([], replace(clocks, known_by=None), WORKSPACE.called)
    Draft202012Validator(schema).validate(json.loads(json.dumps(empty)))
