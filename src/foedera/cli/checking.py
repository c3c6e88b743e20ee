"""``foedera treaties check``: what is wrong, or doubtful, in registry files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from foedera.cli.consulting import print_data
from foedera.cli.terminal import console, interface
from foedera.resources import UnreadableRecordError, read_record, records
from foedera.treaties.checking import Checked, Extent, Severity, extent
from foedera.treaties.checking import check as checked
from foedera.wording.cleaning import clean
from foedera.wording.words import Words
from foedera.workspace import Workspace
from foedera.workspace.answer_data import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_STYLES = {Severity.FAULT: "bold red", Severity.DOUBT: "yellow"}


def check(folder: Path | None, *, as_json: bool, language: str | None) -> int:
    """Verify the registry, and a folder of a person's own files where one is given.

    Returns:
        1 where something must be mended, else 0. A file of the folder that lies as one of
        foedera's own does (``bilateral/prk-rus-2024.yaml``) stands in its place.
    """
    workspace = Workspace()
    files: dict[str, Callable[[], Any]] = {
        path: partial(_given, content) for path, content in records("treaties")
    }
    if folder is not None:
        own = sorted(folder.rglob("*.yaml"))
        again = {f"{path.parent.name}/{path.name}" for path in own}
        files = {path: one for path, one in files.items() if _below(path) not in again}
        files |= {str(path): partial(_read, path) for path in own}
    found = checked(files, workspace.existence)
    size = extent(found.instruments)
    if as_json:
        print_data(_data(found, size))
    else:
        console().print(_page(found, size, Words(interface(language))))
    return 1 if found.faults else 0


def _below(path: str) -> str:
    """Return where a file lies within the registry's folder: ``bilateral/prk-rus-2024.yaml``."""
    return path.removeprefix("treaties/")


def _given(content: object) -> object:
    return content


def _read(path: Path) -> object:
    """Read a person's own file.

    Raises:
        UnreadableRecordError: It cannot be opened, is not UTF-8, or is not plain YAML.
        RepeatedKeyError: A mapping gives a key twice.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise UnreadableRecordError(str(path), error.strerror or str(error)) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        reason = (
            f"line {line} is not UTF-8 (byte {error.object[error.start]:#04x}); save it as UTF-8"
        )
        raise UnreadableRecordError(str(path), reason) from None
    return read_record(text, str(path))


def _page(found: Checked, size: Extent, words: Words) -> Group:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for one in found.findings:
        severity = Text(words(f"check-{one.severity.value}"), style=_STYLES[one.severity])
        says = clean(one.says.removeprefix(f"{one.place}: "))
        table.add_row(severity, Group(Text(clean(one.place), style="bold"), Text(says)))
    doubts = len(found.findings) - found.faults
    summary = words(
        "check-summary",
        instruments=words.number(size.instruments),
        faults=words.number(found.faults),
        doubts=words.number(doubts),
    )
    coverage = words(
        "check-extent",
        dates=words.number(size.dates),
        seen=words.number(size.dates_seen),
        duties=words.number(size.obligations),
        none=words.number(size.no_pledge),
    )
    return Group(table, Text(summary, style="bold"), Text(coverage, style="dim"))


def _data(found: Checked, size: Extent) -> dict[str, Any]:
    return {
        "schema": schema_of("check"),
        "instruments": size.instruments,
        "no_pledge": size.no_pledge,
        "obligations": size.obligations,
        "obligations_seen": size.obligations_seen,
        "dates": size.dates,
        "dates_seen": size.dates_seen,
        "findings": [
            {
                "severity": one.severity.value,
                "check": one.check,
                "place": one.place,
                "says": one.says,
            }
            for one in found.findings
        ],
    }
