"""The codebook of tables, drawn from their definitions: nothing in it can drift from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.datasets.calendar import By
from foedera.datasets.columns import NA, Origin
from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.datasets.columns import Column, TableDefinition

_WORDS: Final = "wording/codebook.yaml"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a codebook says of one column.

    Attributes:
        name: The column; of several numbered alike, the first two.
        cells: What stands in its cells: the type and unit, then bounds or values.
        meaning: What they tell, for which rows, and how that differs from ATOP.
        source: Where it is laid down.
        more: Whether ATOP's own table lacks it.
    """

    name: str
    cells: tuple[str, ...]
    meaning: tuple[str, ...]
    source: str
    more: bool


class CodebookWords:
    """What codebooks say in one language.

    Args:
        language: ``en`` or ``id``.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **gaps: object) -> str:
        """Return an entry of ``data/wording/codebook.yaml`` with its gaps filled."""
        wording: str = record(_WORDS)[key][self.language]
        return wording.format(**gaps) if gaps else wording


def entry(column: Column, words: CodebookWords) -> Entry:
    """Return what the codebook says of a column."""
    said = words.language
    name = column.name
    if column.numbered:
        name = words("numbered", first=f"{name}1", second=f"{name}2")
    meaning = [_sentence(column.means[said])]
    if column.forms:
        told = [words(f"form-{one.value}") for one in By if one in column.forms]
        meaning.append(words("forms", forms=words("or").join(told)))
    if column.differs:
        meaning.append(words("differs", text=column.differs[said]))
    return Entry(
        name, _cells(column, words), tuple(meaning), column.source, column.origin is Origin.MORE
    )


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _cells(column: Column, words: CodebookWords) -> tuple[str, ...]:
    said = words.language
    kind = words(f"type-{column.kind.value}")
    told = [words("of-unit", type=kind, unit=column.unit[said]) if column.unit else kind]
    if column.least is not None or column.most is not None:
        told.append(_bounds(column, words))
    # What a text may be is listed as it is written; numbers with what they stand for.
    told += [f"{value}: {means[said]}" for value, means in column.values.items()]
    if column.missing:
        told.append(f"{NA}: {column.missing[said]}")
    return tuple(told)


def _bounds(column: Column, words: CodebookWords) -> str:
    if column.most is None:
        return words("range-least", least=column.least)
    if column.least is None:
        return words("range-most", most=column.most)
    return words("range", least=column.least, most=column.most)


def keys_of(definition: TableDefinition) -> tuple[tuple[tuple[str, ...], By | None], ...]:
    """Return the columns that tell rows apart, and for which rows; ``None`` for all of them."""
    named = {form for one in definition.columns for form in one.forms}
    found: dict[tuple[str, ...], By | None] = {}
    for form in By:
        key = definition.for_form(form).key
        # A row of a day, say, is told by its day: a table without that column has none.
        if form in named and any(definition.column(name).forms for name in key):
            found.setdefault(key, form)
    if len(found) > 1:
        return tuple(found.items())
    return ((next(iter(found), definition.key), None),)  # the table at hand has one form


def markdown(definitions: Sequence[TableDefinition], language: str = "en") -> str:
    """Return the codebook of tables as Markdown.

    Args:
        definitions: The tables.
        language: ``en`` or ``id``.
    """
    words = CodebookWords(language)
    notes = (words(key) for key in ("missing", "days", "marked"))
    parts = [f"# {words('title')}", *notes, *(_table(one, words) for one in definitions)]
    return "\n\n".join(parts) + "\n"


def _table(definition: TableDefinition, words: CodebookWords) -> str:
    said = words.language
    lines = [
        f"## {definition.title[said]} (`{definition.name}`)\n",
        f"{words('row')}: {definition.row[said]}\n",
        f"{words('key')}: {_keys(definition, words)}.\n",
        f"| {words('column')} | {words('cells')} | {words('meaning')} | {words('source')} |",
        "| --- | --- | --- | --- |",
    ]
    for column in definition.columns:
        one = entry(column, words)
        name = ", ".join(f"`{part}`" if " " not in part else part for part in one.name.split(", "))
        cells = "<br>".join(map(escaped, one.cells))
        meaning = " ".join(map(escaped, one.meaning))
        more = " +" if one.more else ""
        lines.append(f"| {name}{more} | {cells} | {meaning} | {escaped(one.source)} |")
    return "\n".join(lines)


def _keys(definition: TableDefinition, words: CodebookWords) -> str:
    """Return the columns that tell rows apart, for each form of rows."""
    return "; ".join(
        ", ".join(f"`{name}`" for name in key)
        + ("" if form is None else f" ({words(f'form-{form.value}')})")
        for key, form in keys_of(definition)
    )


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is, within a table."""
    for mark in ("\\", "|", "*", "_", "`", "<", ">", "[", "]"):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", " ")
