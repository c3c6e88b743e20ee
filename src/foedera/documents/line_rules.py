"""What newsrooms put around an article, as the lexicons tell it: the rules for lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from foedera.documents.errors import MalformedLineRuleError
from foedera.documents.report import LineKind
from foedera.resources import lexicon_files, record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Characters beyond which a rule no longer applies, unless it says so itself.
LONGEST: Final = 250
#: Characters at the end of a line in which a pattern for its end is looked for.
_TAIL: Final = 160
_EXTENTS: Final = frozenset({"title", "sentence", "phrase", "names", "line", "closing"})
_PLACES: Final = frozenset({"header", "dated", "end", "edge"})
_STATES: Final = frozenset({"writers", "editors", "wires", "outlet"})
_KEYS: Final = frozenset(
    [
        "rule",
        "kind",
        "leads",
        "after",
        "unless",
        "with",
        "whole",
        "holds",
        "pattern",
        "longest",
        "inline",
        "place",
        "split",
        "states",
        "examples",
        "not",
    ]
)
#: Marks that may stand before a lead: bullets, arrows, an opening bracket.
_BULLET: Final = r"[\s>*•·▪►▶»#(\[|–—-]{0,8}"
_COLON: Final = r"\s{0,3}[:：|»]\s{0,3}"
_GAP: Final = r"(?!\w)[\s:：|»,]{0,6}"
_QUOTE: Final = r"['\"“‘]"
#: What a title begins with; nothing, where the titles follow on lines of their own.
_TITLE: Final = rf"(?-i:(?=[^\W_a-z]|{_QUOTE}|[(\[]|https?:|\W*$))"
#: What follows a lead, by the name the lexicons give it.
_AFTER: Final = {
    "any": _GAP,
    "colon": _COLON,
    "mark": rf"(?:{_COLON}{_TITLE}|\s{{0,3}}(?={_QUOTE}))",
    "colon name": rf"{_COLON}(?-i:(?=[^\W\d_a-z]|\W*$))",
    "title": rf"(?!\w)[\s:：|»]{{0,6}}{_TITLE}",
    "name": r"(?!\w)[\s:：|»]{1,6}(?-i:(?=[^\W\d_a-z]))",
    "names": r"(?!\w)[\s:：|»,]{1,6}(?-i:(?=[^\W\d_a-z]))",
}
#: Words in small letters, beyond those of titles, that may stand among names and a date.
_MOST_SMALL: Final = 2
_ESCAPE_OR_CLASS: Final = re.compile(r"\\.|\[\^?\]?[^\]]*\]")
_SENTENCE: Final = re.compile(r"[^\W_]{2}[.!?][\"”’')\]]{0,2}$")
_WORD: Final = re.compile(r"(?<![\w’'@.-])[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Way:
    """A pattern, and where in a line it can fit: looking nowhere else saves most of the time.

    Attributes:
        pattern: The pattern.
        start: Whether it can fit at the start of a line alone.
        end: Whether it can fit at the end alone.
    """

    pattern: re.Pattern[str]
    start: bool
    end: bool

    @classmethod
    def of(cls, pattern: str) -> Way:
        """Return the way of a pattern as the lexicons write it."""
        alone = "|" not in _outside_groups(pattern)
        return cls(
            re.compile(pattern), alone and pattern.startswith("^"), alone and pattern.endswith("$")
        )

    def fits(self, line: str) -> bool:
        """Tell whether a line holds the pattern."""
        if self.start:
            return self.pattern.match(line) is not None
        return self.pattern.search(line[-_TAIL:] if self.end else line) is not None


def _outside_groups(pattern: str) -> str:
    """Return what of a pattern stands in no group, class or escape."""
    pattern = _ESCAPE_OR_CLASS.sub("", pattern)
    while (inner := re.sub(r"\([^()]*\)", "", pattern)) != pattern:
        pattern = inner
    return pattern


@dataclass(frozen=True, slots=True)
class LineRule:
    """One habit of newsrooms.

    Attributes:
        name: As shown to the reader, such as ``related/baca-juga``.
        kind: What the line is.
        lead: Matches the words a line begins with, and what follows them.
        ways: What may be found in a line that the rule labels, whatever it begins with.
        held_words: Words that do the same, in small letters.
        bars: Found right after the lead where the line is a sentence of the article.
        held: Found as well in a line that its lead labels; None where the lead suffices.
        names: Whether nothing but names, and perhaps a place or day, may follow the lead.
        longest: Characters beyond which the rule does not apply.
        inline: How far the line reaches where it begins inside a longer one; None
            where it never does.
        place: Where alone the rule applies: in the header, below the article, on either
            edge, or there beside a date or writer; None where it applies everywhere.
        leads: The words a line begins with, as written.
        phrases: The leads as written, for the search inside longer lines.
        split: Whether the lead is furniture and the line begins after it.
        states: What the words after the lead state of the report.
        examples: Lines the rule labels.
        counterexamples: Lines it leaves alone.
    """

    name: str
    kind: LineKind
    lead: re.Pattern[str] | None
    ways: tuple[Way, ...]
    held_words: tuple[str, ...]
    bars: re.Pattern[str] | None
    held: re.Pattern[str] | None
    names: bool
    longest: int
    inline: str | None
    place: str | None
    leads: tuple[str, ...]
    phrases: tuple[str, ...]
    split: bool
    states: str | None
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]

    def labels(self, text: str, start: int, end: int) -> int | None:
        """Return where the lead ends if the rule labels that stretch, else None.

        Where the rule goes by other words than a lead, its line begins at ``start``.
        """
        if end - start > self.longest:
            return None
        if self.lead is not None and (found := self.lead.match(text, start, end)):
            return found.end() if self.fits(text, found.end(), end) else None
        line = text[start:end]
        return start if self.shows(line, line.casefold()) else None

    def shows(self, line: str, folded: str) -> bool:
        """Tell whether a line (and in small letters) shows what it is by other than a lead."""
        if self.held_words and any(words in folded for words in self.held_words):
            return True
        return any([way.fits(line) for way in self.ways])  # noqa: C419 - few; a list is faster

    def fits(self, text: str, start: int, end: int) -> bool:
        """Tell whether what follows the lead, up to ``end``, is what the rule asks for."""
        if self.bars is not None and self.bars.match(text, start, end):
            return False
        if self.held is not None and not self.held.search(text, start, end):
            return False
        return not self.names or _only_names(text[start:end])


def _only_names(words: str) -> bool:
    """Tell whether words are names, and perhaps place and day: hardly one in small letters.

    "By Tuesday, both had left." closes as a sentence does, so it must have none at all.
    """
    listed: list[str] = _WORD.findall(words)
    small = [word for word in listed if word[0].islower() and word not in _small()]
    return len(small) <= (0 if _SENTENCE.search(words) else _MOST_SMALL)


@cache
def _small() -> frozenset[str]:
    """Return the words that titles and names leave in small letters."""
    return frozenset(title_words("small"))


@cache
def line_rules() -> tuple[LineRule, ...]:
    """Return the rules of every language, in the order in which they are tried.

    All are tried on every report: a newsroom may print what its agency's language says.

    Raises:
        MalformedLineRuleError: A rule in the lexicons cannot be understood.
    """
    rules: list[tuple[Mapping[str, Any], str]] = []
    for path in lexicon_files("lines.yaml"):
        given = [id(entry) for entry, _ in rules]
        # What a language takes over from another as it is stands there once.
        rules += [(entry, path) for entry in record(path) if id(entry) not in given]
    return tuple(_rule(entry, path) for entry, path in rules)


def first_rule(text: str, start: int, end: int) -> tuple[LineRule, int] | None:
    """Return the first of the rules for any place that fits, and where the line's lead ends."""
    led = _any_lead().match(text, start, end) is not None
    line = text[start:end]
    folded = line.casefold()
    for rule in _everywhere(led=led):
        if end - start > rule.longest:
            continue
        lead = rule.labels(text, start, end) if led else None
        if lead is not None:
            return rule, lead
        if not led and rule.shows(line, folded):
            return rule, start
    return None


@cache
def _everywhere(*, led: bool) -> tuple[LineRule, ...]:
    """Return the rules to ask of a line that begins with a lead of some rule, or with none."""
    asked = (rule for rule in line_rules() if rule.place is None)
    return tuple(rule for rule in asked if led or rule.ways or rule.held_words)


@cache
def _any_lead() -> re.Pattern[str]:
    """Return the search for what any rule's lead begins with: most lines have none."""
    leads = any_of(words for rule in line_rules() for words in rule.leads)
    return re.compile(rf"{_BULLET}(?:{leads})", re.IGNORECASE)


@cache
def title_words(use: str) -> tuple[str, ...]:
    """Return the words of every language's ``titles.yaml`` for one use, such as ``between``."""
    listed = (word for path in lexicon_files("titles.yaml") for word in record(path)[use])
    return tuple(dict.fromkeys(listed))


def phrase(words: str) -> str:
    """Return a pattern for words as written, whatever the space between them."""
    return r"\s{1,4}".join(re.escape(word) for word in words.split())


def any_of(phrases: Iterable[str]) -> str:
    """Return a pattern for any of the phrases, the longest first.

    They are parted by their first letters, so that at most places of a text none is tried.
    """
    by_letter: dict[str, list[str]] = {}
    for words in sorted(phrases, key=len, reverse=True):
        by_letter.setdefault(words.lstrip()[:1].lower(), []).append(words.strip())
    return "|".join(_opening_alike(alike) for alike in by_letter.values())


def _opening_alike(phrases: list[str]) -> str:
    """Return a pattern for phrases that begin with one letter, large or small."""
    any_of_them = "|".join(phrase(words) for words in phrases)
    if len(phrases) == 1:
        return any_of_them
    letters = "".join(sorted({re.escape(words[0]) for words in phrases}))
    return f"(?=[{letters}])(?:{any_of_them})"


def _rule(entry: Mapping[str, Any], path: str) -> LineRule:
    name = entry.get("rule", "")
    if not name or (strange := set(entry) - _KEYS):
        raise MalformedLineRuleError(name, path, f"unknown fields: {sorted(strange)}")
    inline, states, place = entry.get("inline"), entry.get("states"), entry.get("place")
    if inline not in {None, *_EXTENTS} or states not in {None, *_STATES}:
        raise MalformedLineRuleError(name, path, f"inline {inline!r} or states {states!r}")
    if place not in {None, *_PLACES}:
        raise MalformedLineRuleError(name, path, f"place {place!r}")
    try:
        return LineRule(
            name=name,
            kind=LineKind(entry["kind"]),
            lead=_lead(entry.get("leads", ()), entry.get("after", "any")),
            ways=_ways(entry),
            held_words=tuple(words.casefold() for words in entry.get("holds", ())),
            bars=_words(entry.get("unless", ())),
            held=_words(entry.get("with", ())),
            names=entry.get("after") == "names",
            longest=int(entry.get("longest", LONGEST)),
            inline=inline,
            place=place,
            leads=tuple(entry.get("leads", ())),
            phrases=tuple(entry.get("leads", entry.get("whole", ()))),
            split="split" in entry,
            states=states,
            examples=tuple(entry.get("examples", ())),
            counterexamples=tuple(entry.get("not", ())),
        )
    except (KeyError, ValueError, re.error) as error:
        raise MalformedLineRuleError(name, path, str(error)) from None


def _lead(leads: Iterable[str], after: str) -> re.Pattern[str] | None:
    if not leads:
        return None
    return re.compile(rf"{_BULLET}(?:{any_of(leads)}){_AFTER[after]}", re.IGNORECASE)


def _ways(entry: Mapping[str, Any]) -> tuple[Way, ...]:
    ways = []
    if "whole" in entry:
        ways.append(rf"^(?i:[\W_]*(?:{any_of(entry['whole'])})[\W_]*)$")
        marked = [words for words in entry["whole"] if words[0] == "["]
        ways += [rf"^(?i:{any_of(marked)})$"] if marked else []
    if "pattern" in entry:
        ways.append(entry["pattern"])
    return tuple(Way.of(way) for way in ways)


def _words(words: Iterable[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(rf"(?<!\w)(?:{any_of(words)})(?!\w)", re.IGNORECASE)
