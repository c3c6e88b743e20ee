"""What is written down of single wars, and of regions: sound, and told on the pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedera.actors import Catalogue
from foedera.datasets.regions import Region, fought_in, home_of
from foedera.datasets.state_codes import cow_of
from foedera.datasets.wars.finding import DEFAULTS, Aspect
from foedera.datasets.wars.settled import CONDUCT, settled
from foedera.dates import PartialDate
from foedera.resources import record
from foedera.treaties import ObligationKind

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "explanation" / "duties-in-wars.md").read_text(encoding="utf-8")


def test_attacks_are_between_states_on_days() -> None:
    for number, rows in record("datasets/war-attacks.yaml")["wars"].items():
        days = [PartialDate.parse(row["day"]).earliest for row in rows]
        assert days == sorted(days), number
        for row in rows:
            assert row.keys() <= {"by", "on", "day", "helping", "forces"}, row
            for code in (row["by"], *row["on"], *row.get("helping", ())):
                assert code in Catalogue.load(), (number, code)
                assert cow_of(code), (number, code)
            assert row["by"] not in row["on"]


def test_findings_name_a_point_and_a_reason() -> None:
    points = {one.value for one in Aspect} | {CONDUCT}
    seen = set()
    for row in record("datasets/war-findings.yaml")["findings"]:
        assert row.keys() <= {"war", "atop", "kind", "point", "met", "allies", "because"}, row
        assert row["point"] in points, row
        assert row["met"] in {"yes", "no"}, row
        assert row["because"].keys() == {"en", "id"}, row
        assert all(code in Catalogue.load() for code in row.get("allies", ())), row
        key = (row["war"], row["atop"], row.get("kind"), row["point"])
        assert key not in seen, row
        seen.add(key)


def test_a_finding_for_some_allies_is_the_opposite_for_others() -> None:
    found = settled(139, 2550, ObligationKind.DEFENCE)["condition"]
    assert found.holds("GBR")
    assert not found.holds("CUB")


@pytest.mark.parametrize(
    ("number", "regions"),
    [
        (2, {Region.WESTERN_HEMISPHERE}),
        (255, {Region.EUROPE}),
        (365, {Region.EUROPE, Region.ASIA}),
        (651, {Region.MIDDLE_EAST, Region.AFRICA}),
        (530, {Region.AFRICA}),
        (740, {Region.ASIA}),
        (900, {Region.OCEANIA}),
    ],
)
def test_every_state_is_at_home_somewhere(number: int, regions: set[Region]) -> None:
    assert home_of(number) == regions


def test_every_state_with_a_number_has_a_home_region() -> None:
    for one in Catalogue.load().states():
        if one.cow:
            assert home_of(int(one.cow)), one.code


def test_codes_of_where_a_war_was_fought_are_regions() -> None:
    assert fought_in(14) == {Region.EUROPE, Region.AFRICA, Region.MIDDLE_EAST}
    assert fought_in(-9) == frozenset()


@pytest.mark.parametrize("default", sorted(DEFAULTS))
def test_every_default_is_told_on_the_page(default: str) -> None:
    assert f"`{default}`" in PAGE


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_point_has_words(language: str) -> None:
    words = record("wording/wars.yaml")
    assert all(one[language] for one in words.values())
    assert DEFAULTS.keys() <= words.keys()
