"""States and pairs of states: what is owed, what is told, how a state ratifies."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from law_pages import rows_of

from foedera.workspace import Workspace
from foedera.workspace.answer_data import DYAD_COLUMNS
from foedera.workspace.answers import Circumstances
from foedera.workspace.replies import obligations_reply

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from foedera.ledger.sql_ledger import SqlLedger

ON = "on=2024-12-12"


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_state_is_told_of_with_its_instruments_and_its_way_to_ratify(
    web: TestClient, language: str
) -> None:
    page = web.get(f"/{language}/states/RUS?{ON}").text
    assert f'href="/{language}/treaties/prk-rus-2024?on=2024-12-12' in page
    organ = {"en": "Federation Council", "id": "Dewan Federasi"}[language]
    assert organ in page
    assert f'href="/{language}/states/RUS/PRK?on=2024-12-12"' in page


def test_a_states_rows_have_atops_shape(web: TestClient) -> None:
    answer = web.get(f"/en/states/PRK.csv?{ON}")
    rows = rows_of(answer)
    assert tuple(rows[0]) == DYAD_COLUMNS
    (owed,) = [one for one in rows if (one["debtor"], one["creditor"]) == ("PRK", "RUS")]
    assert (owed["defense"], owed["offense"]) == ("1", "NA")
    assert "prk-rus-2024" in owed["instruments"]


def test_a_pair_is_told_of_in_both_directions(web: TestClient) -> None:
    page = web.get(f"/en/states/PRK/RUS?{ON}").text
    assert "What North Korea owes Russia" in page
    assert "What Russia owes North Korea" in page
    assert "since 4 December 2024" in page


def test_a_pairs_data_are_those_of_the_python_api(web: TestClient, web_ledger: SqlLedger) -> None:
    told = web.get(f"/en/states/PRK/RUS.json?{ON}").json()
    workspace, under = Workspace(ledger=web_ledger), Circumstances(date(2024, 12, 12))
    assert told["owes"] == obligations_reply(workspace, ("PRK", "RUS"), None, under)
    assert told["owed"] == obligations_reply(workspace, ("RUS", "PRK"), None, under)


def test_a_pairs_rows_go_back_through_time(web: TestClient) -> None:
    rows = rows_of(web.get(f"/en/states/PRK/RUS.csv?{ON}"))
    assert {(one["debtor"], one["creditor"]) for one in rows} == {("PRK", "RUS"), ("RUS", "PRK")}
    last = [one for one in rows if one["end"] == "2024-12-12"]
    assert {one["start"] for one in last} == {"2024-12-04"}
    assert {one["defense"] for one in last} == {"1"}


def test_a_name_leads_to_the_code(web: TestClient) -> None:
    answer = web.get(f"/id/states/Korea Utara/Rusia?{ON}", follow_redirects=False)
    assert answer.headers["location"] == f"/id/states/PRK/RUS?{ON}"


@pytest.mark.parametrize(
    ("path", "status", "near"),
    [("Indonesa", 404, "IDN"), ("IDN/Malasia", 404, "IDN/MYS"), ("NATO", 400, "POL")],
)
def test_what_is_no_state_comes_with_what_is_near(
    web: TestClient, path: str, status: int, near: str
) -> None:
    answer = web.get(f"/en/states/{path}?{ON}")
    assert answer.status_code == status
    assert f'href="/en/states/{near}?{ON}"' in answer.text


def test_a_state_that_is_no_more_still_has_a_page(web: TestClient) -> None:
    answer = web.get(f"/en/states/SUN?{ON}")
    assert answer.status_code == 200
    assert "was no state on 12 December 2024" in answer.text
    assert web.get(f"/en/states/SUN.json?{ON}").status_code == 400
    assert web.get("/en/states/SUN.json?on=1970-01-01").status_code == 200


def test_two_states_are_needed_for_a_pair(web: TestClient) -> None:
    assert web.get("/en/states/PRK/PRK").status_code == 400


def test_every_state_on_record_is_listed(web: TestClient) -> None:
    rows = rows_of(web.get("/en/states.csv"))
    assert {"PRK", "RUS", "IDN"} <= {one["code"] for one in rows}
    assert 'href="/id/states/IDN"' in web.get("/id/states").text


def test_conduct_is_a_page_of_its_own_too(web: TestClient) -> None:
    for path in ("/en/states/PRK/reported", "/id/states/PRK/RUS/reported"):
        assert web.get(f"{path}?days=900").status_code == 200
        assert "stories" in web.get(f"{path}.json?days=900").json()
    assert web.get("/en/states/PRK?days=nine").status_code == 400
