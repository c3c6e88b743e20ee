"""The files of a release that explain its tables, tell how to cite it, and seal it."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from foedera.datasets.citation import citation
from foedera.datasets.codebook import markdown
from foedera.datasets.codebook_page import html_page
from foedera.datasets.package import SUMS, as_json, descriptor, sums
from foedera.datasets.releases.citing import bibtex, csl, dataset, ris
from foedera.datasets.releases.statement import Statement
from foedera.datasets.releases.terms import prefixes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from foedera.datasets.edition import Edition
    from foedera.datasets.package import Written
    from foedera.datasets.releases.citing import Reference
    from foedera.datasets.releases.files import TableFiles


def explain(
    folder: Path,
    edition: Edition,
    files: TableFiles,
    beside: tuple[Sequence[Reference], bytes],
    how: tuple[str, str, str | None],
) -> dict[str, str]:
    """Write what explains a release's tables, and return the digests of all its files.

    Args:
        folder: Of the release.
        edition: What it is called, rests on and covers.
        files: Its tables.
        beside: References to its reports, and its decisions as JSON Lines.
        how: Language, moment, and the name of the last release if one was given.
    """
    articles, decisions = beside
    language, at, since = how
    definitions = [one.definition for one in files.tables()]
    own = [dataset(edition)]
    told = descriptor(edition, files.tables(), language)
    told["resources"] += [_other(one) for one in files.others()]
    texts = {
        "CITATION.cff": citation(edition),
        "README.md": Statement(language).readme(edition.title, at, files.formats),
        "articles.bib": bibtex(articles),
        "articles.json": csl(articles),
        "articles.ris": ris(articles),
        "citation.bib": bibtex(own),
        "citation.json": csl(own),
        "citation.ris": ris(own),
        "codebook.html": html_page(definitions, language),
        "codebook.md": markdown(definitions, language),
        "coverage.md": edition.coverage,
        "datapackage.json": as_json(told),
    }
    contents = {name: text.encode() for name, text in texts.items()}
    contents["decisions.jsonl"] = decisions
    tables = (*files.tables(), *files.others())
    contents["release.jsonld"] = _linked(edition, tables, at, since).encode()
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    digests = {one.file: one.digest for one in tables}
    digests |= {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    (folder / SUMS).write_bytes(sums(digests).encode())
    return digests


def _other(written: Written) -> dict[str, Any]:
    """Return what the descriptor says of a table in another format than CSV.

    Not its size: programs that check packages count no bytes of Parquet, and find it wrong.
    """
    kind = written.by.extension.partition(".")[0]
    return {
        "name": f"{written.definition.name}-{kind}",
        "path": written.file,
        "format": written.by.extension.rpartition(".")[2],
        "mediatype": written.by.media_type,
        "hash": f"sha256:{written.digest}",
    }


def _linked(edition: Edition, tables: Sequence[Written], at: str, since: str | None) -> str:
    """Return what a release is, as JSON-LD: PROV-O and schema.org terms."""
    used = {key: prefixes()[key] for key in ("prov", "schema", "xsd")}
    told: dict[str, Any] = {
        "@context": {
            **used,
            "release": f"{prefixes()['record']}release:",
            "id": "@id",
            "type": "@type",
        },
        "id": f"release:{edition.version}",
        "type": ["prov:Entity", "schema:Dataset"],
        "schema:name": edition.title,
        "schema:version": edition.version,
        "prov:generatedAtTime": {"@type": "xsd:dateTime", "@value": at},
        "prov:wasGeneratedBy": {
            "type": "prov:Activity",
            "prov:wasAssociatedWith": {
                "type": ["prov:SoftwareAgent", "schema:SoftwareApplication"],
                "schema:name": "foedera",
                "schema:softwareVersion": version("foedera"),
            },
        },
        "schema:distribution": [
            {
                "type": "schema:DataDownload",
                "schema:contentUrl": one.file,
                "schema:encodingFormat": one.by.media_type,
                "schema:contentSize": str(one.size),
                "schema:sha256": one.digest,
            }
            for one in tables
        ],
    }
    if edition.released is not None:
        day = edition.released.isoformat()
        told["schema:datePublished"] = {"@type": "xsd:date", "@value": day}
    if since is not None:
        told["prov:wasRevisionOf"] = {"id": f"release:{since}"}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
