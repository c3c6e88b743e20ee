"""``foedera status --ledger``, ``proposals`` and ``registry propose``, as a person meets them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from referencing import Registry, Resource

from foedera.claims.claim import Modality
from foedera.claims.review import Decision, Verdict, named
from foedera.cli.commands import run
from foedera.identifiers import ContentId
from foedera.ledger import create_ledger
from foedera.resources import DATA
from foedera.workspace import Workspace
from made_reports import TREATY, Made, Says

if TYPE_CHECKING:
    from pathlib import Path

D = partial(date, 2024)
START = datetime(2025, 1, 1, tzinfo=UTC)
NEW = partial(Made, instrument=None, parties=("KEN", "FJI"), title="Defence Cooperation Agreement")
SCHEMAS = {
    path.name: json.loads(path.read_text("utf-8"))
    for path in (DATA / "schemas").iterdir()  # type: ignore[attr-defined]
    if path.name.endswith(".json")
}
KNOWN: Registry[Any] = Registry().with_resources(
    (one["$id"], Resource.from_contents(one)) for one in SCHEMAS.values() if "$id" in one
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with a new pact that was accepted, and a step that waits."""
    place = str(tmp_path_factory.mktemp("ledger") / "made.ledger")
    with create_ledger(place) as made:
        signed = NEW(D(3, 5), (Says("sign", ("KEN", "FJI"), D(3, 4), ("KEN",)),))
        suspends = Made(D(12, 10), (Says("suspend", ("PRK",), D(12, 9), ("KOR",)),), title="it")
        plans = Says("terminate", ("RUS",), None, modality=Modality.PLANNED)
        made.file(signed.filing(), signed.data, START)
        made.file(suspends.filing(), suspends.data, START)
        planned = replace(suspends, says=(plans,), number=2)
        made.file(planned.filing(), planned.data, START)
        found = Workspace(ledger=made).on_record.proposed().proposals
        moment = START + timedelta(days=1)
        decisions = [
            named(
                Decision(
                    id=ContentId(""),
                    coder="rina",
                    at=moment,
                    verdict=Verdict.ACCEPT,
                    subject=one.id,
                    proposed=one.step,
                    step=one.step,
                    instrument=one.instrument,
                    evidence=tuple(each.claim for each in one.support),
                )
            )
            for one in found
            if one.about != TREATY
        ]
        made.decide(decisions, moment)
    return place


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(arguments) == code
    return " ".join(capsys.readouterr().out.split())


def data(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:  # noqa: ANN401
    assert run([*arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    schema = SCHEMAS[f"{found['schema'].split(':')[3]}.schema.json"]
    jsonschema.Draft202012Validator(schema, registry=KNOWN).validate(found)
    return found


def test_a_status_tells_who_accepted_what_and_when(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = told(capsys, "status", "fji-ken-2024", "--ledger", ledger, "--on", "2025-01-05")
    assert "not in the registry; accepted from reports" in page
    assert "by rina, 2 January 2025, 00:00 UTC · known from 5 March 2024" in page


def test_without_a_ledger_the_registry_alone_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "fji-ken-2024"]) == 1
    assert "No instrument is called 'fji-ken-2024'" in capsys.readouterr().err


def test_the_environment_may_name_the_ledger(
    ledger: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOEDERA_LEDGER", ledger)
    assert "rina" in told(capsys, "status", "fji-ken-2024", "--on", "2025-01-05")


def test_proposals_count_only_where_asked_and_are_shown_as_such(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("status", TREATY, "--ledger", ledger, "--on", "2024-12-31")
    plain = data(capsys, *asked)
    assert plain["status"] == plain["on_record"]["by_registry"] == "in force"
    assert plain["on_record"]["added"] == []
    counted = data(capsys, *asked, "--proposals")
    (one,) = counted["on_record"]["added"]
    assert (one["origin"], one["decision"], one["confidence"]) == ("proposed", None, "low")
    page = told(capsys, *asked, "--proposals", "--interface", "id")
    assert "Usulan ikut dihitung: belum ada peninjau yang memutuskannya." in page
    assert one["proposal"] in page


def test_both_clocks_can_be_set_back(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("status", "fji-ken-2024", "--ledger", ledger, "--on", "2025-01-05")
    known = data(capsys, *asked, "--known-by", "2024-03-04")
    assert known["on_record"]["added"] == []
    assert run([*asked, "--recorded-by", "2025-01-01"]) == 1
    assert "fji-ken-2024" in capsys.readouterr().err
    page = told(capsys, *asked, "--recorded-by", "2025-01-03")
    assert "ledger as it stood 3 January 2025, 23:59 UTC" in page


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "what does Fiji owe Kenya"),
        ("cascade", "FJI attacks KEN"),
        ("obligations", "FJI", "--toward", "KEN"),
    ],
)
def test_other_questions_take_a_ledger_too(
    arguments: tuple[str, ...], ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, *arguments, "--ledger", ledger, "--on", "2025-01-05")


def test_what_waits_is_listed_with_every_part_of_its_confidence(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = told(capsys, "proposals", "--ledger", ledger)
    assert "1 waiting for a coder, of 4 proposed" in page
    assert "“0: suspend by PRK, of it.”" in page
    assert "interest* low South Korea, a rival of a party" in page
    assert "precision high told to the day" in page
    assert "1 told of but not as done" in page
    assert "rina" not in page


def test_all_of_it_is_listed_with_what_was_decided(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = told(capsys, "proposals", "--all", "--ledger", ledger)
    assert page.count("accepted by rina, 2 January 2025") == 3
    page = told(capsys, "proposals", "fji-ken-2024", "--all", "--ledger", ledger)
    assert "of 3 proposed" in page
    page = told(capsys, "proposals", "--all", "--ledger", ledger, "--interface", "id")
    assert "saingan salah satu pihak" in page


def test_proposals_are_data_too(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "proposals", "--all", "--ledger", ledger)
    assert len(found["proposals"]) == 4
    one = next(one for one in found["proposals"] if one["waits"])
    assert one["support"][0]["sentence"] == "0: suspend by PRK, of it."
    assert [part["part"] for part in one["confidence"]["parts"]] == found["parts"]
    assert len(found["unripe"]) == 1


def test_nothing_reported_later_is_listed_as_of_a_day(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = told(capsys, "proposals", "--ledger", ledger, "--known-by", "2024-12-09")
    assert "0 waiting for a coder, of 3 proposed" in page


def test_accepted_steps_are_written_out_for_the_registry(
    ledger: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["registry", "propose", "--all", "--ledger", ledger]) == 0
    shown = capsys.readouterr()
    assert "+id: fji-ken-2024\n" in shown.out
    assert "to be filled in by a person" in shown.err
    asked = ["registry", "propose", "--all", "--ledger", ledger, "--output", str(tmp_path)]
    for _ in range(2):  # again changes nothing
        assert run(asked) == 0
    place = tmp_path / "bilateral" / "fji-ken-2024.yaml"
    assert place.read_text("utf-8").startswith("# Written from reports.")
    capsys.readouterr()
    assert run(["treaties", "check", str(tmp_path), "--json"]) == 0
    place.write_text("id: somebody-else\n", encoding="utf-8")
    assert run(asked) == 1
    assert "was changed" in capsys.readouterr().err
    assert place.read_text("utf-8") == "id: somebody-else\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", TREATY, "--proposals"),
        ("registry", "propose"),
        ("registry", "propose", "dec-1", "--all"),
        ("registry", "propose", "--all", "--diff", "--output", "x"),
    ],
)
def test_what_cannot_be_meant_is_bad_usage(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FOEDERA_LEDGER", raising=False)
    assert run(arguments) == 2


def test_a_ledger_that_is_not_there_is_said_to_be_missing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["status", TREATY, "--ledger", str(tmp_path / "none")]) == 1
    assert "foedera init" in capsys.readouterr().err
