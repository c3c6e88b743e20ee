"""The keys of review: which key does what, and where they are read from."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import platformdirs

from foedera.cli.errors import UnusableKeysError
from foedera.errors import FoederaError
from foedera.resources import read_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO


class Act(Enum):
    """What a key does; the values are the words by which it can be given another key."""

    ACCEPT = "accept"
    REJECT = "reject"
    SKIP = "skip"
    EDIT = "edit"
    FLAG = "flag"
    NOTE = "note"
    UNDO = "undo"
    NEXT = "next"
    PREVIOUS = "previous"
    COPIES = "copies"
    OPEN = "open"
    HELP = "help"
    QUIT = "quit"


#: Keys without a sign of their own, by the names they are written by.
NAMED: Final = {"space": " ", "backspace": "\x7f", "enter": "\r", "tab": "\t", "esc": "\x1b"}
#: What takes a key away from what it does.
_OFF: Final = "off"
_USUAL: Final = {
    "a": Act.ACCEPT,
    "x": Act.REJECT,
    " ": Act.SKIP,
    "e": Act.EDIT,
    "f": Act.FLAG,
    "n": Act.NOTE,
    "u": Act.UNDO,
    "\x7f": Act.UNDO,
    "j": Act.NEXT,
    "k": Act.PREVIOUS,
    "d": Act.COPIES,
    "o": Act.OPEN,
    "?": Act.HELP,
    "q": Act.QUIT,
}
#: Other signs that terminals send for the same key.
_SAME: Final = {"\x08": "\x7f", "\n": "\r", "\x1b[B": "j", "\x1b[A": "k", "\x04": "q"}
#: The file in the system's folder for settings that gives keys other places.
FILE: Final = "review-keys.yaml"


class KeyMap:
    """Which key does what.

    Args:
        changes: Other keys, by what they do (``accept``) or by their usual key (``a``): a
            sign, a name (``space``), or ``off``. What a key did before it was given away
            it does no longer.

    Raises:
        UnusableKeysError: A change says nothing that can be done.
    """

    def __init__(self, changes: Mapping[str, str] | None = None) -> None:
        self._acts = dict(_USUAL)
        given: dict[str, Act] = {}
        for what, written in (changes or {}).items():
            act = _act(what)
            key = None if written == _OFF else _sign(written)
            if key is not None and given.get(key, act) is not act:
                raise UnusableKeysError(f"{written!r} is to do two things")
            self._acts = {sign: one for sign, one in self._acts.items() if one is not act}
            if key is not None:
                given[key] = act
        self._acts.update(given)

    def act(self, key: str) -> Act | None:
        """Return what a key does; None for nothing."""
        return self._acts.get(key) or self._acts.get(_SAME.get(key, key))

    def keys(self, act: Act) -> tuple[str, ...]:
        """Return the keys that do something, as they are written."""
        written = {sign: name for name, sign in NAMED.items()}
        return tuple(written.get(sign, sign) for sign, one in self._acts.items() if one is act)


def _act(what: str) -> Act:
    if what in {one.value for one in Act}:
        return Act(what)
    usual = _USUAL.get(NAMED.get(what, what))
    if usual is None:
        raise UnusableKeysError(f"{what!r} does nothing that could be given another key")
    return usual


def _sign(written: str) -> str:
    sign = NAMED.get(written, written)
    if len(sign) != 1 or sign.isdigit() or (not sign.isprintable() and sign not in NAMED.values()):
        raise UnusableKeysError(f"{written!r} is no key that can be given")
    return sign


def key_map(given: str | None, folder: Path | None = None) -> KeyMap:
    """Return the keys as the user has them: his file's, and over them those given.

    Args:
        given: Changes as in ``a=y,reject=n``; None for none.
        folder: Where the file of keys lies; the system's place for settings if left out.

    Raises:
        UnusableKeysError: They, or the file's, say nothing that can be done.
    """
    place = (folder or Path(platformdirs.user_config_path("foedera", appauthor=False))) / FILE
    return KeyMap({**_kept(place), **_pairs(given)})


def _kept(place: Path) -> dict[str, str]:
    try:
        text = place.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableKeysError(f"{place} cannot be read ({error})") from None
    try:
        told = read_record(text, str(place))
    except FoederaError as error:
        raise UnusableKeysError(str(error)) from None
    if not isinstance(told, dict) or not all(isinstance(one, str) for one in told.values()):
        raise UnusableKeysError(f"{place} is no list of keys")
    return told


def _pairs(given: str | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in (given or "").split(",") if given else ():
        what, equals, key = pair.strip().partition("=")
        if not equals or not what or not key:
            raise UnusableKeysError(f"{pair.strip()!r} is no change of a key")
        found[what] = key
    return found


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Reads keys and lines, from a terminal or from a pipe.

    Attributes:
        stream: Standard input.
        terminal: Whether somebody sits at it.
    """

    stream: TextIO
    terminal: bool

    def key(self) -> str:
        """Return the next key; empty at the end of the input.

        At a terminal what was pressed before is dropped: no key decides what its presser has
        not yet seen. From a pipe every character is a key but the ends of lines.
        """
        if self.terminal:
            try:
                pressed = click.getchar()
            except EOFError:
                return ""
            return pressed if pressed.startswith("\x1b") else pressed[:1]
        while (sign := self.stream.read(1)) in {"\n", "\r"}:
            continue
        return sign

    def line(self) -> str | None:
        """Return the next line without its end; None at the end of the input."""
        told = self.stream.readline()
        return told.rstrip("\r\n") if told else None


def keyboard() -> Keyboard:
    """Return standard input as what keys are read from."""
    return Keyboard(sys.stdin, sys.stdin.isatty())


def shown_keys(keys: KeyMap, acts: Iterable[Act]) -> dict[Act, str]:
    """Return the first key of each act, as it is written; those without one are left out."""
    return {act: found[0] for act in acts if (found := keys.keys(act))}
