"""Accepted steps as changes of registry files: applied, they read back as they were accepted."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import jsonschema
import pytest

from foedera.claims.review import Decision, NewInstrument, Verdict, named
from foedera.dates import Interval
from foedera.identifiers import ContentId, InstrumentId
from foedera.ledger import create_ledger
from foedera.resources import DATA, read_record
from foedera.treaties import Act, InstrumentKind, Registry, instrument_of
from foedera.treaties.checking import Severity, check
from foedera.workspace import Workspace
from foedera.workspace.errors import NotAcceptedError
from foedera.workspace.new_instrument import kind_of
from foedera.workspace.registry_growth import FOLDER, Change, Growth, Left, growth, read_back
from made_reports import TREATY, Made, Says

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foedera.assessment import Proposal
    from foedera.ledger import Ledger

REGISTRY = Registry.load()
D = partial(date, 2024)
MONDAY, TUESDAY = D(11, 11), D(11, 12)
START = datetime(2025, 1, 1, tzinfo=UTC)
NEW = partial(Made, instrument=None, parties=("KEN", "FJI"), title="Defence Cooperation Agreement")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with create_ledger(str(tmp_path / "made.ledger")) as made:
        yield made


def accept(ledger: Ledger, *reports: Made, number: int = 0) -> list[Decision]:
    """File reports, and accept all that they propose."""
    for one in reports:
        ledger.file(one.filing(), one.data, START)
    found = Workspace(ledger=ledger).on_record.proposed().proposals
    made = [decision(one) for one in found if one.decided is None]
    ledger.decide(made, START + timedelta(days=1 + number))
    return made


def decision(one: Proposal, **more: object) -> Decision:
    plain = Decision(
        id=ContentId(""),
        coder="rina",
        at=START + timedelta(days=1),
        verdict=Verdict.ACCEPT,
        subject=one.id,
        proposed=one.step,
        step=one.step,
        instrument=one.instrument,
        evidence=tuple(each.claim for each in one.support),
    )
    return named(replace(plain, **more))  # type: ignore[arg-type]


def grown(ledger: Ledger, *decisions: ContentId) -> Growth:
    workspace = Workspace(ledger=ledger)
    return growth(workspace.on_record, workspace.registry, decisions or None)


def applied(change: Change, tmp_path: Path) -> str:
    """Return the file after ``git apply`` of the change's diff, in a folder of its own."""
    root = tmp_path / "checkout"
    place = root / FOLDER / change.path
    place.parent.mkdir(parents=True)
    if change.before is not None:
        place.write_bytes(change.before.encode())
    command = ["git", "apply", "-"]
    subprocess.run(command, cwd=root, input=change.diff().encode(), check=True)
    return place.read_bytes().decode()


def test_the_diff_applies_and_the_file_reads_back_with_the_step(
    ledger: Ledger, tmp_path: Path
) -> None:
    says = Says("suspend", ("PRK",), MONDAY, ("KCNA",))
    accept(ledger, Made(TUESDAY, (says,)))
    (change,) = grown(ledger).changes
    assert change.path == "bilateral/prk-rus-2024.yaml"
    assert applied(change, tmp_path) == change.after
    was, now = REGISTRY.instrument(TREATY), read_back(change)
    (step,) = set(now.steps) - set(was.steps)
    assert (step.act, step.state, step.when) == (Act.SUSPEND, "PRK", Interval.on(MONDAY))
    assert step.known_from == TUESDAY
    assert [one.reference for one in step.evidence] == ['Reuters, 12 November 2024, "A headline"']
    source = now.sources["reuters-2024-11-12"]
    assert source.supports.startswith("suspend by PRK, 11 November 2024: “0: suspend by PRK")
    assert source.seen is None  # there is no address under which it could be seen


def test_a_report_that_has_an_address_is_cited_with_it(ledger: Ledger) -> None:
    report = Made(TUESDAY, (Says("suspend", ("PRK",), MONDAY),))
    filing = report.filing()
    document = replace(filing.document, name="https://example.org/a")
    ledger.file(replace(filing, document=document), report.data, START)
    accept(ledger)
    (change,) = grown(ledger).changes
    source = read_back(change).sources["reuters-2024-11-12"]
    assert (source.address, source.seen) == ("https://example.org/a", date(2025, 1, 2))


def test_what_the_registry_has_already_is_left_and_said(ledger: Ledger) -> None:
    accept(ledger, Made(TUESDAY, (Says("ratify", ("PRK",), MONDAY),)))
    found = grown(ledger)
    assert not found.changes
    assert [why for _, why in found.left] == [Left.REGISTERED]


def test_a_step_that_the_registry_has_on_another_day_is_written_and_pointed_at(
    ledger: Ledger,
) -> None:
    accept(ledger, Made(TUESDAY, (Says("ratify", ("PRK",), D(11, 5)),)))
    (change,) = grown(ledger).changes
    assert change.contradicts == change.steps


def test_steps_of_an_instrument_without_a_name_wait_for_it(ledger: Ledger) -> None:
    report = NEW(D(3, 5), (Says("sign", ("KEN", "FJI"), D(3, 4)),))
    ledger.file(report.filing(), report.data, START)
    found = Workspace(ledger=ledger).on_record.proposed().proposals
    ledger.decide([decision(one) for one in found if one.step], START + timedelta(days=1))
    assert {why for _, why in grown(ledger).left} == {Left.UNNAMED}


def test_a_new_instrument_is_a_file_of_its_own_that_the_check_accepts(
    ledger: Ledger, tmp_path: Path
) -> None:
    signed = Says("sign", ("KEN", "FJI"), D(3, 4), ("KEN",))
    ratified = Says("ratify", ("FJI",), None, ("FJI",))
    accept(ledger, NEW(D(3, 5), (signed,)), NEW(D(4, 9), (ratified,), outlet="AFP"))
    (change,) = grown(ledger).changes
    assert change.path == "bilateral/fji-ken-2024.yaml"
    assert change.before is None
    assert applied(change, tmp_path) == change.after
    one = read_back(change)
    assert (one.kind, one.binding, one.published) == (InstrumentKind.AGREEMENT, None, None)
    assert one.parties == ("FJI", "KEN")
    assert one.entry_into_force.needs_ratification is True
    assert one.followed_to == D(4, 9)
    assert {(step.act, step.state) for step in one.steps} == {
        (Act.SIGN, "FJI"),
        (Act.SIGN, "KEN"),
        (Act.RATIFY, "FJI"),
    }
    catalogue = Workspace()
    found = check({change.path: lambda: read_record(change.after)}, catalogue.existence)
    assert not [x for x in found.findings if x.severity is Severity.FAULT]
    schema = json.loads((DATA / "schemas" / "registry-file.schema.json").read_text("utf-8"))
    jsonschema.validate(read_record(change.after), schema)
    for what in change.to_fill:
        assert f"#   {what}\n" in change.after


def test_an_instrument_that_only_its_parties_name_is_called_after_them(ledger: Ledger) -> None:
    accept(ledger, replace(NEW(D(3, 5), (Says("sign", ("KEN", "FJI"), D(3, 4)),)), title="pact"))
    (change,) = grown(ledger).changes
    assert read_back(change).titles == {
        "en": ("Agreement between Fiji and Kenya",),
        "id": ("Perjanjian antara Fiji dan Kenya",),
    }


def test_only_what_the_named_decisions_accepted_is_written(ledger: Ledger) -> None:
    report = Made(TUESDAY, (Says("suspend", ("PRK",), MONDAY), Says("withdraw", ("RUS",), MONDAY)))
    decisions = accept(ledger, report)
    for one in decisions:
        (change,) = grown(ledger, one.id).changes
        assert change.decisions == (one,)


def test_an_accepted_instrument_brings_its_steps(ledger: Ledger) -> None:
    decisions = accept(ledger, NEW(D(3, 5), (Says("sign", ("KEN", "FJI"), D(3, 4)),)))
    whole = next(one for one in decisions if one.instrument)
    (change,) = grown(ledger, whole.id).changes
    assert len(change.steps) == 2


def test_a_decision_that_accepts_nothing_is_refused(ledger: Ledger) -> None:
    (one,) = accept(ledger, Made(TUESDAY, (Says("suspend", ("PRK",), MONDAY),)))
    undo = named(replace(one, verdict=Verdict.UNDO, undoes=one.id, step=None, proposed=None))
    ledger.decide([undo], START + timedelta(days=3))
    for name in (one.id, undo.id, "dec-none"):
        with pytest.raises(NotAcceptedError, match=name):
            grown(ledger, ContentId(name))


def test_copies_of_one_text_are_one_source(ledger: Ledger) -> None:
    signature = (101, 300, *range(1, 255))
    says = (Says("suspend", ("PRK",), MONDAY),)
    accept(
        ledger,
        Made(TUESDAY, says, signature=signature),
        Made(TUESDAY, says, outlet="Antara", signature=signature),
        Made(TUESDAY, says, outlet="AFP"),
    )
    (change,) = grown(ledger).changes
    (step,) = set(read_back(change).steps) - set(REGISTRY.instrument(TREATY).steps)
    assert len(step.evidence) == 2


def test_a_replayed_decision_without_its_reports_cites_itself(ledger: Ledger) -> None:
    report = Made(TUESDAY, (Says("suspend", ("PRK",), MONDAY),))
    ledger.file(report.filing(), report.data, START)
    (one,) = Workspace(ledger=ledger).on_record.proposed().proposals
    elsewhere = decision(one, evidence=(ContentId("clm-of-another-ledger"),))
    ledger.decide([elsewhere], START + timedelta(days=1))
    (change,) = grown(ledger).changes
    (step,) = set(read_back(change).steps) - set(REGISTRY.instrument(TREATY).steps)
    assert [each.reference for each in step.evidence] == [f"decision {elsewhere.id} of rina"]


def test_the_kind_of_a_title_is_read_from_its_examples() -> None:
    for row in read_record((DATA / "law/kinds_by_title.yaml").read_text("utf-8")):
        for title in row["examples"]:
            assert kind_of(title).value == row["kind"], title
    assert kind_of(None) is InstrumentKind.AGREEMENT


def test_a_file_that_was_accepted_under_another_name_bears_it(ledger: Ledger) -> None:
    report = NEW(D(3, 5), (Says("sign", ("KEN", "FJI"), D(3, 4)),))
    ledger.file(report.filing(), report.data, START)
    found = Workspace(ledger=ledger).on_record.proposed().proposals
    new = next(one for one in found if one.instrument)
    assert new.instrument is not None
    other = NewInstrument(InstrumentId("nairobi-2024"), new.instrument.parties, "Nairobi Pact")
    steps = [decision(one) for one in found if one.step]
    amended = decision(new, verdict=Verdict.AMEND, instrument=other)
    ledger.decide([*steps, amended], START + timedelta(days=1))
    (change,) = grown(ledger).changes
    assert change.path == "bilateral/nairobi-2024.yaml"
    one = instrument_of(read_record(change.after), change.path)
    assert (one.id, one.kind) == ("nairobi-2024", InstrumentKind.TREATY)
