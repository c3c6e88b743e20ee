"""What the ledger records of a report: every claim with its words, and nothing lost between."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from foedera.claims.recorded import claim_id
from foedera.ledger import Filed, Filing, create_ledger
from foedera.workspace import Dossier, Workspace
from foedera.workspace.filing import filing_of, reader

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """Kim ratifies treaty with Russia

SEOUL, Nov 12 (AP) - North Korea ratified its Comprehensive Strategic Partnership Treaty with Russia
on November 11, state media KCNA said. Putin and Kim signed it in Pyongyang on June 19, 2024.

South Korea and Atlantis agreed on a defence pact. Vietnam and Laos signed a defence treaty on
Monday.
"""
DAY = "2024-11-12"
AT = datetime(2024, 11, 13, tzinfo=UTC)


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace()


@pytest.fixture(scope="module")
def dossier(workspace: Workspace) -> Dossier:
    return workspace.read(TEXT, name="kim.txt", published=DAY, language="en")


@pytest.fixture(scope="module")
def filing(dossier: Dossier) -> Filing:
    return filing_of(dossier, TEXT.encode(), DAY)


def test_every_claim_is_recorded_with_the_words_of_all_its_spans(
    dossier: Dossier, filing: Filing
) -> None:
    assert [one.claim for one in filing.claims] == list(dossier.claims)
    for one in filing.claims:
        assert one.document == filing.document.id
        assert one.sentence == one.claim.span.of(TEXT)
        assert one.of(one.claim.trigger) == one.claim.trigger.of(TEXT)
        for party in (*one.claim.agents, *one.claim.counterparts):
            assert one.of(party.span) == party.span.of(TEXT)


def test_a_report_read_twice_has_the_same_names_throughout(
    workspace: Workspace, filing: Filing
) -> None:
    again = workspace.read(TEXT, name="elsewhere.txt", published=DAY, language="en")
    twice = filing_of(again, TEXT.encode(), DAY)
    assert twice == replace(filing, document=replace(filing.document, name="elsewhere.txt"))


def test_a_step_names_the_claim_it_rests_on_and_the_day_it_was_reported(filing: Filing) -> None:
    claims = {one.id for one in filing.claims}
    pacts = {one.id: one for one in filing.pacts}
    assert filing.steps
    for one in filing.steps:
        assert [evidence.reference for evidence in one.step.evidence] == [one.claim]
        assert one.claim in claims
        assert one.step.known_from is not None
        assert one.step.known_from.isoformat() == DAY
        assert one.step.instrument == pacts[one.pact].instrument


def test_agreements_the_registry_does_not_have_are_called_after_their_parties(
    filing: Filing,
) -> None:
    by_name = {one.instrument: one for one in filing.pacts}
    assert by_name["prk-rus-2024"].registered
    other = next(one for one in filing.pacts if "LAO" in one.parties)
    assert other.instrument.startswith("unregistered-")
    assert not other.registered
    assert other.titles
    assert set(other.claims) <= {one.id for one in filing.claims}


def test_a_report_without_a_day_keeps_its_agreements_though_nothing_can_be_said_of_them(
    workspace: Workspace,
) -> None:
    text = TEXT.replace(", Nov 12", "").replace(", 2024", "")
    dossier = workspace.read(text, language="en")
    filing = filing_of(dossier, text.encode())
    assert dossier.report.published is None
    assert not dossier.standings
    assert filing.pacts
    assert not filing.steps
    assert any("no day" in notice for notice in filing.document.notices)
    assert all(one.reported_on is None for one in (*filing.claims, *filing.pacts))


def test_two_claims_that_are_one_are_recorded_once_and_that_is_said(dossier: Dossier) -> None:
    doubled = replace(dossier, claims=(*dossier.claims, dossier.claims[0]))
    filing = filing_of(doubled, TEXT.encode(), DAY)
    names = [one.id for one in filing.claims]
    assert len(names) == len(set(names)) == len(dossier.claims)
    assert any("are recorded as one" in notice for notice in filing.document.notices)


def test_which_rules_read_a_claim_is_no_part_of_its_name(dossier: Dossier, filing: Filing) -> None:
    claim = dossier.claims[0]
    name = claim_id(filing.document.id, replace(claim, rules=()))
    assert name == filing.claims[0].id


def test_the_document_tells_who_read_it_and_what_copies_are_known_by(filing: Filing) -> None:
    document = filing.document
    assert document.reader == reader()
    assert document.reader.startswith("foedera ")
    assert document.signature
    assert document.characters == len(TEXT)
    assert document.teller == "AP"
    assert document.day is not None


def test_a_ledger_takes_a_filing_and_finds_nothing_wrong_with_it(
    tmp_path: Path, filing: Filing
) -> None:
    with create_ledger(str(tmp_path / "ledger.db")) as ledger:
        assert ledger.file(filing, TEXT.encode(), AT) is Filed.NEW
        assert ledger.file(filing, TEXT.encode(), AT) is Filed.KNOWN
        assert ledger.file(filing, TEXT.encode(), AT, again=True) is Filed.KNOWN
        assert not ledger.verify().faults
        assert ledger.counts()["claims"] == len(filing.claims)
