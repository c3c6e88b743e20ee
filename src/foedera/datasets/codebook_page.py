"""The codebook as one page of HTML: it needs no network and no script, and it can be printed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from foedera.datasets.codebook import CodebookWords, entry, keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.datasets.codebook import Entry
    from foedera.datasets.columns import TableDefinition

_STYLE: Final = """\
body { font: 16px/1.5 Georgia, "Times New Roman", serif; max-width: 70rem; margin: 2rem auto;
  padding: 0 1rem; color: #1a1a1a; background: #fff; }
h1, h2, th { font-family: "Helvetica Neue", Arial, sans-serif; line-height: 1.2; }
h2 { margin-top: 3rem; border-bottom: 2px solid #1a1a1a; padding-bottom: .2rem; }
a { color: #0b4f8a; }
code { font: .88em Consolas, Menlo, monospace; }
table { border-collapse: collapse; width: 100%; min-width: 42rem; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; }
thead th { border-bottom: 1px solid #1a1a1a; }
tbody tr { border-bottom: 1px solid #ccc; }
tbody tr:target { background: #fff6d6; }
td ul { list-style: none; margin: 0; padding: 0; }
td:nth-child(2) { width: 26%; } td:nth-child(4) { width: 17%; }
.scroll { overflow-x: auto; }
@media print {
  @page { size: A4 landscape; margin: 15mm; }
  body { max-width: none; margin: 0; font-size: 10pt; }
  table { min-width: 0; } nav { display: none; } a { color: inherit; text-decoration: none; }
  h2 { break-before: page; } tr { break-inside: avoid; } thead { display: table-header-group; }
}"""

_PAGE: Final = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<h1>{title}</h1>
{notes}
<nav aria-label="{tables}">
<ul>
{links}
</ul>
</nav>
<main>
{sections}
</main>
</body>
</html>
"""

_SECTION: Final = """\
<section id="{name}">
<h2>{title} <code>{name}</code></h2>
<p>{row_word}: {row}</p>
<p>{key_word}: {key}.</p>
<div class="scroll"><table>
<thead><tr>{heads}</tr></thead>
<tbody>
{rows}
</tbody>
</table></div>
</section>"""


def html_page(definitions: Sequence[TableDefinition], language: str = "en") -> str:
    """Return the codebook of tables as a page.

    Args:
        definitions: The tables.
        language: ``en`` or ``id``.
    """
    words = CodebookWords(language)
    notes = "\n".join(f"<p>{escape(words(key))}</p>" for key in ("missing", "days", "marked"))
    links = "\n".join(
        f'<li><a href="#{escape(one.name)}">{escape(one.title[language])}</a></li>'
        for one in definitions
    )
    return _PAGE.format(
        language=language,
        title=escape(words("title")),
        style=_STYLE,
        notes=notes,
        tables=escape(words("tables")),
        links=links,
        sections="\n".join(_section(one, words) for one in definitions),
    )


def _section(definition: TableDefinition, words: CodebookWords) -> str:
    heads = ("column", "cells", "meaning", "source")
    return _SECTION.format(
        name=escape(definition.name),
        title=escape(definition.title[words.language]),
        row_word=escape(words("row")),
        row=escape(definition.row[words.language]),
        key_word=escape(words("key")),
        key=_keys(definition, words),
        heads="".join(f'<th scope="col">{escape(words(one))}</th>' for one in heads),
        rows="\n".join(
            _row(f"{definition.name}-{column.name}", entry(column, words))
            for column in definition.columns
        ),
    )


def _keys(definition: TableDefinition, words: CodebookWords) -> str:
    told = []
    for key, form in keys_of(definition):
        named = ", ".join(f"<code>{escape(name)}</code>" for name in key)
        told.append(named if form is None else f"{named} ({escape(words(f'form-{form.value}'))})")
    return "; ".join(told)


def _row(anchor: str, one: Entry) -> str:
    cells = "".join(f"<li>{escape(cell)}</li>" for cell in one.cells)
    return (
        f'<tr id="{escape(anchor)}"><th scope="row"><code>{escape(one.name)}</code>'
        f"{' +' if one.more else ''}</th><td><ul>{cells}</ul></td>"
        f"<td>{escape(' '.join(one.meaning))}</td><td>{escape(one.source)}</td></tr>"
    )
