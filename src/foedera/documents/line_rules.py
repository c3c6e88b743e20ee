"""What newsrooms put around an article, as the lexicons tell it: the rules for lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from foedera.documents.errors import MalformedLineRuleError
from foedera.documents.report import LineKind
from foedera.resources import DATA, record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Characters beyond which a rule no longer applies, unless it says so itself.
LONGEST: Final = 250
_EXTENTS: Final = frozenset({"title", "sentence", "phrase", "names", "line", "closing"})
_PLACES: Final = frozenset({"header", "dated"})
_STATES: Final = frozenset({"writers", "editors", "wires", "outlet"})
_KEYS: Final = frozenset(
    [
        "rule",
        "kind",
        "leads",
        "after",
        "whole",
        "holds",
        "ends",
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
#: What follows a lead, by the name the lexicons give it.
_AFTER: Final = {
    "any": _GAP,
    "colon": _COLON,
    "name": r"(?!\w)[\s:：|»]{1,6}(?-i:(?=[^\W\d_a-z]))",
}


@dataclass(frozen=True, slots=True)
class LineRule:
    """One habit of newsrooms.

    Attributes:
        name: As shown to the reader, such as ``related/baca-juga``.
        kind: What the line is.
        lead: Matches the words a line begins with, and what follows them.
        other: Found anywhere in a line that the rule labels.
        longest: Characters beyond which the rule does not apply.
        inline: How far the line reaches where it begins inside a longer one; None
            where it never does.
        place: Where alone the rule applies: in the header, or in it beside a date or
            writer; None where it applies everywhere.
        phrases: The leads as written, for the search inside longer lines.
        split: Whether the lead is furniture and the line begins after it.
        states: What the words after the lead state of the report.
        examples: Lines the rule labels.
        counterexamples: Lines it leaves alone.
    """

    name: str
    kind: LineKind
    lead: re.Pattern[str] | None
    other: re.Pattern[str] | None
    longest: int
    inline: str | None
    place: str | None
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
            return found.end()
        if self.other is not None and self.other.search(text[start:end]):
            return start
        return None


@cache
def line_rules() -> tuple[LineRule, ...]:
    """Return the rules of every language, in the order in which they are tried.

    Raises:
        MalformedLineRuleError: A rule in the lexicons cannot be understood.
    """
    return tuple(
        _rule(entry, path) for path in lexicon_files("lines.yaml") for entry in record(path)
    )


def lexicon_files(name: str) -> tuple[str, ...]:
    """Return the paths of a file in the lexicon of each language that has it.

    All are tried on every report: a newsroom may print what its agency's language says.
    """
    folder = DATA / "lexicons"
    languages = sorted(child.name for child in folder.iterdir() if (child / name).is_file())
    return tuple(f"lexicons/{language}/{name}" for language in languages)


def phrase(words: str) -> str:
    """Return a pattern for words as written, whatever the space between them."""
    return r"\s{1,4}".join(re.escape(word) for word in words.split())


def any_of(phrases: Iterable[str]) -> str:
    """Return a pattern for any of the phrases, the longest first."""
    return "|".join(phrase(words) for words in sorted(phrases, key=len, reverse=True))


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
            other=_other(entry),
            longest=int(entry.get("longest", LONGEST)),
            inline=inline,
            place=place,
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


def _other(entry: Mapping[str, Any]) -> re.Pattern[str] | None:
    ways = []
    if "whole" in entry:
        ways.append(rf"(?i:^[\W_]*(?:{any_of(entry['whole'])})[\W_]*$)")
        ways += [rf"(?i:^{phrase(words)}$)" for words in entry["whole"] if words[0] == "["]
    if "holds" in entry:
        ways.append(rf"(?i:(?<!\w)(?:{any_of(entry['holds'])})(?!\w))")
    if "ends" in entry:
        ways.append(rf"(?i:(?<!\w)(?:{any_of(entry['ends'])})\W*$)")
    if "pattern" in entry:
        ways.append(entry["pattern"])
    return re.compile("|".join(f"(?:{way})" for way in ways)) if ways else None
