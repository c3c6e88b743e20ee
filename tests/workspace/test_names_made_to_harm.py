"""Names made to lead out of a folder: whatever is written stays where it was to be written."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest
from reports_for_review import NOON, RECORDED, desk, ledger_in, minute

from foedera.claims.review import Decision, NewInstrument, Verdict, named
from foedera.datasets.releases.errors import MisnamedReleaseError
from foedera.dates import Interval
from foedera.identifiers import ActorId, ContentId, InstrumentId
from foedera.ledger import Sought
from foedera.treaties import Act, Step
from foedera.workspace.adding.sources import found
from foedera.workspace.errors import UnusableInstrumentError
from foedera.workspace.filing import filing_of
from foedera.workspace.on_record import OnRecord
from foedera.workspace.registry_growth import growth
from foedera.workspace.releasing import Releasing, make_release

if TYPE_CHECKING:
    from pathlib import Path

UPWARDS = (
    "..",
    ".",
    "../x",
    "../../x",
    "x/../../y",
    "....//x",
    "‥/x",
    "．．/x",
    "..\\x",
    "x\\..\\y",
)
ROOTS = ("{}", "/{}", "C:\\{}", "\\\\host\\share\\{}", "~/{}", "file:///{}")
TAILS = ("", "\n", ".yaml")
#: 180 of them; those with a null character beside.
NAMES = tuple(root.format(up) + tail for root, up, tail in product(ROOTS, UPWARDS, TAILS))
NULLS = ("x\0", "../x\0.yaml")


def accepted(name: str, number: int) -> tuple[Decision, Decision]:
    """Return the acceptance of a new instrument, and of a step towards it."""
    instrument = InstrumentId(name)
    parties = (ActorId("FJI"), ActorId("KEN"))
    step = Step(instrument, parties[0], Act.SIGN, Interval.on(NOON.date()))
    made = Decision(
        id=ContentId(""),
        coder="mallory",
        at=minute(number),
        verdict=Verdict.ACCEPT,
        subject=ContentId(f"prp-{number:024x}"),
    )
    new = NewInstrument(instrument, parties)
    also = replace(made, subject=ContentId(f"prp-{number + 1000:024x}"))
    return named(replace(made, instrument=new)), named(replace(also, proposed=step, step=step))


def test_no_name_of_an_accepted_instrument_leads_out_of_the_registry(tmp_path: Path) -> None:
    made = [accepted(name, number) for number, name in enumerate(NAMES)]
    with ledger_in(tmp_path) as ledger:
        ledger.decide([one for pair in made for one in pair], NOON)
        record = OnRecord(ledger, desk().registry, desk().catalogue)
        for _, step in made:
            with pytest.raises(UnusableInstrumentError, match="nothing was written"):
                growth(record, desk().registry, (step.id,))


def test_a_usable_name_is_one_file_of_the_registry(tmp_path: Path) -> None:
    pair = accepted("fji-ken-2025", 1)
    with ledger_in(tmp_path) as ledger:
        ledger.decide(pair, NOON)
        record = OnRecord(ledger, desk().registry, desk().catalogue)
        (change,) = growth(record, desk().registry, (pair[1].id,)).changes
    assert change.path == "bilateral/fji-ken-2025.yaml"


def test_no_name_of_a_report_leads_out_of_a_release(tmp_path: Path) -> None:
    text = b"SUVA, 2 May 2025 - Fiji and Kenya signed a mutual defence treaty.\n"
    inner = tmp_path / "inner"
    inner.mkdir()
    with ledger_in(inner) as ledger:
        for number, name in enumerate((*NAMES, *NULLS)):
            data = text + f"{number}\n".encode()
            filing = filing_of(desk().read(data, name=name), data, None)
            ledger.file(filing, data, RECORDED)
        before = sorted(tmp_path.rglob("*"))
        folder = inner / "release"
        for name in NAMES:
            with pytest.raises(MisnamedReleaseError):
                make_release(ledger, desk(), Releasing(folder=folder, name=name), NOON)
        make_release(ledger, desk(), Releasing(folder=folder, name="2026.01"), NOON)
        after = [one for one in tmp_path.rglob("*") if folder not in (one, *one.parents)]
        told = {one.name for one in ledger.documents(Sought())}
    lasting = [one for one in after if one.suffix not in {".db-wal", ".db-shm", ".lock", ".seal"}]
    assert {*lasting, *before} == set(before) | {inner / "ledger.db"}
    assert told >= {*NAMES, *NULLS}


def test_links_out_of_a_folder_are_not_followed_whatever_they_are_called(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("JAKARTA, 2 May 2025 - A secret.", encoding="utf-8")
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "plain.txt").write_text("JAKARTA, 2 May 2025 - No secret.", encoding="utf-8")
    for number, name in enumerate(NAMES):
        plain = name.replace("/", "_").strip()
        (folder / f"{number} {plain}.txt").symlink_to(secret)
    given = found(folder)
    assert [one.name for one in given.sources] == [str(folder / "plain.txt")]
    assert given.outside == len(NAMES)
