"""The review queue in the browser, as forms and data have it: no script runs here."""

from __future__ import annotations

import csv
import io
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from reports_for_review import ledger_in
from reports_to_decide import MANY, TODAY, TREATY, ledger_to_decide, stamp_of
from starlette.testclient import TestClient

from foedera.claims.review import Verdict
from foedera.ledger import Filing, Sought
from foedera.web.application import application
from foedera.web.desk import Desk
from foedera.web.gates.open_gate import OpenGate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from httpx import Response

    from foedera.ledger.sql_ledger import SqlLedger


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[SqlLedger]:
    """A ledger in which a dozen proposals wait."""
    ledger = ledger_to_decide(tmp_path)
    yield ledger
    ledger.close()


@pytest.fixture
def coder(waiting: SqlLedger) -> Iterator[Callable[[str], TestClient]]:
    """Gives the client of a coder, each of a server of their own over the same ledger."""
    clients: dict[str, TestClient] = {}

    def of(name: str) -> TestClient:
        if name not in clients:
            desk = Desk(waiting, OpenGate(name), lambda: TODAY)
            client = TestClient(application(desk), base_url="http://127.0.0.1")
            clients[name] = client.__enter__()
        return clients[name]

    yield of
    for client in clients.values():
        client.__exit__(None, None, None)


def queue(client: TestClient, **asked: object) -> list[dict[str, Any]]:
    """Return what waits, once it is gathered."""
    while (answer := client.get("/en/review.json", params=asked)).status_code == 202:
        time.sleep(0.05)
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["proposals"]
    return found


def send(
    client: TestClient, proposal: str, do: str, *, form: str = "", query: str = "", **fields: object
) -> Response:
    """Send what a form of a proposal's page sends."""
    page = client.get(f"/en/review/{proposal}{query}")
    data = {"stamp": stamp_of(page.text), "do": do, "seen": seen_of(page.text), **fields}
    path = f"/en/review/{proposal}{form}{query}"
    return client.post(path, data=data, follow_redirects=False)


def seen_of(page: str) -> str:
    return page.partition('data-seen="')[2].partition('"')[0]


# What is shown.


def test_a_queue_tells_what_waits_since_when_and_how_much_is_disputed(own_web: TestClient) -> None:
    queue(own_web)
    data = own_web.get("/en/review.json").json()
    assert (data["waiting"], data["oldest"], data["disputed"]) == (4, "2024-11-13", 1)
    rows = list(csv.DictReader(io.StringIO(own_web.get("/en/review.csv").text)))
    assert [one["id"] for one in rows] == [one["id"] for one in data["proposals"]]
    page = own_web.get("/en/review").text
    assert all(f"/en/review/{one['id']}" in page for one in data["proposals"])


def test_a_proposal_shows_words_copies_versions_denials_registry_and_confidence(
    own_web: TestClient,
) -> None:
    (disputed,) = (one for one in queue(own_web) if one["disputed"])
    page = own_web.get(f"/en/review/{disputed['id']}").text
    for told in (
        '<mark class="said said-act">ratified</mark>',
        "Officials spoke at length.",
        "11 November 2024: both cannot be true",
        "North Korea denied that it had ratified",
        "copies: 1",
        "has it on another day: 11 November 2024",
        "independence",
    ):
        assert told in page
    data = own_web.get(f"/en/review/{disputed['id']}.json").json()
    assert data["passage"]["before"][-1] == "Officials spoke at length."
    assert [one["relation"] for one in data["other_days"]] == ["shuts out"]
    assert len(data["denials"]) == 1


def test_the_same_page_speaks_indonesian_and_leaves_quotations_their_language(
    own_web: TestClient,
) -> None:
    (disputed,) = (one for one in queue(own_web) if one["disputed"])
    page = own_web.get(f"/id/review/{disputed['id']}").text
    assert "Yang membantah" in page
    assert '<blockquote class="passage" lang="en">' in page


def test_the_address_narrows_the_queue(own_web: TestClient) -> None:
    for asked, count in (
        ({"act": "ratify"}, 1),
        ({"act": "sign"}, 2),
        ({"state": "Canada"}, 2),
        ({"denied": "1"}, 1),
        ({"confidence": "low"}, 1),
        ({"since": "2025-01-01"}, 3),
        ({"instrument": "prk-rus-2024"}, 1),
        ({"instrument": "unregistered-can-phl"}, 3),
    ):
        assert len(queue(own_web, **asked)) == count, asked


def test_an_unreadable_filter_is_refused(own_web: TestClient) -> None:
    for wrong in ("act=dance", "since=yesterday", "state=Ruritania", "seed=x", "instrument=x"):
        assert own_web.get(f"/en/review?{wrong}").status_code in {400, 404}, wrong


def test_an_unknown_proposal_is_not_found(own_web: TestClient) -> None:
    queue(own_web)
    assert own_web.get("/en/review/prp-000000000000000000000000").status_code == 404


def test_an_instrument_can_be_chosen_by_how_much_is_told_of_it(own_web: TestClient) -> None:
    page = own_web.get("/en/review?choose=1").text
    assert "/en/review?instrument=prk-rus-2024" in page
    told = own_web.get("/en/review.json?choose=1").json()["instruments"]
    assert {one["instrument"] for one in told} >= {"prk-rus-2024", "unregistered-can-phl"}
    assert all(one["steps"] >= one["reports"] >= 1 for one in told)


# Deciding.


def test_deciding_leads_to_the_next_and_stays_in_view(coder: Callable[[str], TestClient]) -> None:
    ana = coder("ana")
    first, second, *_ = queue(ana)
    answer = send(ana, first["id"], "reject")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/en/review/{second['id']}"
    page = ana.get(answer.headers["location"]).text
    assert "rejected · ratifies · North Korea · 12 October 2024" in page
    assert f'data-subject="{first["id"]}"' in page
    assert len(queue(ana)) == MANY - 1


def test_filters_go_along_from_one_proposal_to_the_next(
    coder: Callable[[str], TestClient],
) -> None:
    ana = coder("ana")
    first, second, *_ = queue(ana, instrument=TREATY)
    answer = send(ana, first["id"], "accept", query=f"?instrument={TREATY}&act=ratify")
    assert answer.headers["location"] == f"/en/review/{second['id']}?instrument={TREATY}&act=ratify"


def test_an_undone_decision_waits_again(
    coder: Callable[[str], TestClient], waiting: SqlLedger
) -> None:
    ana = coder("ana")
    first = queue(ana)[0]["id"]
    send(ana, first, "accept")
    (made,) = waiting.decisions()
    assert send(ana, first, "undo", decision=made.id).status_code == 303
    assert len(queue(ana)) == MANY
    assert [one.verdict for one in waiting.decisions()] == [Verdict.ACCEPT, Verdict.UNDO]
    assert send(ana, first, "undo", decision=made.id).status_code == 409


def test_a_note_and_a_flag_decide_nothing(
    coder: Callable[[str], TestClient], waiting: SqlLedger
) -> None:
    ana = coder("ana")
    first = queue(ana)[0]["id"]
    send(ana, first, "flag")
    answer = send(ana, first, "note", note="<b>odd</b>")
    assert answer.headers["location"] == f"/en/review/{first}"
    assert [one.note for one in waiting.decisions()] == ["flag", "<b>odd</b>"]
    page = ana.get(f"/en/review/{first}").text
    assert "&lt;b&gt;odd&lt;/b&gt;" in page
    assert len(queue(ana)) == MANY


def test_an_amendment_says_what_is_wrong_beside_its_field(
    coder: Callable[[str], TestClient], waiting: SqlLedger
) -> None:
    ana = coder("ana")
    first = queue(ana)[0]["id"]
    fields = {"act": "ratify", "state": "PRK", "organ": "", "instrument": TREATY}
    refused = send(ana, first, "amend", **fields, days="last week")
    assert refused.status_code == 400
    assert 'value="last week"' in refused.text
    assert 'aria-invalid="true"' in refused.text
    assert waiting.decisions() == ()
    assert send(ana, first, "amend", **fields, days="2024-10").status_code == 303
    (made,) = waiting.decisions()
    assert made.verdict is Verdict.AMEND
    assert made.step is not None
    assert str(made.step.when.end) == "2024-10-31"


def test_a_new_instrument_is_amended_by_name_parties_and_title(own_web: TestClient) -> None:
    (new,) = (one for one in queue(own_web) if one["act"] is None)
    refused = send(own_web, new["id"], "amend", name="Not A Name", parties="CAN, PHL", title="")
    assert refused.status_code == 400
    fields = {"name": "can-phl-2025", "parties": "Canada, Philippines", "title": "SOVFA"}
    answer = send(own_web, new["id"], "amend", form=".json", **fields)
    assert answer.json()["decision"]["verdict"] == "amend"
    assert {one["instrument"] for one in queue(own_web)} == {"can-phl-2025", "prk-rus-2024"}


def test_a_form_that_asks_for_nothing_known_does_nothing(
    coder: Callable[[str], TestClient], waiting: SqlLedger
) -> None:
    ana = coder("ana")
    first = queue(ana)[0]["id"]
    for do in ("", "dance", "choose", "note"):
        assert send(ana, first, do).status_code == 400, do
    assert waiting.decisions() == ()


def test_a_form_without_the_stamp_does_nothing(
    coder: Callable[[str], TestClient], waiting: SqlLedger
) -> None:
    ana = coder("ana")
    first = queue(ana)[0]["id"]
    answer = ana.post(f"/en/review/{first}", data={"do": "accept", "seen": "1"})
    assert answer.status_code == 403
    assert waiting.decisions() == ()


def test_the_same_form_sent_twice_is_one_decision(
    coder: Callable[[str], TestClient], waiting: SqlLedger
) -> None:
    ana = coder("ana")
    first = queue(ana)[0]["id"]
    page = ana.get(f"/en/review/{first}").text
    data = {"stamp": stamp_of(page), "do": "accept", "seen": seen_of(page)}
    answers = [ana.post(f"/en/review/{first}.json", data=data) for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 200]
    assert len(waiting.decisions()) == 1


def test_data_tell_what_may_stand_otherwise_after_a_decision(
    coder: Callable[[str], TestClient],
) -> None:
    ana = coder("ana")
    first, *others = [one["id"] for one in queue(ana)]
    told = send(ana, first, "accept", form=".json").json()
    assert set(others) <= set(told["stale"])
    assert told["told"] == "accepted · ratifies · North Korea · 12 October 2024"


# Two coders.


def test_who_comes_second_is_shown_both_decisions(coder: Callable[[str], TestClient]) -> None:
    ana, budi = coder("ana"), coder("budi")
    first = queue(ana)[0]["id"]
    queue(budi)
    page = budi.get(f"/en/review/{first}").text
    assert send(ana, first, "accept").status_code == 303
    late = {"stamp": stamp_of(page), "do": "reject", "seen": seen_of(page)}
    refused = budi.post(f"/en/review/{first}", data=late)
    assert refused.status_code == 409
    assert "Theirs" in refused.text
    assert "accepted · ratifies" in refused.text
    assert "rejected · ratifies" in refused.text
    again = budi.post(f"/en/review/{first}.json", data=late)
    assert again.status_code == 409
    assert again.json()["theirs"]["coder"] == "ana"
    assert again.json()["mine"]["verdict"] == "reject"


def test_of_two_coders_at_once_exactly_one_wins_each_proposal(
    coder: Callable[[str], TestClient], waiting: SqlLedger
) -> None:
    clients = {name: coder(name) for name in ("ana", "budi")}
    subjects = [one["id"] for one in queue(clients["ana"])][:10]
    queue(clients["budi"])
    forms = {}
    for name, client in clients.items():
        for subject in subjects:
            page = client.get(f"/en/review/{subject}").text
            do = "accept" if name == "ana" else "reject"
            forms[subject, name] = {"stamp": stamp_of(page), "do": do, "seen": seen_of(page)}
    start = threading.Barrier(len(forms))
    statuses: dict[str, list[int]] = {subject: [] for subject in subjects}

    def race(subject: str, name: str) -> None:
        start.wait()
        answer = clients[name].post(f"/en/review/{subject}.json", data=forms[subject, name])
        statuses[subject].append(answer.status_code)

    threads = [threading.Thread(target=race, args=one) for one in forms]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert {tuple(sorted(one)) for one in statuses.values()} == {(200, 409)}
    taken = waiting.decisions()
    for subject in subjects:
        on = [one for one in taken if one.subject == subject]
        assert sorted(one.blind for one in on) == [False, True]


# Blind.


def test_blind_coding_shows_nothing_of_what_others_think(
    coder: Callable[[str], TestClient],
) -> None:
    ana, budi = coder("ana"), coder("budi")
    subjects = [one["id"] for one in queue(ana)]
    for subject in subjects[:3]:
        send(ana, subject, "reject")
    send(ana, subjects[0], "note", note="seen by ana")
    found = queue(budi, blind="1")
    assert {one["id"] for one in found} == set(subjects[:3])
    assert not {"confidence", "denials", "on_register", "renewed"} & found[0].keys()
    page = budi.get(f"/en/review/{subjects[0]}?blind=1").text
    for hidden in ("ana", "seen by ana", "How sure it is", "What the registry has"):
        assert hidden not in page.partition("<main")[2]
    data = budi.get(f"/en/review/{subjects[0]}.json?blind=1").json()
    assert (data["decisions"], data["confidence"], data["on_register"]) == ([], None, None)
    assert send(budi, subjects[0], "accept", query="?blind=1").status_code == 303
    assert len(queue(budi, blind="1")) == 2
    assert len(queue(ana)) == MANY - 3  # what is decided blind decides nothing


def test_a_blind_sample_is_drawn_by_share_and_seed_alone(
    coder: Callable[[str], TestClient],
) -> None:
    ana = coder("ana")
    for one in queue(ana):
        send(ana, one["id"], "reject")
    drawn = [
        [one["id"] for one in queue(coder(name), blind="1", share="50", seed="7")]
        for name in ("budi", "citra")
    ]
    assert drawn[0] == drawn[1]
    assert 0 < len(drawn[0]) < MANY


# Keys.


def test_keys_can_be_given_other_places_and_switched_off(own_web: TestClient) -> None:
    stamp = stamp_of(own_web.get("/en/review/keys").text)
    answer = own_web.post(
        "/en/review/keys", data={"stamp": stamp, "on": "1", "accept": "y", "undo": ""}
    )
    assert answer.status_code == 200
    keys = own_web.get("/en/review/keys.json").json()
    assert keys["on"]
    assert (keys["keys"]["accept"], keys["keys"]["undo"]) == (["y"], [])
    own_web.post("/en/review/keys", data={"stamp": stamp})
    assert not own_web.get("/en/review/keys.json").json()["on"]
    own_web.post("/en/review/keys", data={"stamp": stamp, "usual": "1"})
    keys = own_web.get("/en/review/keys.json").json()
    assert (keys["on"], keys["keys"]["accept"]) == (True, ["a"])


def test_a_key_that_cannot_be_given_is_refused(own_web: TestClient) -> None:
    stamp = stamp_of(own_web.get("/en/review/keys").text)
    for wrong in ({"accept": "7"}, {"accept": "xyz"}, {"accept": "q", "skip": "q"}):
        answer = own_web.post("/en/review/keys", data={"stamp": stamp, "on": "1", **wrong})
        assert answer.status_code == 400, wrong


# What comes in meanwhile.


def test_reports_that_come_in_are_proposed_without_a_restart(
    waiting: SqlLedger, coder: Callable[[str], TestClient], tmp_path: Path
) -> None:
    ana = coder("ana")
    before = {one["id"] for one in queue(ana)}
    elsewhere = tmp_path / "other"
    elsewhere.mkdir()
    other = ledger_in(elsewhere)
    for document in other.documents(Sought()):
        of = Sought(documents=(document.id,))
        filing = Filing(
            document,
            other.text(document.id),
            tuple(other.claims(of)),
            tuple(other.pacts(of)),
            tuple(other.steps(of)),
        )
        data = other.data(document.id)
        assert data is not None
        waiting.file(filing, data, TODAY)
    other.close()
    for _ in range(200):
        after = {one["id"] for one in queue(ana)}
        if after != before:
            break
        time.sleep(0.05)
    assert len(after) > len(before)
