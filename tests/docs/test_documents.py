"""The documents say what the program does: commands, options, errors, links, examples."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

import foedera
from foedera.cli.commands import foedera as program
from foedera.cli.commands import run
from foedera.errors import FoederaError
from foedera.resources import DATA, record

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("*/README.md")])
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CLI = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
LONGEST = 300


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):  # also those that other doors bring
            one = command.get_command(context, name)
            assert one is not None
            yield from commands(one, f"{path} {name}")


COMMANDS = dict(commands(program, "foedera"))


def classes(above: type[FoederaError]) -> Iterator[type[FoederaError]]:
    yield above
    for one in above.__subclasses__():
        yield from classes(one)


def shell_lines(page: Path) -> Iterator[list[str]]:
    """Yield the indented command lines of a page, split into words."""
    for line in page.read_text(encoding="utf-8").splitlines():
        if re.match(r" {4,}(make|foedera|\.venv/bin/foedera) ", line):
            yield shlex.split(line.split("#")[0].split(">")[0].strip())


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_and_option_is_in_the_reference(path: str) -> None:
    assert f"## {path}\n" in CLI
    section = CLI.split(f"## {path}\n")[1].split("\n## ")[0]
    for option in COMMANDS[path].params:
        if isinstance(option, click.Option):
            assert all(name in section for name in option.opts)


def test_every_error_is_in_the_reference() -> None:
    page = (DOCS / "reference" / "errors.md").read_text(encoding="utf-8")
    own = {one.__name__ for one in classes(FoederaError) if one.__module__.startswith("foedera.")}
    assert own
    assert not [name for name in own if f"`{name}`" not in page]


def test_every_rule_of_law_is_in_the_reference_with_a_case_that_tries_it() -> None:
    page = (DOCS / "reference" / "law.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| ")]
    tried = {row[0].removeprefix("| "): row[-1].removesuffix(" |").strip() for row in rows}
    for one in record("law/rules.yaml").values():
        assert tried[one["article"]], one["article"]


def test_every_error_of_the_reference_exists() -> None:
    page = (DOCS / "reference" / "errors.md").read_text(encoding="utf-8")
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    named = re.findall(r"^\| `(\w+Error)`", page, re.MULTILINE)
    assert not [name for name in named if f"class {name}(" not in code]


def test_every_field_of_the_dossier_is_described() -> None:
    page = (DOCS / "reference" / "data-formats.md").read_text(encoding="utf-8")
    schema = json.loads((DATA / "schemas" / "dossier.schema.json").read_text(encoding="utf-8"))
    assert not [name for name in schema["properties"] if f"| `{name}` |" not in page]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_line_of_a_page_can_be_given(page: Path) -> None:
    for words in shell_lines(page):
        if words[0] == "make":
            assert f"\n{words[1]}:" in MAKEFILE, words
        else:
            check_foedera(words[1:])


def check_foedera(words: list[str]) -> None:
    """Check a command line against the program, without running it."""
    path = "foedera"
    while words and f"{path} {words[0]}" in COMMANDS:
        path = f"{path} {words.pop(0)}"
    assert path != "foedera", words
    known = {name for option in COMMANDS[path].params for name in option.opts}
    assert not [word for word in words if word.startswith("--") and word not in known]


def test_every_target_of_make_says_what_it_does() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony
    explained = re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE)
    assert set(phony[1].split()) == set(explained)


def test_the_build_machine_runs_the_command_that_people_run() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "exec make test"


def test_the_python_of_the_readme_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    assert code
    done = subprocess.run(
        [sys.executable, "-c", code[1]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "sign" in done.stdout


def test_the_readme_shows_what_the_program_prints() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"```text\n(.*?)```", readme, re.DOTALL)
    assert shown
    command = Path(sys.executable).with_name("foedera")
    done = subprocess.run(
        [command, "read", "examples/kemitraan-rusia-iran.txt"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"COLUMNS": "80", "LANG": "C.UTF-8"},
    )
    printed = "\n".join(line.rstrip() for line in done.stdout.splitlines())
    for part in shown[1].strip().split("\n\n[…]\n\n"):
        assert part in printed


def test_decisions_are_numbered_without_gaps_and_fit_one_page() -> None:
    pages = sorted((DOCS / "decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences"))
        assert len(text.split()) < LONGEST


def test_the_version_is_the_same_everywhere() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.*)"', settings, re.MULTILINE)
    assert version
    assert f"version: {version[1]}" in citation
    assert f"## {version[1]}" in changes


def test_the_package_says_how_to_begin() -> None:
    assert foedera.__doc__
    assert ">>> import foedera" in foedera.__doc__


def test_the_readme_shows_what_a_question_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"```text\n(.*?)```", readme, re.DOTALL)[1]
    asked = ["ask", "UKR attacks RUS", "--on", "2024-12-12", "--why", "--interface", "en"]
    assert run(asked) == 0
    printed = "\n".join(line.rstrip() for line in capsys.readouterr().out.splitlines())
    entry, proof = shown.split("\n+ ", maxsplit=1)
    assert entry in printed
    assert proof.split("\n  + ")[0] in printed


def test_the_examples_of_the_interface_come_out() -> None:
    result = doctest.testmod(foedera, extraglobs={"foedera": foedera})
    assert result.attempted
    assert not result.failed


def test_every_field_of_an_answer_is_described() -> None:
    page = (DOCS / "reference" / "data-formats.md").read_text(encoding="utf-8")
    for name in ("status", "duties", "obligations", "cascade", "dyads", "check", "instrument"):
        assert (DATA / "schemas" / f"{name}.schema.json").is_file()
        assert f"| `{name}` |" in page
