"""Writes steps into registry files, as text: layout and comments of a file stay as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from foedera.resources import UnreadableRecordError, quoted_scalar, top_nodes
from foedera.treaties.errors import UnwritableEntryError
from foedera.treaties.steps import Step, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import SourceCited

#: Text that YAML reads as it stands, within braces too.
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9 ./()_-]*(?<=[\w).])")
_INDENT: Final = "  "
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """Steps that stand in one row, since they differ in nothing but their states.

    Attributes:
        step: One of them.
        states: Whose; empty for an act of the instrument itself.
        sources: Keys of what it rests on.
    """

    step: Step
    states: tuple[ActorId, ...]
    sources: tuple[str, ...]


def entries(steps: Iterable[tuple[Step, tuple[str, ...]]]) -> tuple[Entry, ...]:
    """Gather steps into rows, in order of their days.

    Args:
        steps: Each with the keys of what it rests on.
    """
    keys: dict[Step, tuple[str, ...]] = {}
    for step, sources in steps:
        bare = replace(step, evidence=())
        keys[bare] = tuple(dict.fromkeys((*keys.get(bare, ()), *sources)))
    rows: dict[tuple[Step, tuple[str, ...]], list[ActorId]] = {}
    for step in in_order(keys):
        row = rows.setdefault((replace(step, state=None), keys[step]), [])
        if step.state is not None:
            row.append(step.state)
    apart = [(step, sources, tuple(states)) for (step, sources), states in rows.items()]
    return tuple(Entry(step, states, sources) for step, sources, states in apart)


def row_of(entry: Entry) -> str:
    """Return a row as it stands in a file: ``{act: sign, states: [PRK, RUS], …}``."""
    step = entry.step
    told: dict[str, str] = {"act": step.act.value}
    if entry.states:
        told["states"] = _list(entry.states)
    told |= days_of(step.when)
    if step.known_from is not None and step.known_from != step.when.end:
        told["known_from"] = step.known_from.isoformat()
    texts = {"place": step.place, "organ": step.organ, "note": step.note, "toward": step.toward}
    told |= {key: scalar(text) for key, text in texts.items() if text}
    if not step.effective:
        told["effective"] = "no"
    if step.ground is not None:
        told["ground"] = step.ground.value
    if step.ad_referendum:
        told["ad_referendum"] = "yes"
    told["sources"] = _list(entry.sources)
    return _mapping(told)


def days_of(when: Interval) -> dict[str, str]:
    """Return days under the keys of a row: a date as far as it is known, or its bounds."""
    start, end = when.start, when.end
    if start is not None and end is not None:
        if start == end:
            return {"date": start.isoformat()}
        if (start, end) == (date(start.year, 1, 1), date(start.year, _DECEMBER, 31)):
            return {"date": f"{start.year:04}"}
        if start.day == 1 and end == _last_of_month(start):
            return {"date": f"{start:%Y-%m}"}
    bounds = {"not_before": start, "not_after": end}
    return {key: day.isoformat() for key, day in bounds.items() if day is not None}


def source_row(source: SourceCited) -> str:
    """Return a source as it stands in a file."""
    told = {"cite": quoted(source.cite)}
    if source.address is not None:
        told["address"] = quoted(source.address)
    if source.seen is not None:
        told["seen"] = source.seen.isoformat()
    return _mapping({**told, "supports": quoted(source.supports)})


def with_entries(
    text: str, added: Sequence[Entry], sources: Mapping[str, SourceCited], place: str
) -> str:
    """Return the text of a registry file with further steps and sources.

    Lines are put in: each step behind the last that is not later, sources at the end of
    theirs. Nothing else is touched.

    Args:
        text: The file.
        added: The steps.
        sources: Further sources by key; keys that the file has already are left as they are.
        place: The file, for messages.

    Raises:
        UnwritableEntryError: Its steps or sources do not stand one to a line or more.
    """
    lines = text.splitlines(keepends=True)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += ending
    top = _top(text, place)
    steps, cited = _block(top, "steps", place), _block(top, "sources", place)
    put: dict[int, list[str]] = {}
    for entry in added:
        line, indent = _behind(entry, steps, lines)
        put.setdefault(line, []).append(f"{indent}- {row_of(entry)}{ending}")
    known = {key.value for key, _ in cited.value}
    line, indent = _after(cited, lines)
    for key, source in sources.items():
        if key not in known:
            put.setdefault(line, []).append(f"{indent}{key}: {source_row(source)}{ending}")
    written = [piece for number, one in enumerate(lines) for piece in (*put.get(number, ()), one)]
    return "".join([*written, *put.get(len(lines), ())])


def scalar(text: str) -> str:
    """Return a text as YAML has it within braces: plain where that is safe, else quoted."""
    return text if _PLAIN.fullmatch(text) else quoted(text)


def quoted(text: str) -> str:
    """Return a text in double quotes, as YAML has it, on one line."""
    return quoted_scalar(text)


def _top(text: str, place: str) -> Mapping[str, Any]:
    try:
        return top_nodes(text, place)
    except UnreadableRecordError as error:
        raise UnwritableEntryError(place, error.reason) from None


def _block(top: Mapping[str, Any], key: str, place: str) -> Any:  # noqa: ANN401 - a YAML node
    node = top.get(key)
    if node is None or node.flow_style or not node.value:
        raise UnwritableEntryError(place, f"{key!r} does not stand there with one to a line")
    return node


def _behind(entry: Entry, steps: Any, lines: Sequence[str]) -> tuple[int, str]:  # noqa: ANN401
    """Return the line before which a step is to be put, and how far rows are set in."""
    rows = steps.value
    earlier = [number for number, row in enumerate(rows) if _day(row) <= _of(entry.step.when)]
    indent = lines[rows[0].start_mark.line]
    indent = indent[: len(indent) - len(indent.lstrip())]
    if not earlier:
        return rows[0].start_mark.line, indent
    return _end(rows[earlier[-1]], lines), indent


def _after(cited: Any, lines: Sequence[str]) -> tuple[int, str]:  # noqa: ANN401 - a YAML node
    key, value = cited.value[-1]
    first = lines[key.start_mark.line]
    return _end(value, lines), first[: len(first) - len(first.lstrip())]


def _end(node: Any, lines: Sequence[str]) -> int:  # noqa: ANN401 - a YAML node
    """Return the line after a node, comments and blank lines that follow it left behind."""
    mark = node.end_mark
    line: int = mark.line + 1 if mark.column else mark.line
    while line > node.start_mark.line + 1 and _idle(lines[line - 1]):
        line -= 1
    return line


def _idle(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _day(row: Any) -> str:  # noqa: ANN401 - a YAML node
    """Return the last day of a row's bounds, as far as it is written, to sort by."""
    fields = {key.value: value.value for key, value in row.value}
    return str(fields.get("date") or fields.get("not_after") or fields.get("not_before") or "")


def _of(when: Interval) -> str:
    found = days_of(when)
    return found.get("date") or found.get("not_after") or found.get("not_before") or ""


def _last_of_month(day: date) -> date:
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return following - timedelta(days=1)


def _list(names: Iterable[str]) -> str:
    return f"[{', '.join(map(scalar, names))}]"


def _mapping(told: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{key}: {value}' for key, value in told.items())}}}"
