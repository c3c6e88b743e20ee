"""The small language in which lexicons write time expressions, and its matching.

A pattern such as ``[hari] WEEKDAY ( DAY / MON [/ YY] )`` is a row of words and
marks as they stand in the text; CAPITALS are slots, ``[...]`` may be left out,
``<a | b>`` is a choice and ``~`` glues two things together. One line break may
stand where a space may, a blank line may not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from foedera.language.errors import MalformedPatternError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

#: What a token that begins with a figure is filed under.
FIGURES = "#"

SPACE = r"[^\S\n]{0,3}\s[^\S\n]{0,3}"
_NEAR = r"[^\S\n]{0,2}"
_PIECE = re.compile(
    r"\s*(?:(?P<slot>[A-Z]+[0-9]?)(?!\w)|(?P<mark>[\[\]<>|~])|(?P<text>[^\s\[\]<>|~]+))"
)
#: A word or figure must be over where a pattern is; "28 May-2 June" may go on.
_BOUND = r"(?!\w)(?:(?<=[^\W\d_])(?![.,/:]?[0-9])|(?<![^\W\d_])(?![.,/:\-–]?[0-9]))"
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
#: A second token that may be anything.
ANY = "*"


@dataclass(frozen=True)
class Slot:
    """What may fill a slot.

    Attributes:
        pattern: Regular expression without capturing groups.
        keys: First words a filler may begin with, in small letters; ``FIGURES``
            for one that begins with a figure.
        values: What each filler means, by the words in small letters.
        seconds: Second words of fillers that have several.
        single: Whether a filler may be one word or figure.
    """

    pattern: str
    keys: frozenset[str]
    values: Mapping[str, str] = field(default_factory=dict)
    seconds: frozenset[str] = frozenset()
    single: bool = True

    @classmethod
    def of_words(cls, values: Mapping[str, str], *, capital: bool = False) -> Slot:
        """Return a slot for a list of words; ``capital`` asks for a capital letter."""
        longest_first = sorted(values, key=lambda word: (-len(word), word))
        pattern = "|".join(_literal(word) for word in longest_first)
        if capital:
            pattern = rf"(?=(?-i:[A-Z]))(?:{pattern})"
        keys = frozenset(_key(word) for word in values)
        return cls(f"(?:{pattern})", keys, values, *_further(values))

    def value(self, filler: str) -> str:
        """Return what a filler means: its value in the list, or the filler itself."""
        words = " ".join(filler.lower().split())
        return self.values.get(words, words)


@dataclass(frozen=True)
class Pattern:
    """A pattern ready for matching.

    Attributes:
        source: Regular expression for a whole expression; one named group for each slot.
        keys: First words of the expressions it matches.
        seconds: Second words, ``FIGURES`` or ``ANY`` among them.
        single: Whether it matches one word or figure alone.
    """

    source: str
    keys: frozenset[str]
    seconds: frozenset[str]
    single: bool

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The source compiled: when first tried, since a report needs few of the rules."""
        return re.compile(self.source, re.IGNORECASE)


@dataclass(frozen=True)
class _Node:
    regex: str
    keys: frozenset[str]
    seconds: frozenset[str] = frozenset()
    single: bool = False
    void: bool = False  # may match without any word or figure
    optional: bool = False
    mark_first: bool = False
    mark_last: bool = False
    glue_first: bool = False
    glue_last: bool = False


def compile_pattern(source: str, slots: Mapping[str, Slot]) -> Pattern:
    """Turn a written pattern into a regular expression and its first words.

    Raises:
        MalformedPatternError: A bracket is not closed, or a slot is not known.
    """
    reader = _Reader(source, slots)
    node = reader.choice(closing="")
    return Pattern(f"(?:{node.regex}){_BOUND}", node.keys, node.seconds, node.single)


def spelled_out(source: str, shorthands: Mapping[str, str]) -> str:
    """Put the patterns that shorthands stand for in their place."""
    for name, pattern in shorthands.items():
        source = re.sub(rf"\b{name}\b", f"<{pattern}>", source)
    return source


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, source: str, slots: Mapping[str, Slot]) -> None:
        self.source = source
        self.slots = slots
        self.pieces = self._pieces()
        self.seen: dict[str, int] = {}

    def _pieces(self) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(self.source.rstrip()):
            found = _PIECE.match(self.source, at)
            if found is None:
                raise MalformedPatternError(self.source, f"nothing can be read at {at}")
            yield str(found.lastgroup), found.group(str(found.lastgroup))
            at = found.end()

    def choice(self, closing: str) -> _Node:
        """Read alternatives up to the closing bracket."""
        rows: list[list[_Node | None]] = [[]]
        for kind, piece in self.pieces:
            if kind != "mark":
                rows[-1].append(self._leaf(kind, piece))
            elif piece == closing:
                return _either([_row(row, self.source) for row in rows], optional=closing == "]")
            elif piece == "|":
                rows.append([])
            elif piece == "~":
                rows[-1].append(None)
            elif piece in "[<":
                rows[-1].append(self.choice("]" if piece == "[" else ">"))
            else:
                raise MalformedPatternError(self.source, f"a {piece!r} too many")
        if closing:
            raise MalformedPatternError(self.source, f"a {closing!r} is missing")
        return _either([_row(row, self.source) for row in rows], optional=False)

    def _leaf(self, kind: str, piece: str) -> _Node:
        if kind == "slot":
            slot = self.slots.get(piece.rstrip("0123456789"))
            if slot is None:
                raise MalformedPatternError(self.source, f"there is no slot {piece}")
            self.seen[piece] = self.seen.get(piece, 0) + 1
            # A group name may stand once only: the second DAY is DAY_2.
            name = piece if self.seen[piece] == 1 else f"{piece}_{self.seen[piece]}"
            return _Node(f"(?P<{name}>{slot.pattern})", slot.keys, slot.seconds, slot.single)
        if not _FIRST_WORD.search(piece):
            mark = "[-–]" if piece == "-" else re.escape(piece)
            return _Node(mark, frozenset(), void=True, mark_first=True, mark_last=True)
        return _Node(_literal(piece), frozenset([_key(piece)]), *_further([piece]))


def _literal(words: str) -> str:
    return SPACE.join(re.escape(word).replace("'", "['’]") for word in words.split())


def _key(words: str) -> str:
    found = _FIRST_WORD.match(words)
    return found.group().lower() if found else FIGURES


def _further(fillers: Iterable[str]) -> tuple[frozenset[str], bool]:
    """Return the second words of fillers, and whether one of them is a single word."""
    tokens = [_TOKEN.findall(words.lower()) for words in fillers]
    seconds = {FIGURES if row[1].isdigit() else row[1] for row in tokens if len(row) > 1}
    return frozenset(seconds), any(len(row) == 1 for row in tokens)


def _either(rows: Sequence[_Node], *, optional: bool) -> _Node:
    # Longer alternatives first, lest "esok" win over "esok hari".
    regex = "|".join(sorted((row.regex for row in rows), key=len, reverse=True))
    return _Node(
        f"(?:{regex})",
        frozenset().union(*(row.keys for row in rows)),
        frozenset().union(*(row.seconds for row in rows)),
        any(row.single for row in rows),
        any(row.void for row in rows),
        optional,
        any(row.mark_first for row in rows),
        any(row.mark_last for row in rows),
        rows[0].glue_first,
        rows[0].glue_last,
    )


def _row(nodes: Sequence[_Node | None], source: str) -> _Node:
    """Join the parts of one alternative; None between two parts glues them."""
    regex, keys, started, glued = "", frozenset[str](), False, False
    parts = [node for node in nodes if node is not None]
    if not parts or all(node.optional for node in parts):
        raise MalformedPatternError(source, "an alternative that may be empty")
    before: list[_Node] = []  # what may stand right before: optional parts, then a sure one
    for place, node in enumerate(nodes):
        if node is None:
            glued = True
            continue
        after = next((other for other in nodes[place + 1 :] if other is not None), None)
        if not started:
            keys |= node.keys
            if node.optional and after:
                regex += f"(?:{node.regex}{_gap(node, after)})?"
            else:
                regex, started = regex + node.regex, True
        else:
            gaps = [_gap(other, node) for other in before]
            gap = "" if glued else _NEAR if _NEAR in gaps else gaps[-1]
            regex += f"(?:{gap}{node.regex})?" if node.optional else gap + node.regex
        glued, before = False, [*before, node] if node.optional and before else [node]
    return _Node(
        regex,
        keys,
        *_opening(parts),
        mark_first=parts[0].mark_first,
        mark_last=parts[-1].mark_last,
        glue_first=nodes[0] is None,
        glue_last=nodes[-1] is None,
    )


def _opening(parts: Sequence[_Node]) -> tuple[frozenset[str], bool, bool]:
    """Return the second words of a row, whether it may be one word, and whether none."""
    seconds = frozenset[str]()
    none_read, one_read = True, False  # what may have been read before the part
    for node in parts:
        skipped = node.optional or node.void
        if one_read:
            seconds |= node.keys
        if none_read:
            seconds |= node.seconds
        one_read = (one_read and skipped) or (none_read and node.single)
        none_read = none_read and skipped
    return seconds, one_read, none_read


def _gap(left: _Node, right: _Node) -> str:
    if left.glue_last or right.glue_first:
        return ""
    return _NEAR if left.mark_last or right.mark_first else SPACE
