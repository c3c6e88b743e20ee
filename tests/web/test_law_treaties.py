"""The list of treaties and the page of each: what is known, in both languages and as data."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from law_pages import plain, rows_of, stamp_in
from reports_for_review import desk, minute

from foedera.claims.review import Decision, Verdict, named
from foedera.treaties import Registry, brief_status, status
from foedera.workspace import Workspace
from foedera.workspace.answers import Circumstances
from foedera.workspace.whole_data import whole_status

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from foedera.ledger.sql_ledger import SqlLedger

BEFORE = "on=2024-11-12"
EVERY = [one.id for one in Registry.load().cards]
#: A page of each kind there is, and every twelfth of the rest.
SAMPLE = sorted({"prk-rus-2024", "un-charter-1945", "north-atlantic-treaty-1949", *EVERY[::12]})


def test_the_treaty_of_2024_is_not_in_force_before_instruments_are_exchanged(
    web: TestClient,
) -> None:
    page = plain(web.get(f"/en/treaties/prk-rus-2024?{BEFORE}").text)
    assert "not in force" in page
    assert "exchange of instruments of ratification between North Korea and Russia" in page
    assert "owe nothing under its clauses" in page


def test_it_is_in_force_a_month_later(web: TestClient) -> None:
    page = plain(web.get("/en/treaties/prk-rus-2024?on=2024-12-12").text)
    assert "in force since 4 December 2024" in page
    assert "What is missing" not in page


def test_a_state_still_has_its_own_way_to_go_at_home(web: TestClient) -> None:
    page = plain(web.get("/en/treaties/prk-rus-2024?on=2024-10-30&known_by=2024-10-30").text)
    assert "Still to be done at home" in page
    assert "Federation Council" in page


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", SAMPLE)
def test_pages_of_treaties_answer_in_both_languages(
    web: TestClient, name: str, language: str
) -> None:
    answer = web.get(f"/{language}/treaties/{name}")
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert "style=" not in answer.text.partition("<main")[2]


def test_the_page_in_indonesian_has_no_english_words_of_the_interface(web: TestClient) -> None:
    page = plain(web.get(f"/id/treaties/prk-rus-2024?{BEFORE}").text)
    for english in (
        "Status that day",
        "Obligations",
        "Sources of the record",
        "party",
        "Why",
        "not in",
    ):
        assert english not in page
    assert "belum berlaku" in page
    assert "pertukaran piagam ratifikasi antara Korea Utara dan Rusia" in page


def test_the_data_of_a_page_are_those_of_the_python_api(
    web: TestClient, web_ledger: SqlLedger
) -> None:
    told = web.get(f"/en/treaties/prk-rus-2024.json?{BEFORE}").json()
    workspace = Workspace(ledger=web_ledger)
    found = workspace.on_record.status("prk-rus-2024", date(2024, 11, 12))
    under = Circumstances(date(2024, 11, 12))
    assert told == whole_status(
        found.instrument, found.status, under, workspace.called, on_record=found
    )
    assert told["status"] == "not yet in force"
    assert [one["lack"] for one in told["missing"]] == ["exchange"]


def test_the_rows_of_a_page_are_its_parties(web: TestClient) -> None:
    rows = rows_of(web.get(f"/en/treaties/prk-rus-2024.csv?{BEFORE}"))
    assert {(row["state"], row["standing"]) for row in rows} == {
        ("PRK", "ratified at home"),
        ("RUS", "ratified at home"),
    }
    assert {row["signature"] for row in rows} == {"2024-06-19"}


def test_a_life_is_a_picture_that_runs_and_fetches_nothing(web: TestClient) -> None:
    answer = web.get(f"/id/treaties/prk-rus-2024.svg?{BEFORE}")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "<script" not in answer.text
    assert "12 November 2024" in answer.text


def test_a_life_of_very_many_steps_is_fetched_apart(web: TestClient) -> None:
    page = web.get("/en/treaties/un-charter-1945").text
    assert '<img src="/en/treaties/un-charter-1945.svg"' in page
    assert "<svg" not in page


def test_atops_coding_counts_from_signature(web: TestClient) -> None:
    told = web.get(f"/en/treaties/prk-rus-2024.json?{BEFORE}&coding=atop").json()
    assert (told["basis"], told["status"]) == ("signature", "in force")


def test_a_name_leads_to_the_identifier(web: TestClient) -> None:
    answer = web.get("/en/treaties/North Atlantic Treaty?on=2020-01-01", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/en/treaties/north-atlantic-treaty-1949?on=2020-01-01"


@pytest.mark.parametrize("language", ["en", "id"])
def test_an_unknown_name_gives_what_comes_near(web: TestClient, language: str) -> None:
    answer = web.get(f"/{language}/treaties/prk-rus-2042")
    assert answer.status_code == 404
    assert f'href="/{language}/treaties/prk-rus-2024"' in answer.text
    assert web.get(f"/{language}/treaties/prk-rus-2042.json").json()["status"] == 404


def test_a_name_of_several_treaties_gives_them_all(web: TestClient) -> None:
    answer = web.get("/en/treaties/treaty of friendship")
    assert answer.status_code == 400
    assert answer.text.count('class="row-list"') == 1
    assert answer.text.count("<li>") > 1


# Sources that do not go together ------------------------------------------------------


def test_both_sides_of_a_contradiction_stand_side_by_side(web: TestClient) -> None:
    page = plain(web.get("/en/treaties/prk-rus-2024?on=2024-12-12").text)
    assert "One side says it, another denies it" in page
    assert "the Kremlin said" in page
    assert "denied that it had ratified" in page
    assert "Days that shut each other out" in page
    assert "10 November 2024" in page
    assert "11 November 2024" in page


def test_every_telling_offers_its_evidence_and_its_proposal(web: TestClient) -> None:
    page = web.get("/en/treaties/prk-rus-2024").text
    assert re.search(r'href="/en/provenance/clm-[0-9a-f]+"', page)
    assert re.search(r'href="/en/review/prp-[0-9a-f]+"', page)
    assert 'href="/en/claims?instrument=prk-rus-2024"' in page


def test_reports_known_later_are_left_out(web: TestClient) -> None:
    page = plain(web.get("/en/treaties/prk-rus-2024?known_by=2024-11-12").text)
    assert "the Kremlin said" not in page
    assert "denied that it had ratified" not in page


def test_quotations_keep_their_own_language(web: TestClient) -> None:
    page = web.get("/id/treaties/prk-rus-2024").text
    assert '<q lang="en">North Korea' in page


def test_what_reports_tell_is_a_page_of_its_own_too(web: TestClient) -> None:
    answer = web.get("/en/treaties/prk-rus-2024/reported")
    assert answer.status_code == 200
    told = web.get("/en/treaties/prk-rus-2024/reported.json").json()
    assert told["schema"].startswith("urn:foedera:schema:proposals")
    rows = rows_of(web.get("/en/treaties/prk-rus-2024/reported.csv"))
    assert {row["proposal"] for row in rows} == {one["id"] for one in told["proposals"]}


def test_an_agreement_that_the_registry_lacks_has_a_page(web: TestClient) -> None:
    name = "unregistered-can-phl"
    page = web.get(f"/en/treaties/{name}")
    assert page.status_code == 200
    assert "between Philippines and Canada" in plain(page.text)
    assert "Status of Visiting Forces Agreement" in page.text
    assert web.get("/en/treaties/unregistered-aaa-bbb").status_code == 404


def test_an_instrument_that_a_coder_added_has_a_page(
    own_web: TestClient, own_ledger: SqlLedger
) -> None:
    record = Workspace(ledger=own_ledger).on_record
    (proposal,) = [one for one in record.proposed().proposals if one.instrument]
    assert proposal.instrument is not None
    own_ledger.decide(
        [
            named(
                Decision(
                    id="",  # type: ignore[arg-type]
                    coder="ana",
                    at=minute(1),
                    verdict=Verdict.ACCEPT,
                    subject=proposal.id,
                    instrument=proposal.instrument,
                    evidence=tuple(one.claim for one in proposal.support),
                )
            )
        ],
        minute(1),
    )
    name = proposal.instrument.id
    answer = own_web.get(f"/en/treaties/{name}")
    assert answer.status_code == 200
    assert "Not in the registry" in plain(answer.text)
    moved = own_web.get(f"/en/treaties/{proposal.told_as}", follow_redirects=False)
    assert moved.headers["location"] == f"/en/treaties/{name}"
    assert name in own_web.get("/en/treaties?words=canada philippines").text


# The list -----------------------------------------------------------------------------


def test_the_list_tells_where_each_stood_that_day(web: TestClient) -> None:
    rows = {row["id"]: row for row in rows_of(web.get(f"/en/treaties.csv?{BEFORE}"))}
    assert len(rows) == len(EVERY)
    assert rows["prk-rus-2024"]["status"] == "not yet in force"
    assert rows["north-atlantic-treaty-1949"]["status"] == "in force"


def test_the_list_is_found_by_name_and_by_party(web: TestClient) -> None:
    by_name = rows_of(web.get("/en/treaties.csv?words=comprehensive strategic korea"))
    assert "prk-rus-2024" in {row["id"] for row in by_name}
    by_party = rows_of(web.get("/id/treaties.csv?party=Korea Utara"))
    assert by_party
    assert all("PRK" in row["parties"] or row["id"] for row in by_party)
    assert {"prk-rus-2024", "prk-rus-2000"} <= {row["id"] for row in by_party}


def test_a_party_that_nobody_knows_gives_what_comes_near(web: TestClient) -> None:
    page = web.get("/en/treaties?party=Indonesa").text
    assert "No state is called" in page
    assert 'href="/en/treaties?party=IDN"' in page


def test_facets_narrow_and_tell_how_many_they_leave(web: TestClient) -> None:
    told = web.get("/en/treaties.json?kind=defence&size=bilateral").json()
    assert told["total"] == told["facets"]["kind"]["defence"]
    assert told["total"] == told["facets"]["size"]["bilateral"]
    rows = rows_of(web.get("/en/treaties.csv?kind=defence&size=bilateral"))
    assert len(rows) == told["total"]
    assert all("defence" in row["obligations"] for row in rows)


def test_pages_of_the_list_follow_one_another_without_gap_or_double(web: TestClient) -> None:
    seen: list[str] = []
    after = 0
    while after is not None:
        told = web.get(f"/en/treaties.json?order=id&after={after}").json()
        seen += [one["id"] for one in told["instruments"]]
        after = told["after"]
    assert seen == sorted(EVERY)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(on=st.dates(date(1820, 1, 1), date(2030, 1, 1)), name=st.sampled_from(EVERY))
def test_the_brief_status_is_the_whole_one(on: date, name: str) -> None:
    one = desk().registry.instrument(name)
    whole = status(one, on)
    assert brief_status(one, on) == (whole.status, whole.since)


# Following ----------------------------------------------------------------------------


def test_a_treaty_is_followed_and_left_again(own_web: TestClient) -> None:
    page = own_web.get("/en/treaties/prk-rus-2024").text
    fields = {"stamp": stamp_in(page), "instrument": "prk-rus-2024", "follow": "yes"}
    answer = own_web.post("/en/follow", data=fields, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/en/treaties/prk-rus-2024"
    assert own_web.cookies["followed"] == "prk-rus-2024"
    assert "Stop following" in own_web.get("/en/treaties/prk-rus-2024").text
    own_web.post("/en/follow", data={**fields, "follow": ""}, follow_redirects=False)
    assert "followed" not in own_web.cookies


def test_following_needs_a_page_of_ours_and_an_identifier(own_web: TestClient) -> None:
    forged = own_web.post("/en/follow", data={"instrument": "prk-rus-2024", "follow": "yes"})
    assert forged.status_code == 403
    stamp = stamp_in(own_web.get("/en/treaties/prk-rus-2024").text)
    strange = own_web.post("/en/follow", data={"stamp": stamp, "instrument": "../../x"})
    assert strange.status_code == 400
