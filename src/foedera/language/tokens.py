"""Cuts text into surface words and marks the way the treebanks do, each with its place."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from foedera.language.conventions import conventions
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.language.conventions import Conventions

# Every repetition is bounded or possessive, so that reading stays linear in the text.
_PATTERN = r"""\s*+(?:
 (?P<link>(?:https?://|www\.)[^\s<>"“”]{{1,2000}}+)
|(?P<mail>(?<![\w.+-])[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,6}})
|(?P<handle>[@#][^\W\d]\w{{0,100}}+)
|(?P<domain>(?<![\w.-])[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,4}}\.(?i:{domains})(?:/[^\s<>"“”]{{0,500}}[\w/])?(?!\w))
|(?P<law>(?<!\w)(?=[A-Z./-]{{0,20}}\d)[A-Z0-9][A-Z0-9.-]{{0,14}}(?:/[A-Z0-9][A-Za-z0-9.-]{{0,14}}){{1,6}}(?<![.-])(?!\w))
|(?P<dotted>(?<!\w)(?:(?:[A-Z][a-z]{{0,2}}\.){{2,8}}(?:[A-Z](?!\w))?|[A-Z]\.[A-Z](?!\w)|(?:[a-z]\.){{2,8}}))
|(?P<money>(?<!\w)(?:{currencies})(?=\s?\d))
|(?P<number>
   (?:(?<![^\s(\[])[-−+])?(?:\d{{4}}-\d\d-\d\d(?!\d)|\d{{3}}-\d{{3,4}}-\d{{4}}(?!\d)|\d++(?:[.,:/]\d++)*+)
   (?:-an(?!\w)|['’]s(?!\w)|[^\W\d_]{{1,8}}+(?!\w))?)
|(?P<decade>['’]\d0s(?!\w))
|(?P<abbreviation>(?<![\w.])(?:{abbreviations}))
|(?P<initial>(?<![\w.])[A-Z]\.(?=\s+["“(]?[^\W\d_a-z]|\s?,))
|(?P<firm>(?<!\w)[A-Z]{{1,3}}&[A-Z]{{1,3}}(?!\w))
|(?P<word>\w[\w\u0300-\u036f]*+(?:['’`‐‑-]\w[\w\u0300-\u036f]*+)*+)
|(?P<run>\.{{2,}}+|…++|-{{2,}}+|[!?]{{2,}}+|'{{2,3}}|``|(?P<same>[*=~])(?P=same)++)
|(?P<mark>\S))
"""
_TRAILING = re.compile(r"[.,;:!?)\]'’]+\Z")
_APOSTROPHE = re.compile(r"['’`]")
_HYPHEN = re.compile(r"[-‐‑]")
_NEGATION = re.compile(r"(?i:n['’`]t)\Z")
_FIGURE = re.compile(r"[-−+]?[\d.,:/]*\d")
_SURNAME = re.compile(r"[A-Z][a-z]+\s\Z")
_GIVEN_NAME = re.compile(r"[A-Z][a-z]{1,6}[-‐‑][a-z]{2,5}")

#: Fewest letters of a word that may be half of a hyphenated pair of names.
_NAME = 4

#: How far back the word before is looked at.
_BACK = 24


@cache
def _pattern(language: str) -> re.Pattern[str]:
    told = conventions(language)
    alternatives = {
        name: "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))
        for name, forms in (
            ("domains", told.domains),
            ("currencies", told.currencies),
            ("abbreviations", told.abbreviations),
        )
    }
    guarded = "|".join(
        re.escape(form) + (r"(?=\s?[\dIVX])" if ends == "unless-figure" else "(?!\\w)")
        for form, ends in sorted(told.abbreviations.items(), key=lambda item: (-len(item[0]), item))
    )
    return re.compile(_PATTERN.format(**{**alternatives, "abbreviations": guarded}), re.VERBOSE)


def tokens(text: str, within: Span, language: str) -> tuple[Span, ...]:
    """Cut a stretch of text, as a rule one sentence, into words and marks.

    Args:
        text: The whole text.
        within: The stretch to cut.
        language: Code of a language that has an ``abbreviations.yaml``.

    Returns:
        Places in the whole text, in order; together they hold all but white space.
    """
    told = conventions(language)
    found: list[Span] = []
    place = within.start
    match = _pattern(language).match
    while place < within.end:
        piece = match(text, place, within.end)
        if piece is None:
            break
        place = piece.start(piece.lastgroup or 0)
        for cut in _cuts(text, piece, told):
            found.append(Span(place, cut))
            place = cut
    return tuple(found)


def _cuts(text: str, piece: re.Match[str], told: Conventions) -> Iterator[int]:
    """Yield where each token of a piece ends; what lies after the last is read again."""
    kind = piece.lastgroup or "mark"
    start, end = piece.span(kind)
    if kind == "word":
        yield from _word_cuts(text, start, end, told)
    elif kind == "number":
        figure = _FIGURE.match(text, start, end)
        if figure and text[figure.end() : end].lower() in told.units:
            yield figure.end()
        yield end
    elif kind == "link":
        trailing = _TRAILING.search(text, max(start + 4, end - 20), end)
        yield trailing.start() if trailing else end
    else:
        yield end


def _word_cuts(text: str, start: int, end: int, told: Conventions) -> Iterator[int]:
    cut = _clitic(text, start, end, told)
    word = text[start:cut]
    if len(word) <= _BACK and (second := told.cuts.get(word.lower())):
        yield start + second
    elif _HYPHEN.search(word):
        for hyphen in _hyphens(text, start, cut, told):
            yield hyphen
            yield hyphen + 1
    yield cut
    if cut < end:
        yield end


def _clitic(text: str, start: int, end: int, told: Conventions) -> int:
    """Return where the clitic at the end of a word begins, or the end."""
    if "t" in told.clitics or len(told.clitics) > 1:
        negation = _NEGATION.search(text, max(start, end - 3), end)
        if negation and negation.start() > start:
            return negation.start()
    for mark in _APOSTROPHE.finditer(text, max(start, end - 4), end):
        if text[mark.end() : end].lower() in told.clitics and mark.start() > start:
            return mark.start()
    return end


def _hyphens(text: str, start: int, end: int, told: Conventions) -> list[int]:
    """Return the hyphens at which a word is parted."""
    places = [mark.start() for mark in _HYPHEN.finditer(text, start, end)]
    edges = [start - 1, *places, end]
    parted = []
    for before, hyphen, after in zip(edges, places, edges[2:], strict=False):
        first, second = text[before + 1 : hyphen], text[hyphen + 1 : after]
        if told.parts_hyphens:
            if _parts_english(first, second, told) and not _is_name(text, start, end, told):
                parted.append(hyphen)
        elif len(places) == 1 and _parts_names(first, second, told):
            parted.append(hyphen)
    return parted


def _parts_english(first: str, second: str, told: Conventions) -> bool:
    if first.lower() in told.prefixes:
        return False
    return not (second[:1].isdigit() and first.isalpha())


def _is_name(text: str, start: int, end: int, told: Conventions) -> bool:
    """Tell whether a hyphenated word is a given name after its surname (Lee Sang-ho)."""
    if not _GIVEN_NAME.fullmatch(text, start, end):
        return False
    second = _HYPHEN.split(text[start:end])[1]
    return second not in told.endings and bool(_SURNAME.search(text, max(0, start - _BACK), start))


def _parts_names(first: str, second: str, told: Conventions) -> bool:
    """Tell whether two names or abbreviations are joined, rather than one word doubled."""
    if second.lower() in told.endings or first.lower()[:_NAME] == second.lower()[:_NAME]:
        return False
    if first.isupper() and second.isupper():
        return min(len(first), len(second)) > 1 and first.isalpha() and second.isalpha()
    both_names = first.istitle() and second.istitle()
    return both_names and min(len(first), len(second)) >= _NAME
