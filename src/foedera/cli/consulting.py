"""``foedera status``: where a treaty stands, as a page, as data, or as a picture."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Group
from rich.text import Text

from foedera.cli.errors import UnwritablePictureError
from foedera.cli.on_record_view import on_record_view
from foedera.cli.page import facts, heading
from foedera.cli.proof_view import ProofView
from foedera.cli.standing_view import status_rows
from foedera.cli.terminal import as_utf8, console, interface
from foedera.datasets.errors import NotImportedError
from foedera.datasets.sources import imported_atop
from foedera.datasets.store import Store
from foedera.pictures import life_picture
from foedera.treaties import Basis, Coding, ImpliedEnd, Target, status
from foedera.wording.steps import moment_words
from foedera.wording.words import Words
from foedera.workspace import Workspace
from foedera.workspace.answers import Circumstances
from foedera.workspace.whole_data import clocks_data, whole_status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from rich.console import RenderableType

    from foedera.datasets.sources import Atop
    from foedera.ledger import Ledger
    from foedera.treaties import Instrument, InstrumentStatus
    from foedera.workspace.on_record import StatusOnRecord

_STANDARD_OUTPUT = Path("-")


@dataclass(frozen=True, slots=True)
class Consulted:
    """What a question to the law is asked with.

    Attributes:
        on: The day asked about.
        known_by: Count only what had become known by that day; None for everything.
        switches: Basis, and what ends an instrument unsaid, as the options have them.
        language: Language of the interface; None for the environment's.
        history: Whether the alliances imported of ATOP count, too.
        store: Folder of imported data; None for the system's place.
        ledger: What coders accepted in this ledger counts; None for the registry alone.
        recorded_by: Count only what was on record in the ledger at this moment.
    """

    on: date
    known_by: date | None
    switches: tuple[str, str]
    language: str | None
    history: bool = False
    store: Path | None = None
    ledger: str | None = None
    recorded_by: datetime | None = None

    def workspace(self) -> Workspace:
        """Return the front desk, with ATOP's alliances and the ledger where they are asked for.

        Raises:
            NotImportedError: ATOP's are asked for, and nobody has imported them.
            DamagedStoreError: They are not what was imported.
            LedgerError: The ledger cannot be opened; the message says why.
        """
        history = self.imported().memberships if self.history else None
        if self.ledger is None:
            return Workspace(history)
        return Workspace(history, opened(self.ledger), self.recorded_by)

    def imported(self) -> Atop:
        """Return what was imported of ATOP.

        Raises:
            NotImportedError: Nobody has imported it.
            DamagedStoreError: It is not what was imported.
        """
        store = Store(self.store)
        atop = imported_atop(store)
        if atop is None:
            raise NotImportedError("ATOP", "foedera import atop FOLDER", store.folder)
        return atop

    @property
    def coding(self) -> Coding:
        """The switches by which ATOP and the law differ."""
        basis, end = self.switches
        return Coding(Basis(basis), ImpliedEnd(end))

    def words(self, workspace: Workspace) -> Words:
        """Return the interface's words in the language asked for."""
        return Words(interface(self.language), workspace.catalogue)

    def day_text(self, words: Words) -> str:
        """Return both clocks in words."""
        day = words.day(self.on)
        if self.known_by is not None:
            day = f"{day}, {words('known-by', day=words.day(self.known_by))}"
        if self.ledger is not None and self.recorded_by is not None:
            day = f"{day}, {words('recorded-by', moment=moment_words(self.recorded_by, words))}"
        return day

    def circumstances(self, place: Target = Target.TERRITORY) -> Circumstances:
        """Return the day, what was known, and the switches, as answers bear them."""
        return Circumstances(self.on, self.known_by, place=place, coding=self.coding)

    def data(self) -> dict[str, Any]:
        """Return both clocks and the switches as data."""
        return clocks_data(self.circumstances())


def opened(address: str | None) -> Ledger:
    """Open a ledger that is closed when the command is done.

    Raises:
        LedgerError: It cannot be opened; the message says why.
    """
    from foedera.ledger import open_ledger  # noqa: PLC0415 - most questions need none

    ledger = open_ledger(address)
    if (context := click.get_current_context(silent=True)) is not None:
        context.call_on_close(ledger.close)
    return ledger


def print_data(data: object) -> None:
    """Print data as JSON, in UTF-8 whatever the terminal uses."""
    as_utf8()
    sys.stdout.write(f"{json.dumps(data, ensure_ascii=False, indent=2)}\n")


def tell_status(
    names: Sequence[str],
    asked: Consulted,
    *,
    as_json: bool,
    why: bool = False,
    proposed: bool = False,
) -> None:
    """Print where treaties stand.

    Args:
        names: Identifiers, or what people call them.
        asked: The day, what was known, the switches and the language.
        as_json: Print data instead of a page.
        why: Show the steps behind each reason, and their sources.
        proposed: Count what reports in the ledger propose, and show it as such.

    Raises:
        UnknownInstrumentError: The registry has none of that name.
        AmbiguousInstrumentError: It has several.
    """
    workspace = asked.workspace()
    found = [_standing(name, asked, workspace, proposed=proposed) for name in names]
    if as_json:
        under = asked.circumstances()
        data = [
            whole_status(
                one.instrument,
                one.status,
                under,
                workspace.called,
                on_record=one.on_record,
                recorded_by=asked.recorded_by,
            )
            for one in found
        ]
        print_data(data[0] if len(data) == 1 else data)
        return
    words = asked.words(workspace)
    console().print(Group(*(_page(one, asked, words, why=why) for one in found)))


def draw(name: str, place: Path, asked: Consulted) -> None:
    """Draw a treaty's life into a file.

    Raises:
        UnknownInstrumentError: The registry has none of that name.
        UnwritablePictureError: The file cannot be written.
    """
    workspace = asked.workspace()
    one = workspace.instrument(name, asked.known_by)
    put_picture(life_picture(one, asked.on, asked.words(workspace), asked.known_by), place)


def put_picture(svg: str, place: Path) -> None:
    """Write a picture into a file, or to standard output where it is called ``-``.

    Raises:
        UnwritablePictureError: The file cannot be written.
    """
    if place == _STANDARD_OUTPUT:
        as_utf8()
        sys.stdout.write(svg)
        return
    try:
        place.write_text(svg, encoding="utf-8")
    except OSError as error:
        raise UnwritablePictureError(place, error.strerror or str(error)) from None


def instrument_head(one: Instrument, words: Words) -> Text:
    """Return an instrument's title and identifier."""
    title = Text(one.title(words.language), style="bold")
    return title.append(f"  {one.id}", style="not bold dim")


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where an instrument stands and, with a ledger, what of that the ledger adds."""

    instrument: Instrument
    status: InstrumentStatus
    on_record: StatusOnRecord | None = None


def _standing(name: str, asked: Consulted, workspace: Workspace, *, proposed: bool) -> _Standing:
    on, known_by, coding = asked.on, asked.known_by, asked.coding
    if asked.ledger is None:
        one = workspace.instrument(name)
        return _Standing(one, status(one, on, known_by, coding=coding))
    found = workspace.on_record.status(name, on, known_by, coding, proposed=proposed)
    return _Standing(found.instrument, found.status, found)


def _page(one: _Standing, asked: Consulted, words: Words, *, why: bool) -> RenderableType:
    proofs = ProofView(words)
    reasons = one.status.reasons if why else ()
    steps = [line for reason in reasons for line in proofs.reason(reason)]
    return Group(
        instrument_head(one.instrument, words),
        heading(words("standing", day=asked.day_text(words))),
        facts(status_rows(one.status, words)),
        *(on_record_view(one.on_record, words, asked.recorded_by) if one.on_record else ()),
        *([heading(words("why")), *steps] if steps else []),
        Text(),
    )
