"""Writes what is drawn from the program: ``python docs/reference/generate.py``.

That is ``cli.md``, ``codebook.md``, ``codes.md``, ``errors.md`` and ``law.md`` in this folder, and the output shown in
README.md, and the schema of registry files under ``data/schemas``.
"""

from __future__ import annotations

import importlib
import inspect
import io
import json
import pkgutil
import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

import foedera
from foedera.claims.acts import acts
from foedera.claims.coding import GIVEN, Mood, code_of, variants
from foedera.cli.commands import foedera as program
from foedera.cli.dossier_view import dossier_view
from foedera.cli.duties_view import DutiesView
from foedera.datasets.codebook import markdown
from foedera.datasets.columns import definition, tables
from foedera.errors import FoederaError
from foedera.resources import read_record, record
from foedera.treaties import rule
from foedera.treaties.schema import instrument_schema
from foedera.wording.duties import alike
from foedera.wording.words import Words
from foedera.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.claims.coding import Code

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAMPLE = "examples/kemitraan-rusia-iran.txt"
WIDTH = 88
QUESTION, DAY = "UKR attacks RUS", date(2024, 12, 12)

CLI = """\
# The command line

Written by `make reference` from the program itself.

Every command ends with code 0 when all went well, 1 when something given could not be read or
found, 2 when it was called in a way it does not know, and 130 when it was interrupted. Answers go
to standard output, complaints to standard error. `NO_COLOR` turns colour off; output to a file has
none. The width of the window is respected; `COLUMNS` sets another.
"""

ERRORS = """\
# Errors

Written by `make reference` from the classes themselves. Each says what is wrong, where, why foedera
will not go on, and what to do; each keeps what it was told as attributes. All descend from
`foedera.errors.FoederaError`, so that one `except` catches what foedera refuses on purpose and
nothing else. A doubt about a report is no error: it stands in the dossier as a notice, or as "not
known".
"""

CODEBOOK = """\
Written by `make reference` from `src/foedera/data/datasets`. `foedera codebook` prints the same, and as a page with
`--format html`; [how to add a column](../how-to/add-a-column.md) tells where each line comes from.

"""

LAW = """\
# The law that answers apply

Written by `make reference` from `data/law/rules.yaml` and the cases under `tests/cases`. VCLT: Vienna Convention
on the Law of Treaties (1969); VCSS: Vienna Convention on Succession of States in respect of Treaties (1978). States outside
a convention are held to the same rules as custom. What each makes of the steps on record is in
[how a status follows](../explanation/how-a-status-follows.md) and in
[who must do what](../explanation/who-must-do-what.md); each case is a sentence, a day, and what must follow.
"""

NOT_COMPUTED = """
## What is recorded and not decided, or not computed

| rule | what foedera does |
| --- | --- |
| VCLT 4 (the Convention is not retroactive) | applies the same rules as custom to older treaties |
| VCLT 7 (who may bind a state) | who was empowered is for the record to say; a confirmed signature counts (8) |
| VCLT 17 (consent to part) | not expressed; a reservation that excludes duties is |
| VCLT 23, 76-78 (form and receipt) | notices are dated by their receipt, as recorded |
| VCLT 31-33 (interpretation) | never resolves a clause: what it leaves open is named in the answer |
| VCLT 44 (separability) | one duty can be suspended, begin or end apart from the rest, as recorded |
| VCLT 46-53, 61, 62 (invalidity, impossibility, change) | a claim of the party that makes it: possible, never granted |
| VCLT 66 (disputes) | not computed |
| VCLT 71-72 (consequences) | not computed |
| VCLT 73 and war between parties | no automatic end; an end on record counts |
| VCLT 80 (registration) | shown with Charter 102 |
| UN Charter 52-54 (regional enforcement) | not computed |
"""

CODES = """\
# Claims in CAMEO and PLOVER

Written by `make reference` from `src/foedera/data/codes.yaml`.

`foedera read --json` gives each claim its `codes`: the CAMEO code, the PLOVER type (`plover`), `mode` and
`context`, the actors it goes from (`source`) and to (`recipient`), and the `reason` where a scheme has no
code for it. Users of GDELT and ICEWS know CAMEO, users of POLECAT PLOVER.

CAMEO is the codebook 1.1b3 (Gerner, Schrodt and Yilmaz 2012). PLOVER is the manual's draft of 2021 and the
conversion table of 17 September 2021 (Open Event Data Alliance): REQUEST was DEMAND before, ACCUSE was
DISAPPROVE and INVESTIGATE, ASSAULT was FIGHT as well.

## How sure the report is
Neither scheme has a place for it: both code a plan, a demand and a refusal as other events.

| the claim is | CAMEO and PLOVER | from whom to whom |
| --- | --- | --- |
| asserted, estimated | the act | agents, counterparts |
| planned | cooperation: intent (03, AGREE); conflict: a threat (13, THREATEN); posture: PLOVER's type in the context `future` | agents, counterparts |
| demanded | a demand (10, REQUEST), of condemnation and sanctions the rallying of others (113, ACCUSE) | who asks, who is asked |
| denied by a word of refusal ("refused to", "rejected") | cooperation: a refusal (12, REJECT); conflict: nothing | agents, counterparts; where another's act is rejected: who rejects, whose it was |
| denied by who is charged with it ("denied that it had") | CAMEO 016; nothing in PLOVER, which dropped statements | agents, counterparts |
| denied otherwise ("has not") | nothing | |
| possible, feared | no CAMEO code; PLOVER's type in the context `hypothetical` | agents, counterparts |

## Where the schemes and foedera part
* What a treaty provides, its entry into force and the casualties of an attack are in neither scheme.
* PLOVER's PROTEST, CONCEDE and most of COERCE (a state and its own people), and CAMEO's 09 (investigations),
  are no acts of foedera, which reads what states do to one another. Claims are not coded by them.
* CAMEO tells an appeal (02) from a demand (10). foedera's `demand` is both, and is coded as a demand.
* Captures are coded as of territory (192), also where a ship or people are taken.
* Deployments are coded as posture (154), also where an ally is helped; asked for or refused, as help.
* A claim that says who suffered and not who acted has no `source`.

## The table
What follows an act's name tells the claims of an act that have codes of their own.

| act | asserted, estimated | planned | demanded | refused |
| --- | --- | --- | --- | --- |
"""


def commands(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    """Yield each command's full name and its help."""
    context = click.Context(command, info_name=path, terminal_width=WIDTH, max_content_width=WIDTH)
    context.help_option_names = ["-h", "--help"]
    yield path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in sorted(command.list_commands(context)):  # also those that other doors bring
            one = command.get_command(context, name)
            if one is not None:
                yield from commands(one, f"{path} {name}")


def error_classes() -> list[type[FoederaError]]:
    """Return every class of error of the package, by module and name."""
    for module in pkgutil.walk_packages(foedera.__path__, "foedera."):
        if ".migrations." not in module.name:  # these run only when tables are made
            importlib.import_module(module.name)
    found: set[type[FoederaError]] = set()
    waiting: list[type[FoederaError]] = [FoederaError]
    while waiting:
        found.update(waiting)
        waiting = [sub for one in waiting for sub in one.__subclasses__()]
    own = [one for one in found if one.__module__.startswith("foedera.")]
    return sorted(own, key=lambda one: (one.__module__, one.__name__))


def cli_page() -> str:
    """Return the page of the commands."""
    parts = [f"## {path}\n\n```text\n{text}\n```\n" for path, text in commands(program, "foedera")]
    return "\n".join([CLI, *parts])


def codebook_page() -> str:
    """Return the codebook of every research table."""
    return markdown([definition(name) for name in tables()]).replace("\n\n", f"\n\n{CODEBOOK}", 1)


def codes_page() -> str:
    """Return the page of the codes, a row for each act and each of its variants."""
    rows, reasons = [], {}
    for name in acts():
        for of in variants(name):
            cells = [_code(code_of(name, mood, of=of), reasons) for mood in GIVEN]
            shown = f"`{name}`" + (f", {of}" if of else "")
            rows.append(f"| {shown} | {' | '.join(cells)} |")
    notes = [f"{number}. {reason[:1].upper()}{reason[1:]}." for reason, number in reasons.items()]
    negated = code_of("sign", Mood.NEGATED).reason or ""
    notes.append(f"\nNot done, without a refusal: {negated}.")
    return "\n".join([CODES + "\n".join(rows), "", *notes]) + "\n"


def _code(code: Code, reasons: dict[str, int]) -> str:
    plover = " ".join(filter(None, (code.plover, code.mode)))
    told = [code.cameo or "–", plover or "–"]
    text = ", ".join(told) + (f" ({code.context})" if code.context else "")
    if code.reason is None:
        return text
    number = reasons.setdefault(code.reason, len(reasons) + 1)
    return f"{text} [{number}]" if (code.cameo or code.plover) else f"– [{number}]"


def errors_page() -> str:
    """Return the page of the errors."""
    lines = [ERRORS, "| error | room | raised for | keeps |", "| --- | --- | --- | --- |"]
    for one in error_classes():
        said = (inspect.getdoc(one) or "").split("\n\n")[0].replace("\n", " ")
        kept = ""
        if "__init__" in vars(one):
            names = list(inspect.signature(one.__init__).parameters)[1:]
            kept = ", ".join(f"`{name}`" for name in names)
        room = one.__module__.removeprefix("foedera.").removesuffix(".errors")
        lines.append(f"| `{one.__name__}` | {room} | {said} | {kept} |")
    return "\n".join(lines) + "\n"


def law_page() -> str:
    """Return the page of the rules of law, each with the cases that try it."""
    rows: list[Any] = []
    for path in sorted((ROOT / "tests" / "cases").rglob("*.yaml")):
        content = read_record(path.read_text(encoding="utf-8"), path.name)
        if isinstance(content, list):
            rows += [row for row in content if isinstance(row, dict) and "case" in row]
    lines = [LAW, "| article | what it says | cases |", "| --- | --- | --- |"]
    for name in record("law/rules.yaml"):
        one = rule(name)
        tried = [
            row["case"]
            for row in rows
            if one.article in cited(row) or tries(row["case"], one.article)
        ]
        lines.append(f"| {one.article} | {one.says['en']} | {'<br>'.join(tried)} |")
    return "\n".join(lines) + "\n" + NOT_COMPUTED


def cited(content: Any) -> set[str]:  # noqa: ANN401 - any YAML shape
    """Return the articles that a case asks its answer to cite."""
    if isinstance(content, list):
        return {article for one in content for article in cited(one)}
    if not isinstance(content, dict):
        return set()
    own = {article for key in ("articles", "cites") for article in content.get(key, ())}
    return own | {article for value in content.values() for article in cited(value)}


def tries(case: str, article: str) -> bool:
    """Tell whether a case is named after an article, or one of a range of them."""
    head, _, numbers = article.rpartition(" ")
    first, _, last = numbers.partition("-")
    found = re.match(rf"{re.escape(head)} (\d+)([^:]*):", case)
    if found is None:
        return False
    if last.isdecimal() and first.isdecimal():
        return int(first) <= int(found[1]) <= int(last)
    whole = f"{found[1]}{found[2]}"
    return whole == numbers or (numbers == found[1] and not numbers.endswith(")"))


def excerpt() -> str:
    """Return the parts of a dossier that the README shows, as wide as 80 columns."""
    dossier = foedera.read((ROOT / SAMPLE).read_bytes(), name=SAMPLE)
    console = Console(width=80, file=io.StringIO(), record=True, color_system=None)
    words = Words("en", dossier.catalogue)
    console.print(dossier_view(dossier, words))
    lines = [line.rstrip() for line in console.export_text().splitlines()]
    starts = [words("standing", day=words.day(dossier.standings[0].on)), words("conduct")]
    first, last = (next(i for i, line in enumerate(lines) if line.startswith(s)) for s in starts)
    ends = next(i for i in range(first, len(lines)) if not lines[i])
    return "\n".join([*lines[first:ends], "", "[…]", "", *lines[last:]])


def answer() -> str:
    """Return the part of an answer that the README shows: whether North Korea is bound."""
    desk = Workspace()
    found = desk.ask(QUESTION, DAY).duties
    if found is None:
        raise ValueError(QUESTION)
    words = Words("en", desk.catalogue)
    view = DutiesView(words, why=True)
    korea = next(
        one for one in alike(found.of("PRK")) if one.owed.obligation.id == "prk-rus-2024/defence"
    )
    console = Console(width=80, file=io.StringIO(), record=True, color_system=None)
    console.print(view.entry(korea))
    lines = [line.rstrip() for line in console.export_text().splitlines()]
    last = next(number for number, line in enumerate(lines) if "+ Russia is bound" in line)
    return "\n".join([*lines[:last], "", "[…]"])


def main() -> int:
    """Write the pages, and the output shown in the README."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.compile(r"(?<=```text\n).*?(?=\n```)", re.DOTALL)
    parts = iter((excerpt(), answer()))
    readme = shown.sub(lambda _: next(parts), readme, count=2)
    (ROOT / "README.md").write_text(readme, encoding="utf-8")
    (HERE / "cli.md").write_text(cli_page(), encoding="utf-8")
    (HERE / "codebook.md").write_text(codebook_page(), encoding="utf-8")
    (HERE / "codes.md").write_text(codes_page(), encoding="utf-8")
    (HERE / "errors.md").write_text(errors_page(), encoding="utf-8")
    (HERE / "law.md").write_text(law_page(), encoding="utf-8")
    schema = ROOT / "src" / "foedera" / "data" / "schemas" / "registry-file.schema.json"
    schema.write_text(f"{json.dumps(instrument_schema(), indent=2)}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
