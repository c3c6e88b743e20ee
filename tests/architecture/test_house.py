"""The house keeps its own rules: rooms, their order, what is forbidden in all of them."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "foedera"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted([*ROOT.glob("evaluation/*.py"), *ROOT.glob("training/*.py")])
DRAWERS = {"utils", "util", "helpers", "helper", "core", "common", "base", "misc"} | {
    "manager",
    "models",
}
LONGEST = 400
OURS = "FoederaError"


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def caught(path: Path) -> set[str]:
    """Return what a module catches; a bare ``except`` counts as ``BaseException``."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            found.add("BaseException" if node.type is None else ast.unparse(node.type))
    return found


def test_imports_follow_the_order_of_the_rooms() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_room_is_in_the_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    listed = {room.strip() for layer in contract["layers"] for room in layer.split("|")}
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    rooms |= {path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__"}
    assert rooms == listed
    assert contract["exhaustive"] is True


def test_a_module_is_named_for_what_it_knows() -> None:
    assert not [
        named(path)
        for path in MODULES
        if {path.stem, *path.relative_to(PACKAGE).parts[:-1]} & DRAWERS
    ]


def test_a_module_says_in_one_sentence_what_it_is() -> None:
    said = {named(path): ast.get_docstring(tree(path)) for path in [*MODULES, *SCRIPTS]}
    assert not [name for name, text in said.items() if not text or len(text.split(".")[0]) > 200]


def test_a_module_can_be_read_in_one_sitting() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert not {name: length for name, length in lengths.items() if length > LONGEST}


def test_nobody_catches_what_they_do_not_understand() -> None:
    assert not [named(path) for path in MODULES if caught(path) & {"Exception", "BaseException"}]


def test_only_the_doors_catch_our_own_errors_wholesale() -> None:
    catching = {path.relative_to(PACKAGE).parts[0] for path in MODULES if OURS in caught(path)}
    assert catching <= {"cli", "web", "workspace"}


def test_nothing_runs_what_it_reads() -> None:
    runs = {"eval", "exec", "compile", "os.system", "__import__"}
    kept = {"pickle", "marshal", "shelve", "dill", "joblib", "cloudpickle"}
    assert not [named(path) for path in MODULES if imports(path) & kept or calls(path) & runs]


def test_one_module_reaches_the_network_and_only_to_ask_a_model_and_one_listens() -> None:
    doors = {"socket", "urllib3", "requests", "httpx", "httpx2", "ftplib", "smtplib"}
    doors |= {"openai", "pydantic_ai"}
    fetches = {"urlopen", "urllib.request.urlopen", "trafilatura.fetch_url", "fetch_url"}
    found = [named(path) for path in MODULES if imports(path) & doors or calls(path) & fetches]
    assert not [named(path) for path in MODULES if "http.client" in path.read_text("utf-8")]
    listens = "src/foedera/web/serving.py"
    assert found == ["src/foedera/proposals/asking.py", listens]
    assert not [call for call in calls(ROOT / listens) if "connect" in call]


def test_the_module_that_reaches_the_network_is_loaded_when_a_model_is_asked_and_not_before() -> (
    None
):
    importing = [
        named(path)
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "foedera.proposals.asking"
    ]
    assert set(importing) == {"src/foedera/proposals/reader.py"}
    loaded = "{'pydantic_ai', 'httpx2', 'openai'} & set(sys.modules)"
    code = f"import sys, foedera.cli.reading, foedera.workspace; print(sorted({loaded}))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert told.stdout.strip() == "[]"


def test_yaml_is_read_in_one_place_and_as_text() -> None:
    assert [path.name for path in MODULES if "yaml" in imports(path)] == ["resources.py"]


def test_only_the_doors_look_at_the_environment_and_the_clock() -> None:
    clock = {"date.today", "datetime.now", "datetime.today", "time.time"}
    doors = ("cli", "web")
    beyond = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] not in doors]
    assert not [named(path) for path in beyond if calls(path) & clock]
    assert not [named(path) for path in beyond if "os.environ" in path.read_text("utf-8")]


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


def test_every_error_lives_in_the_errors_module_of_its_room() -> None:
    elsewhere = [
        f"{node.name} in {named(path)}"
        for path in MODULES
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
        if path.stem != "errors" and path.parent != PACKAGE
    ]
    assert not elsewhere


def test_data_hold_no_python() -> None:
    assert not list((PACKAGE / "data").rglob("*.py"))


def test_no_name_of_a_test_report_stands_in_the_code() -> None:
    reports = {path.stem for path in (ROOT / "examples").iterdir() if path.stem != "README"}
    assert reports
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert not [name for name in reports if name in text], named(path)


def test_no_second_sqlite_touches_a_ledger() -> None:
    # Two libraries in one process on one file drop one another's locks.
    assert not [named(path) for path in MODULES if "sqlite3" in imports(path)]
    opening = {"src/foedera/ledger/connecting.py", "src/foedera/ledger/keeping.py"}
    assert {named(path) for path in MODULES if "pysqlite3" in imports(path)} == opening
