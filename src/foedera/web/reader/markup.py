"""Writes the text of a report as HTML: its own characters and no others, whatever they are."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from foedera.web.reader.page import Paragraph, Stretch

#: Joiners, breaks and spaces that belong to writing.
_WRITTEN: Final = frozenset("\t\u200c\u200d\u00ad\u00a0")
#: Characters that no HTML document can hold, or that it would turn into others.
_UNWRITABLE: Final = frozenset({"Cc", "Cs"})
_EMPTY: Final = Markup("")


def html_of(paragraph: Paragraph, numbered: str, chosen: Collection[int] = ()) -> Markup:
    """Return a paragraph as HTML.

    Numbers of claims, and the codes of characters that steer a reader, are drawn by the style
    sheet: the text of the element is that of the paragraph.

    Args:
        paragraph: The paragraph.
        numbered: What a claim's number is called: ``claim {number}``.
        chosen: Claims to show lit.
    """
    return _EMPTY.join(_stretch(one, numbered, frozenset(chosen)) for one in paragraph.stretches)


def _stretch(one: Stretch, numbered: str, chosen: frozenset[int]) -> Markup:
    told = _EMPTY.join(_characters(one.text))
    if one.kind.value in _APART:
        told = Markup('<span class="line-{}">{}</span>').format(one.kind.value, told)
    if one.acting:
        told = _act(one, told, chosen)
    if one.saying is not None:
        told = Markup('<a class="says" href="#claim-{}">{}</a>').format(one.saying, told)
    told += _EMPTY.join(_number(number, numbered) for number in one.closing)
    if not one.stating:
        return told
    lit = " chosen" if chosen & set(one.stating) else ""
    numbers = " ".join(map(str, one.stating))
    return Markup('<span class="states{}" data-claims="{}">{}</span>').format(lit, numbers, told)


#: Parts of a line that look otherwise than the rest of it.
_APART: Final = frozenset({"dateline", "byline", "published", "credit"})


def _act(one: Stretch, told: Markup, chosen: frozenset[int]) -> Markup:
    kinds = " ".join(f"of-{family.replace(' ', '-')}" for family in one.families)
    anchors = [Markup('<span id="words-{}"></span>').format(n) for n in one.opening[1:]]
    name = Markup(' id="words-{}"').format(one.opening[0]) if one.opening else _EMPTY
    if chosen & set(one.opening):  # a browser goes there by itself, scripts or not
        name += Markup(' tabindex="-1" autofocus')
    marked = Markup('<mark class="{}"{}>{}</mark>').format(kinds, name, told)
    return _EMPTY.join(anchors) + marked


def _number(number: int, numbered: str) -> Markup:
    return Markup(
        '<a class="claim-number" href="#claim-{}" data-number="{}" aria-label="{}"></a>'
    ).format(number, number, numbered.format(number=number))


def _characters(text: str) -> Iterator[Markup]:
    """Yield a text, escaped; what steers its reader stands apart, where it steers nothing."""
    if text.isprintable():
        yield Markup.escape(text)
        return
    for steering, run in groupby(text, _steers):
        if steering:
            yield from map(_steering, run)
        else:
            yield Markup.escape("".join(run))


def _steers(character: str) -> bool:
    category = unicodedata.category(character)
    return category in {"Cc", "Cf", "Cs"} and character not in _WRITTEN


def _steering(character: str) -> Markup:
    held = "" if unicodedata.category(character) in _UNWRITABLE else character
    code = f"U+{ord(character):04X}"
    return Markup('<bdi class="steering" data-code="{}">{}</bdi>').format(code, held)


def texts_of(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Yield the characters of paragraphs: what is shown of a text."""
    return ("".join(one.text for one in each.stretches) for each in paragraphs)
