"""Review at the terminal: keys from a pipe and from a real terminal, decisions, agreement."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import select
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reports_for_review import ledger_in

from foedera.cli.commands import run
from foedera.cli.errors import UnusableKeysError
from foedera.cli.review_keys import Act, KeyMap, key_map
from foedera.ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedera.claims.review import Decision

    Press = Callable[..., "Done"]

ROOT = Path(__file__).parents[2]
FOEDERA = [sys.executable, "-c", "import sys; from foedera.cli import main; sys.exit(main())"]


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("FOEDERA_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("FOEDERA_CODER", "ana")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    with ledger_in(tmp_path) as ledger:
        return str(ledger.address)


@dataclass(frozen=True)
class Done:
    """What a command printed, and how it ended."""

    code: int
    shown: str


@pytest.fixture
def press(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Press:
    """Review with keys from a pipe."""

    def press(keys: str, *arguments: str) -> Done:
        monkeypatch.setattr(sys, "stdin", io.StringIO(keys))
        code = run(["review", *arguments])
        return Done(code, capsys.readouterr().out)

    return press


def taken(address: str) -> tuple[Decision, ...]:
    with open_ledger(address) as ledger:
        return ledger.decisions()


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(arguments) == 0
    return capsys.readouterr().out


def test_keys_from_a_pipe_decide_one_proposal_after_another(address: str, press: Press) -> None:
    done = press("j\nxu nlook again\nfaq")
    assert done.code == 0
    assert "Decisions on record from this sitting: 1" in done.shown
    assert "\x1b" not in done.shown
    verdicts = [one.verdict.value for one in taken(address)]
    assert verdicts == ["reject", "undo", "note", "note", "accept"]
    assert {one.coder for one in taken(address)} == {"ana"}


def test_a_page_shows_words_sources_versions_denials_and_confidence(
    address: str, press: Press
) -> None:
    assert address
    shown = " ".join(press("q", "prk-rus-2024").shown.split())
    for words in (
        "Treaty on Comprehensive Strategic Partnership",
        "ratifies · North Korea · 10 November 2024",
        "Officials spoke at length.",
        "Nothing more was said.",
        "11 November 2024: both cannot be true",
        "denies it",
        "independence*",
        "a accept · x reject",
    ):
        assert words in shown


def test_one_who_decides_blind_sees_no_verdict_and_no_confidence(
    address: str, press: Press
) -> None:
    assert press("x", "prk-rus-2024").code == 0
    shown = press("aq", "--blind", "--coder", "budi").shown
    assert "blind" in shown
    assert "independence" not in shown
    assert "rejected" not in shown
    assert [(one.coder, one.blind) for one in taken(address)] == [("ana", False), ("budi", True)]


def test_editing_asks_part_by_part_and_keeps_what_is_not_typed(address: str, press: Press) -> None:
    done = press("eapprove\nNorth Korea\nsoon\n2024-11\nSupreme People's Assembly\n\nq")
    assert done.code == 0
    done = press("eapprove\nNorth Korea\nsoon\n2024-11\nAssembly\n\nq", "prk-rus-2024")
    assert "'soon' are no days" in " ".join(done.shown.split())
    made = taken(address)[-1]
    assert made.verdict.value == "amend"
    assert made.step is not None
    assert (made.step.act.value, made.step.state, made.step.organ) == ("approve", "PRK", "Assembly")
    assert str(made.step.when.start), str(made.step.when.end) == ("2024-11-01", "2024-11-30")
    assert made.step.instrument == "prk-rus-2024"


def test_editing_that_changes_nothing_decides_nothing(address: str, press: Press) -> None:
    done = press("e\n\n\n\n\n\nq", "prk-rus-2024")
    assert "Nothing was changed" in done.shown
    assert press("ebattle\n", "prk-rus-2024").code == 0
    assert taken(address) == ()


def test_copies_the_report_and_the_help_open_and_close(address: str, press: Press) -> None:
    assert address
    shown = press("?q", "prk-rus-2024").shown
    assert "put a remark on record" in shown
    assert "It said more later." not in press("q", "prk-rus-2024").shown
    assert press("o", "prk-rus-2024").shown.count("Officials spoke at length.") > 2
    assert "The key z does nothing here." in press("zq").shown


def test_a_coder_must_be_named_before_anything_is_opened(
    address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert address
    monkeypatch.delenv("FOEDERA_CODER")
    assert run(["review"]) == 1
    assert "--coder NAME" in capsys.readouterr().err


def test_a_flag_that_a_report_or_a_note_hides_in_steers_no_terminal(
    address: str, press: Press
) -> None:
    done = press("n\x1b[2Jred\njkq", "prk-rus-2024")
    assert "\x1b" not in done.shown
    assert taken(address)[-1].note == "\x1b[2Jred"


def test_the_queue_is_listed_as_data(
    address: str, press: Press, capsys: pytest.CaptureFixture[str]
) -> None:
    assert address
    told = json.loads(said(capsys, "review", "--json"))
    assert told["coder"] == "ana"
    assert {"id", "support", "confidence"} <= told["proposals"][0].keys()
    only = json.loads(said(capsys, "review", "prk-rus-2024", "--since", "2024-11-13", "--json"))
    assert {one["instrument"] for one in only["proposals"]} == {"prk-rus-2024"}
    press("a" * 9)
    blind = json.loads(said(capsys, "review", "--json", "--blind", "--coder", "budi"))
    assert blind["proposals"]
    assert not {"confidence", "decided", "on_register"} & blind["proposals"][0].keys()


def test_decisions_are_listed_written_out_and_taken_over(
    address: str, press: Press, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    press("axu")
    assert "undone since" in said(capsys, "decisions", "list")
    listed = json.loads(said(capsys, "decisions", "list", "--json", "--coder", "ana"))
    assert [one["stands"] for one in listed] == [True, False, False]
    file = tmp_path / "decisions.jsonl"
    assert "3" in said(capsys, "decisions", "export", str(file))
    (tmp_path / "other").mkdir()
    with ledger_in(tmp_path / "other") as other:
        place = str(other.address)
    for new in ("New here: 3", "New here: 0"):
        assert new in said(capsys, "decisions", "replay", str(file), "--ledger", place)
    assert taken(place) == taken(address)
    file.write_bytes(file.read_bytes().replace(b'"reject"', b'"accept"'))
    assert run(["decisions", "replay", str(file), "--ledger", place]) == 1
    assert "Line 2 of" in capsys.readouterr().err


def test_agreement_is_told_in_words_and_as_data(
    address: str, press: Press, capsys: pytest.CaptureFixture[str]
) -> None:
    assert address
    assert "nobody to agree with" in said(capsys, "agreement")
    press("jaxxa")
    press("aaaaa", "--blind", "--coder", "budi")
    shown = said(capsys, "agreement")
    assert "α" in shown
    assert "Where they differ" in shown
    told = json.loads(said(capsys, "agreement", "--json"))
    assert told["coders"] == ["ana", "budi"]
    assert told["contents"]["alpha"] is not None
    assert len(told["pairs"]) == 1
    press("x", "prk-rus-2024")
    assert "Your decisions that others decided otherwise" in said(capsys, "review", "--corrected")


def test_indonesian_has_its_own_words(address: str, press: Press) -> None:
    assert address
    shown = press("?q", "--interface", "id").shown
    assert "terima sebagaimana diusulkan" in shown


# Keys.


def test_keys_can_be_given_elsewhere_and_taken_away() -> None:
    keys = KeyMap({"a": "y", "reject": "n", "u": "off", "skip": "tab"})
    assert keys.act("y") is Act.ACCEPT
    assert keys.act("n") is Act.REJECT
    assert keys.act("\t") is Act.SKIP
    assert [keys.act(one) for one in ("a", "x", "u", "\x7f", " ")] == [None] * 5
    assert keys.keys(Act.NOTE) == ()
    assert keys.keys(Act.SKIP) == ("tab",)
    assert KeyMap().act("\x08") is Act.UNDO
    assert KeyMap().act("\x1b[B") is Act.NEXT


@pytest.mark.parametrize("wrong", ["a", "a=", "zz=b", "a=xy", "a=1", "a=y,x=y", "=y"])
def test_keys_that_cannot_be_had_are_refused(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableKeysError, match="--keys"):
        key_map(wrong, tmp_path)


def test_a_file_of_keys_counts_and_what_is_given_goes_before_it(tmp_path: Path) -> None:
    (tmp_path / "review-keys.yaml").write_text("accept: y\nreject: n\n")
    assert key_map(None, tmp_path).act("y") is Act.ACCEPT
    assert key_map("accept=b", tmp_path).act("b") is Act.ACCEPT
    (tmp_path / "review-keys.yaml").write_text("- accept\n")
    with pytest.raises(UnusableKeysError, match="no list of keys"):
        key_map(None, tmp_path)


# A real terminal.


class Terminal:
    """``foedera review`` at a terminal of its own, whose keys a test presses."""

    def __init__(self, *arguments: str) -> None:
        self.child, self.side = pty.fork()
        if self.child == 0:
            os.environ.update(PYTHONPATH=str(ROOT / "src"), TERM="xterm", COLUMNS="100", LINES="50")
            os.execv(sys.executable, [*FOEDERA, "review", *arguments])  # noqa: S606 - our own
        self.shown = ""

    def sees(self, words: str, seconds: float = 60) -> str:
        """Wait until words are painted; return all that was painted since the last time."""
        until = time.monotonic() + seconds
        while words not in " ".join(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.shown).split()):
            assert time.monotonic() < until, self.shown
            if select.select([self.side], [], [], 0.2)[0]:
                try:
                    self.shown += os.read(self.side, 65536).decode(errors="replace")
                except OSError:  # it has ended
                    break
        seen, self.shown = self.shown, ""
        return seen

    def presses(self, keys: str) -> None:
        time.sleep(0.3)  # whoever has read the page
        os.write(self.side, keys.encode())

    def ends(self) -> int:
        self.sees("Decisions on record")
        _, status = os.waitpid(self.child, 0)
        os.close(self.side)
        return os.waitstatus_to_exitcode(status)


def test_keys_pressed_at_a_terminal_decide_and_are_on_record_when_shown(address: str) -> None:
    terminal = Terminal("prk-rus-2024")
    assert "\x1b[" in terminal.sees("q quit")
    terminal.presses("a")
    terminal.sees("accepted · ratifies")
    assert [one.verdict.value for one in taken(address)] == ["accept"]
    terminal.presses("\x7f")
    terminal.sees("undone")
    terminal.presses("n")
    terminal.sees("Note")
    terminal.presses("ask again\r")
    terminal.sees("“ask again”")
    terminal.presses("q")
    assert terminal.ends() == 0
    assert [one.verdict.value for one in taken(address)] == ["accept", "undo", "note"]


def test_ctrl_c_at_a_terminal_loses_nothing(address: str) -> None:
    terminal = Terminal("prk-rus-2024")
    terminal.sees("q quit")
    terminal.presses("x")
    terminal.sees("rejected")
    terminal.presses("\x03")
    assert terminal.ends() == 130
    assert [one.verdict.value for one in taken(address)] == ["reject"]
