"""Runs every regular expression of foedera on long texts made against it, and times it.

The texts are made of the pattern itself: what it repeats is repeated until the text is long, and
what would end the match is left out or spoilt, so that whatever can go wrong by trying again does.
"""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined] # what a pattern is made of
from re import _parser as parser  # type: ignore[attr-defined] # ditto
from typing import TYPE_CHECKING, Any

from figures import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "foedera"
LIMIT = 1.0
LENGTH = 1_000_000
#: Texts tried for each pattern and use.
TRIES = 40
#: Patterns that are used on a stretch of a text alone, by the code that uses them.
WINDOWS = {
    ("actors/catalogue.py", "_LARGE"): 200,  # what stands between two names
    ("claims/provisions.py", "_LENGTH"): 40,  # a length as the lexicon writes it
    ("datasets/atop/files.py", "_MEMBERS"): 255,  # a file's name
    ("datasets/wars/files.py", "_NAMES"): 255,  # ditto
    ("documents/capture.py", "_MARKED"): 200,  # the head of a text
    ("documents/decoding.py", "_CHARSET"): 4096,  # ditto
    ("documents/line_rules.py", "_ESCAPE_OR_CLASS"): 2_500,  # a pattern of the lexicons
    ("documents/markup.py", "_FIELD"): 10_000,  # front matter
    ("documents/teasers.py", "_QUOTED"): 10_000,  # tried at one place of a line
    ("language/bounds.py", "_TAIL"): 64,  # a word
    ("language/sentences.py", "_BEFORE"): 200,  # what stands before a stop
    ("language/tokens.py", "_TRAILING"): 20,  # the end of a token
    ("language/units.py", "_LAST"): 64,  # the word before a number
}
#: What those see that were seen at work on short stretches of long lines alone.
SHORT = 300
ROOMY = 2_000
_POOL = "a b7A.,-\"'(/x:é\n<>|[]{}#*=%"
_UNITS = (" ", "\n", "a", "7", '"', "'", "(", "<", ".", "-", " a", "A ", ". ", "é", "1 ", "7::.")
_OF_CATEGORY = {
    sre.CATEGORY_DIGIT: str.isdigit,
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_WORD: lambda one: one.isalnum() or one == "_",
    sre.CATEGORY_NOT_DIGIT: lambda one: not one.isdigit(),
    sre.CATEGORY_NOT_SPACE: lambda one: not one.isspace(),
    sre.CATEGORY_NOT_WORD: lambda one: not (one.isalnum() or one == "_"),
}
_USES: dict[str, Callable[[Any, Any], object]] = {
    "match": lambda pattern, text: pattern.match(text),
    "search": lambda pattern, text: pattern.search(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
    "finditer": lambda pattern, text: sum(1 for _ in pattern.finditer(text)),
    "findall": lambda pattern, text: pattern.findall(text),
    "split": lambda pattern, text: pattern.split(text),
    "sub": lambda pattern, text: pattern.sub(text[:0], text),
    "subn": lambda pattern, text: pattern.subn(text[:0], text),
}


@dataclass(frozen=True)
class Pattern:
    """One pattern of the package.

    Attributes:
        told: How it was written.
        flags: Its flags.
        binary: Whether it is of bytes.
        where: Files and lines that compile it.
        uses: How it is used.
        length: How long a text it is given.
    """

    told: str
    flags: int
    binary: bool
    where: tuple[str, ...]
    uses: tuple[str, ...]
    length: int

    def compiled(self) -> re.Pattern[Any]:
        """Return it to be used."""
        told = self.told.encode("latin-1") if self.binary else self.told
        return re.compile(told, self.flags)


def patterns() -> list[Pattern]:
    """Return every pattern that loading foedera and reading the samples compiles."""
    samples = sorted((ROOT / "examples").glob("*.txt"))
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, Path(__file__).with_name("seen_patterns.py"), *samples],
        capture_output=True,
        text=True,
        check=True,
    )
    return [_pattern(json.loads(line)) for line in done.stdout.splitlines()]


def _pattern(told: dict[str, Any]) -> Pattern:
    names = [(place.partition(":")[0], _name(place)) for place in told["where"]]
    uses = tuple(told["uses"]) or tuple(use for one in names for use in _uses(*one))
    window = next((WINDOWS[one] for one in names if one in WINDOWS), None)
    length = window or LENGTH
    if window is None and told["uses"] and told["longest"] <= SHORT:
        length = ROOMY
    return Pattern(
        told["pattern"], told["flags"], told["bytes"], tuple(told["where"]), uses, length
    )


def _name(place: str) -> str:
    """Return what a pattern is called that stands at a line of a module."""
    path, _, line = place.partition(":")
    lines = (SOURCE / path).read_text(encoding="utf-8").splitlines()
    for number in range(int(line) - 1, -1, -1):
        found = re.match(r"(_?[A-Z_0-9]+)(?:: Final)? = re\.compile", lines[number])
        if found or not lines[number].startswith((" ", ")", "|", "r", "f")):
            return found[1] if found else ""
    return ""


def _uses(path: str, name: str) -> Iterator[str]:
    source = (SOURCE / path).read_text(encoding="utf-8")
    found = re.findall(rf"\b{name}\.({'|'.join(_USES)})\b", source) if name else []
    yield from dict.fromkeys(found or ["match"])


class Against:
    """Makes texts against a pattern.

    Args:
        pattern: The pattern.
        drawn: Where chance comes from.
    """

    def __init__(self, pattern: Pattern, drawn: random.Random) -> None:
        self._tree = parser.parse(pattern.told, pattern.flags & ~re.LOCALE)
        self._drawn = drawn
        self._repeated: list[tuple[str, str]] = []

    def texts(self, length: int) -> list[str]:
        """Return texts of a length, in no order."""
        parts = {("", unit, "\x01") for unit in _UNITS}
        for _ in range(6):
            self._repeated = []
            whole = self._fit(self._tree, "")
            units = (whole, whole[:-1], whole[1:], whole + " ", whole + "\n")
            parts |= {("", unit, "!\x01") for unit in units}
            for before, repeated in self._repeated:
                parts |= {(before, repeated, end) for end in ("\x01", "\n\x01", "")}
                parts |= {("", before + repeated, "\x01"), (before, repeated + " ", "\x01")}
        some = sorted(part for part in parts if part[1])
        self._drawn.shuffle(some)
        return [_long(*part, length) for part in some[:TRIES]]

    def _fit(self, nodes: Any, before: str) -> str:  # noqa: ANN401 - sre has no types
        made = ""
        for kind, told in nodes:
            made += self._one(kind, told, before + made)
        return made

    def _one(self, kind: Any, told: Any, before: str) -> str:  # noqa: ANN401 - ditto
        if kind in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            return self._many(told, before)
        makers: dict[Any, Callable[[], str]] = {
            sre.LITERAL: lambda: chr(told),
            sre.NOT_LITERAL: lambda: self._drawn.choice([c for c in _POOL if ord(c) != told]),
            sre.ANY: lambda: self._drawn.choice("a 7."),
            sre.IN: lambda: self._member(told),
            sre.BRANCH: lambda: self._fit(self._drawn.choice(told[1]), before),
            sre.SUBPATTERN: lambda: self._fit(told[3], before),
            sre.ATOMIC_GROUP: lambda: self._fit(told, before),
        }
        return makers[kind]() if kind in makers else ""

    def _many(self, told: Any, before: str) -> str:  # noqa: ANN401 - ditto
        least, most, body = told
        if most is sre.MAXREPEAT or most > 8:  # noqa: PLR2004 - fewer cost nothing
            times = self._drawn.choice((1, 1, 3))
            self._repeated.append((before, "".join(self._fit(body, "") for _ in range(times))))
        times = least
        if self._drawn.random() > 0.4:  # noqa: PLR2004 - more often than not
            most = 99 if most is sre.MAXREPEAT else most
            times = min(least + self._drawn.randint(0, 3), most)
        made = ""
        for _ in range(times):
            made += self._fit(body, before + made)
        return made

    def _member(self, told: Any) -> str:  # noqa: ANN401 - ditto
        denied = told[0][0] is sre.NEGATE
        ends = [chr(end) for kind, given in told if kind is sre.RANGE for end in given]
        named = [chr(given) for kind, given in told if kind is sre.LITERAL]
        fitting = [one for one in (*_POOL, *ends, *named) if _within(one, told) != denied]
        return self._drawn.choice(fitting) if fitting else ""


def _within(one: str, told: Any) -> bool:  # noqa: ANN401 - ditto
    for kind, given in told:
        if kind is sre.LITERAL and ord(one) == given:
            return True
        if kind is sre.RANGE and given[0] <= ord(one) <= given[1]:
            return True
        if kind is sre.CATEGORY and _OF_CATEGORY[given](one):
            return True
    return False


def _long(before: str, unit: str, after: str, length: int) -> str:
    return before + unit * max(1, (length - len(before) - len(after)) // len(unit)) + after


class _TooLongError(Exception):
    """A pattern takes too long."""


def _give_up(*_: object) -> None:
    raise _TooLongError


def slowest(pattern: Pattern, drawn: random.Random, patience: float) -> tuple[float, str, str]:
    """Return how long a pattern took at most, in seconds of the processor; as what; on what."""
    compiled = pattern.compiled()
    worst = (0.0, "", "")
    for text in Against(pattern, drawn).texts(pattern.length):
        given = text.encode("latin-1", "replace") if pattern.binary else text
        for use in pattern.uses:
            took = _timed(_USES[use], compiled, given, patience)
            worst = max(worst, (took, use, text[:30]))
            if took > LIMIT:
                return worst
    return worst


def _timed(use: Callable[[Any, Any], object], pattern: object, text: object, most: float) -> float:
    start = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    try:
        use(pattern, text)
    except _TooLongError:
        return most
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


def figures(*, small: bool) -> Iterator[Figure]:
    """Return what came of it.

    Args:
        small: Whether a tenth of the length is tried, and then a fifth of the time is allowed
            that anything slower than linear would take.
    """
    signal.signal(signal.SIGVTALRM, _give_up)
    drawn = random.Random(12)  # noqa: S311 - no secret
    every = patterns()
    slow: list[str] = []
    longest = 0.0
    for one in every:
        tried = one
        if small and one.length == LENGTH:
            tried = Pattern(one.told, one.flags, one.binary, one.where, one.uses, LENGTH // 10)
        took, use, text = slowest(tried, drawn, 2 * LIMIT)
        longest = max(longest, took)
        if took > LIMIT:
            slow.append(f"{one.where[0]} {use} {one.told[:60]!r} on {text!r}: {took:.2f} s")
    yield from _told(every, slow, longest, LENGTH // (10 if small else 1))


def _told(
    every: Sequence[Pattern], slow: Sequence[str], longest: float, length: int
) -> Iterator[Figure]:
    for one in slow:
        print(one)
    whole = sum(one.length == LENGTH for one in every)
    yield Figure(
        "R9",
        f"{len(every)} patterns on texts made against each: {whole} on {length:,} characters, the "
        f"others on as much as they are ever given",
        f"<= {LIMIT:.0f} s each",
        f"{len(slow)} slower, the slowest {longest:.2f} s",
        not slow,
    )


if __name__ == "__main__":
    for figure in figures(small="--small" in sys.argv):
        print(figure.row())
