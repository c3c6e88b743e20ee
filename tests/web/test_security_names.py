"""Names that are to lead out of where they belong: none does, and none breaks anything."""

from __future__ import annotations

import http.client
from importlib import resources
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import pytest
from team_served import desk_at_home, guarded

from foedera.web.screens import SCREENS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foedera.ledger.sql_ledger import SqlLedger

_UP: Final = (
    "..",
    "%2e%2e",
    "%2E%2E",
    ".%2e",
    "%2e.",
    "..%00",
    "%252e%252e",
    "%c0%ae%c0%ae",
    "%e0%80%ae%e0%80%ae",
    "%uff0e%uff0e",
    "．．",
    "‥",
    "..;",
    "....",
    "...",
    ". .",
)
_SLASHES: Final = ("/", "%2f", "%5c", "\\", "%252f", "%c0%af", "∕", "／", "//")
_PLACES: Final = (
    "/etc/passwd",
    "//etc/passwd",
    "%2fetc%2fpasswd",
    "file:///etc/passwd",
    "file:%2f%2f%2fetc%2fpasswd",
    "/proc/self/environ",
    "C:\\Windows\\win.ini",
    "c:/windows/win.ini",
    "C%3A%5CWindows%5Cwin.ini",
    "\\\\127.0.0.1\\c$\\x",
    "%5c%5c127.0.0.1%5cc%24%5cx",
    "//127.0.0.1/share",
    "\\\\?\\C:\\x",
    "CON",
    "nul.txt",
    "aux.css",
    "~root",
    "~/.ssh/id_rsa",
    "$HOME",
    "%24%7BHOME%7D",
    "foedera.css%00",
    "foedera.css%00.json",
    "%00",
    "%0a",
    "%0d%0aset-cookie:%20a=b",
    "%7f",
    "%ff%fe",
    "%ed%a0%80",
    "%f0%9f%92%a9",
    "\u202egnp.exe",
    "a\u0300" * 40,
    "x" * 1500,
    "%",
    "%zz",
    "%u0000",
    "*",
    "?",
    "#",
    ";",
    "'; DROP TABLE entry; --",
    "{{7*7}}",
    "${7*7}",
    "<script>alert(1)</script>",
    "%3cscript%3ealert(1)%3c%2fscript%3e",
    "|id",
    "`id`",
    "$(id)",
    "__init__.py",
    "__class__",
    "constructor",
    "con%63at",
    ".git/config",
    ".env",
    ".",
    "",
    " ",
    "%20",
    "%09",
    "-",
    "--help",
)
_CLIMBS: Final = tuple(
    slash.join([*[up] * 6, "etc", "passwd"])
    for up in _UP
    for slash in (_SLASHES if up in {"..", "%2e%2e"} else _SLASHES[:3])
)
_NEIGHBOURS: Final = ("../application.py", "..%2fapplication.py", "%2e%2e/desk.py", "..\\desk.py")
NAMES: Final = tuple(dict.fromkeys((*_CLIMBS, *_PLACES, *_NEIGHBOURS)))
#: What must never come back: of the machine, of the program beside its own files, of a team.
FORBIDDEN: Final = (b"root:x:", b"from __future__", b"PATH=", b"SQLite format 3", b"$argon2id$")


@pytest.fixture(scope="module")
def port(web_ledger: SqlLedger) -> Iterator[int]:
    with guarded(desk_at_home(web_ledger)) as listened:
        yield listened


def test_there_are_enough_of_them() -> None:
    assert len(NAMES) >= 120


def written(name: str) -> str:
    """Return a name as a request line can bear it, and otherwise as it is."""
    return quote(name, safe="%/\\:;?#*'{}$|`()<>@=+,!&~._-[]") if name else ""


def got(line: http.client.HTTPConnection, target: str) -> tuple[int, bytes]:
    line.putrequest("GET", target.replace(" ", "%20") or "/", skip_accept_encoding=True)
    line.endheaders()
    answer = line.getresponse()
    return answer.status, answer.read()


#: Paths with one part that is a name: our own files, files to take away, screens, the API.
OPENINGS: Final = (
    "/static/{}",
    "/static/built/{}",
    "/{}",
    "/{}/",
    "/en/{}",
    "/en/{}.json",
    "/en/{}.csv",
    "/api/{}",
    *sorted(
        {
            "/id" + "/".join("{}" if "{" in part else part for part in screen.path.split("/"))
            for screen in SCREENS
            if "{" in screen.path and "GET" in screen.methods
        }
    ),
)


@pytest.mark.parametrize("opening", OPENINGS)
def test_no_name_leads_out_of_where_it_belongs(port: int, opening: str) -> None:
    files = resources.files("foedera.web").joinpath("static")
    own = {one.read_bytes() for one in files.iterdir() if one.is_file()}
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for name in NAMES:
        target = opening.replace("{}", written(name))
        status, body = got(line, target)
        assert status < 500, target
        assert not [one for one in FORBIDDEN if one in body], target
        if opening.startswith("/static") and status == 200:
            assert body in own, target
    line.close()


def test_a_link_among_our_own_files_leads_to_nobody_elses(port: int, tmp_path: Path) -> None:
    folder = resources.files("foedera.web").joinpath("static")
    assert not [one for one in folder.rglob("*") if one.is_symlink()]  # type: ignore[attr-defined] - a folder on disk
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    (tmp_path / "outside").write_text("root:x:0:0", encoding="utf-8")
    for target in (
        f"/static/{tmp_path}/outside",
        f"/static/{quote(str(tmp_path / 'outside'), '')}",
    ):
        assert got(line, target)[0] in {400, 404}
    line.close()
