"""Who must help, and who is drawn in: answers with their proofs, refusals with suggestions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from law_pages import rows_of

from foedera.treaties import Target
from foedera.workspace import Workspace
from foedera.workspace.answers import Circumstances
from foedera.workspace.whole_data import whole_answer, whole_cascade

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from foedera.ledger.sql_ledger import SqlLedger

ATTACK = "attacker=UKR&victim=RUS&on=2024-12-12"
DAY = date(2024, 12, 12)


def test_north_korea_is_bound_to_help_russia_a_week_after_entry_into_force(
    web: TestClient,
) -> None:
    rows = rows_of(web.get(f"/en/ask.csv?{ATTACK}"))
    (duty,) = [one for one in rows if one["obligation"] == "prk-rus-2024/defence"]
    assert (duty["debtor"], duty["creditor"], duty["verdict"]) == ("PRK", "RUS", "bound")
    assert (duty["provision"], duty["since_start"]) == ("4", "2024-12-04")


def test_a_month_before_it_was_not(web: TestClient) -> None:
    rows = rows_of(web.get("/en/ask.csv?attacker=UKR&victim=RUS&on=2024-11-12"))
    told = [one for one in rows if one["obligation"] == "prk-rus-2024/defence"]
    assert all(one["verdict"] == "not bound" for one in told)


def test_the_page_leads_from_the_verdict_down_to_the_sources(web: TestClient) -> None:
    page = web.get(f"/en/ask?{ATTACK}&state=PRK&open=1").text
    assert "yes, bound" in page
    assert 'href="/en/treaties/prk-rus-2024?on=2024-12-12"' in page
    assert '<details class="statement" open>' in page
    assert "Chosun Ilbo" in page
    assert "https://tass.com/" in page
    assert "VCLT 26" in page


def test_names_and_codes_and_both_languages_ask_the_same(web: TestClient) -> None:
    by_code = web.get(f"/en/ask.json?{ATTACK}").json()
    by_name = web.get("/id/ask.json?attacker=Ukraina&victim=Rusia&on=2024-12-12").json()
    in_words = web.get("/en/ask.json?question=Ukraine attacks Russia&on=2024-12-12").json()
    for told in (by_name, in_words):
        assert told["duties"] == by_code["duties"]


def test_the_data_are_those_of_the_python_api(web: TestClient, web_ledger: SqlLedger) -> None:
    workspace = Workspace(ledger=web_ledger)
    found = workspace.ask("UKR attacks RUS", DAY, place=Target.FORCES)
    told = web.get(f"/en/ask.json?{ATTACK}&place=forces").json()
    assert told == whole_answer(found, workspace.called)


@pytest.mark.parametrize(
    ("asked", "debtor", "creditor"),
    [
        ("question=who must defend Poland", None, "POL"),
        ("question=apa kewajiban Rusia terhadap Korea Utara", "RUS", "PRK"),
        ("victim=POL", None, "POL"),
        ("attacker=PRK", "PRK", None),
    ],
)
def test_other_questions_are_answered_too(
    web: TestClient, asked: str, debtor: str | None, creditor: str | None
) -> None:
    told = web.get(f"/en/ask.json?{asked}&on=2024-12-12").json()
    assert (told["question"]["debtor"], told["question"]["creditor"]) == (debtor, creditor)
    assert web.get(f"/id/ask?{asked}&on=2024-12-12").status_code == 200


def test_without_a_question_there_is_a_form_that_needs_no_script(web: TestClient) -> None:
    page = web.get("/id/ask").text
    assert 'name="attacker" list="states"' in page
    assert '<option value="Korea Utara">PRK</option>' in page
    assert "siapa wajib membela Polandia" in page


@pytest.mark.parametrize(
    ("asked", "suggestion"),
    [
        ("attacker=Rusia&victim=Polandiaa", "victim=POL"),
        ("attacker=Russa&victim=POL", "attacker=RUS"),
        ("attacker=RUS&victim=NATO&on=2024-12-12", "victim=POL"),
        ("question=Russia loves Poland", "/ask?attacker=RUS&amp;victim=POL"),
        ("attacker=SUN&victim=POL&on=2024-12-12", "attacker=RUS"),
    ],
)
@pytest.mark.parametrize("language", ["en", "id"])
def test_what_is_not_understood_comes_with_suggestions(
    web: TestClient, asked: str, suggestion: str, language: str
) -> None:
    answer = web.get(f"/{language}/ask?{asked}")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert suggestion in answer.text
    data = web.get(f"/{language}/ask.json?{asked}")
    assert (data.status_code, data.json()["status"]) == (400, 400)


def test_an_attack_begun_later_than_the_day_is_refused(web: TestClient) -> None:
    assert web.get(f"/id/ask?{ATTACK}&begun=2030-01-01").status_code == 400


def test_one_state_alone_is_shown_with_its_own_proofs(web: TestClient) -> None:
    page = web.get(f"/en/ask?{ATTACK}&state=BLR").text
    assert "Only Belarus" in page
    assert "All states" in page
    assert "Kazakhstan</a></h3>" not in page


# The cascade --------------------------------------------------------------------------

WAR = "attacker=RUS&victim=POL&on=2024-12-12"


def test_a_cascade_is_a_picture_with_a_table_beside_it(web: TestClient) -> None:
    page = web.get(f"/en/ask/cascade?{WAR}").text
    rows = rows_of(web.get(f"/en/ask/cascade.csv?{WAR}"))
    joined = {row["state"] for row in rows if row["part"] == "joined"}
    assert {"POL", "RUS", "DEU", "USA"} <= joined
    assert "<svg" in page
    assert page.count("<tbody>") == 1
    assert page.count('<th scope="row">') == len(rows)


def test_a_cascade_as_data_is_that_of_the_python_api(
    web: TestClient, web_ledger: SqlLedger
) -> None:
    workspace = Workspace(ledger=web_ledger)
    found = workspace.cascade("RUS attacks POL", DAY, spread=False)
    told = web.get(f"/en/ask/cascade.json?{WAR}&spread=0").json()
    assert told == whole_cascade(found, Circumstances(DAY), workspace.called)


def test_a_cascade_needs_an_attack(web: TestClient) -> None:
    empty = web.get("/en/ask/cascade", follow_redirects=False)
    assert empty.headers["location"] == "/en/ask"
    assert web.get("/id/ask/cascade?victim=POL").status_code == 400
