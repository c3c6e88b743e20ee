"""Data packages: a folder with tables, what every column means, what is covered, how to cite.

After the Data Package standard, version 2 (datapackage.org). Nothing in a package tells when it
was written: the same tables give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.checking import checked
from foedera.datasets.citation import citation
from foedera.datasets.cited import source
from foedera.datasets.codebook import CodebookWords, entry, markdown
from foedera.datasets.codebook_page import html_page
from foedera.datasets.columns import NA, Kind
from foedera.datasets.writers.placing import staged_folder
from foedera.datasets.writers.writer import writer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from foedera.datasets.columns import Column, TableDefinition
    from foedera.datasets.edition import Edition
    from foedera.datasets.table import Table
    from foedera.datasets.writers.writer import Writer

_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
#: The standard's names for what cells are.
_TYPES: Final = {
    Kind.INTEGER: "integer",
    Kind.NUMBER: "number",
    Kind.TEXT: "string",
    Kind.DATE: "date",
}
_CSV: Final = "csv"
SUMS: Final = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Written:
    """A table that has been written.

    Attributes:
        file: Name of its file.
        size: Bytes of it.
        digest: Its SHA-256, in hexadecimal.
        definition: What its columns are.
        by: What wrote it.
    """

    file: str
    size: int
    digest: str
    definition: TableDefinition
    by: Writer

    @classmethod
    def at(cls, place: Path, definition: TableDefinition, by: Writer) -> Written:
        """Return what there is to tell of a table's file."""
        return cls(place.name, place.stat().st_size, digest_of(place), definition, by)


def digest_of(place: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_package(
    folder: Path,
    tables: Sequence[Table],
    edition: Edition,
    *,
    name: str = _CSV,
    language: str = "en",
) -> tuple[str, ...]:
    """Write a data package: the whole folder, or nothing.

    Args:
        folder: A folder that does not exist yet, or is empty.
        tables: What it holds, each under its own name.
        edition: What the package is called, rests on and covers.
        name: Format of the tables: one of ``writers.formats()``.
        language: Of codebook, titles and labels: ``en`` or ``id``.

    Returns:
        The names of the files, in alphabetical order.

    Raises:
        FolderInUseError: The folder holds something.
        MissingPackageError: The extra that the format needs is not installed.
        MistypedColumnError: A column does not hold what its codebook says.
        UndocumentedColumnError: A column has no entry in the codebook.
        UnknownFormatError: No package offers the format.
        UnknownSourceError: The edition names a source that cannot be cited.
        UnwritableFileError: The folder cannot be written.
        ValueError: Two tables have one name.
    """
    if len({table.name for table in tables}) != len(tables):
        raise ValueError("two tables of a package have one name")
    with staged_folder(folder) as place:
        _fill(place, tables, edition, (name, language))
    return tuple(sorted(one.name for one in folder.iterdir()))


def _fill(folder: Path, tables: Sequence[Table], edition: Edition, how: tuple[str, str]) -> None:
    """Write every file of a package; ``how`` is format and language."""
    by, language = writer(how[0]), how[1]
    written = [_write(folder, table, by, language) for table in tables]
    definitions = [one.definition for one in written]
    texts = {
        "CITATION.cff": citation(edition),
        "codebook.html": html_page(definitions, language),
        "codebook.md": markdown(definitions, language),
        "coverage.md": edition.coverage.rstrip() + "\n",
        "datapackage.json": as_json(descriptor(edition, written, language)),
    }
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    digests = {one.file: one.digest for one in written}
    digests |= {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
    (folder / SUMS).write_bytes(sums(digests).encode())


def sums(digests: Mapping[str, str]) -> str:
    """Return digests by file as ``sha256sum --check`` reads them."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))


def _write(folder: Path, table: Table, by: Writer, language: str) -> Written:
    definition = checked(table)
    place = folder / f"{table.name}.{by.extension}"
    by.write(table, definition, place, language=language)
    return Written.at(place, definition, by)


def descriptor(edition: Edition, written: Sequence[Written], language: str) -> dict[str, Any]:
    """Return what ``datapackage.json`` says of a package."""
    told = [source(name) for name in edition.sources]
    licences = [{**one.licence, "title": one.terms[language]} for one in told if one.licence]
    return {
        "$schema": _PROFILE,
        "name": edition.name,
        "title": edition.title,
        "description": " ".join(one.terms[language] for one in told),
        "version": edition.version,
        **({"licenses": licences} if licences else {}),
        "sources": [
            {
                "title": one.title,
                **({"path": one.path} if one.path else {}),
                **({"version": one.version} if one.version else {}),
            }
            for one in told
        ],
        "resources": [_resource(one, language) for one in written],
    }


def _resource(written: Written, language: str) -> dict[str, Any]:
    """Return what the standard calls a resource: one table."""
    found, by = written.definition, written.by
    described: dict[str, Any] = {
        "name": found.name,
        "path": written.file,
        "type": "table",
        "title": found.title[language],
        "description": found.row[language],
        "format": by.extension,
        "mediatype": by.media_type,
        "bytes": written.size,
        "hash": f"sha256:{written.digest}",
    }
    if by.extension == _CSV:
        described["encoding"] = "utf-8"
        described["dialect"] = {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True}
    return {**described, "schema": schema(found, language)}


def schema(found: TableDefinition, language: str = "en") -> dict[str, Any]:
    """Return what the standard calls a table schema, drawn from a table's definition.

    Args:
        found: The columns of the table.
        language: Of titles and descriptions: ``en`` or ``id``.
    """
    words = CodebookWords(language)
    return {
        "fields": [_field(one, found, words) for one in found.columns],
        **({"primaryKey": list(found.key)} if found.key else {}),
        "missingValues": [NA],
    }


def _field(column: Column, found: TableDefinition, words: CodebookWords) -> dict[str, Any]:
    said = entry(column, words)
    parts = [*said.meaning, "; ".join(said.cells) + ".", said.source]
    limits: dict[str, Any] = {}
    if column.name in found.key:
        limits["required"] = True
    if column.values:
        whole = column.kind is Kind.INTEGER
        limits["enum"] = [int(value) if whole else value for value in column.values]
    if column.least is not None:
        limits["minimum"] = column.least
    if column.most is not None:
        limits["maximum"] = column.most
    return {
        "name": column.name,
        "type": _TYPES[column.kind],
        "title": column.means[words.language],
        "description": " ".join(parts),
        **({"constraints": limits} if limits else {}),
    }


def as_json(content: object) -> str:
    """Return plain data as JSON for people to read, too."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
