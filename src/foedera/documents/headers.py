"""What stands between a headline and its first paragraph: writers, outlets, sections."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from foedera.documents.datelines import kickers
from foedera.documents.line_rules import any_of, line_rules, title_words
from foedera.documents.pieces import Piece, trim
from foedera.documents.report import LineKind
from foedera.documents.stamps import stamps
from foedera.documents.standing import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedera.documents.labels import Labels
    from foedera.documents.line_rules import LineRule
    from foedera.documents.press import Press

#: Lines at the top among which the first paragraph is looked for.
_TOP: Final = 16
_PARAGRAPH: Final = 120
#: Lines after a paragraph within which a date shows that the header goes on: the paragraph
#: tells what the article is about.
_GOES_ON: Final = 3
_NAME_WORDS: Final = 4
_LEAST_PROSE: Final = 40
#: Words of the longest button, section or counter between headline and first paragraph.
_BUTTON_WORDS: Final = 2
_CLOSED: Final = re.compile(r"[.!?…][\"”’')\]]{0,3}$")
#: What parts a line in which several things stand side by side.
_BESIDE: Final = re.compile(r"\s[·•|–—-](?=\s)")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]+")
_ARTICLE: Final = frozenset({None, LineKind.BODY, LineKind.CAPTION, LineKind.SUBHEADING})
_WRITING: Final = frozenset({LineKind.BYLINE, LineKind.CREDIT})
_DATED: Final = frozenset({LineKind.PUBLISHED, LineKind.BYLINE, LineKind.DATELINE})


def writers_beside_dates(text: str, labels: Labels) -> None:
    """Part the lines in which a writer stands beside the date: "3 May 2023 | By Ann Lee"."""
    for piece in [piece for piece in labels.pieces if piece.rule == "published/line"]:
        parts: list[tuple[int, int, LineRule | None]] = []
        edges = [piece.start, *_edges(text, piece), piece.end]
        for begin, stop in pairwise(edges):
            start, end = trim(text, begin, stop)
            found = next((rule for rule in _writing() if _leads(rule, text, start, end)), None)
            if found is not None or not parts or parts[-1][2] is not None:
                parts.append((start, end, found))
            else:
                parts[-1] = (parts[-1][0], end, None)
        _parted(text, labels, piece, [part for part in parts if part[0] < part[1]])


def _edges(text: str, piece: Piece) -> list[int]:
    """Return where a writer could begin: after a separator, or right after a date."""
    after = [found.end() for found in _BESIDE.finditer(text, piece.start, piece.end)]
    after += [stamp.span.end for stamp in stamps(text, piece.start, piece.end)]
    return sorted(set(after))


def _writing() -> Iterator[LineRule]:
    """Yield the rules that tell writers and editors by the words before them."""
    for rule in line_rules():
        if rule.kind in _WRITING and rule.states and rule.lead and not rule.place:
            yield rule


def _leads(rule: LineRule, text: str, start: int, end: int) -> bool:
    return rule.lead is not None and rule.lead.match(text, start, end) is not None


def _parted(
    text: str, labels: Labels, piece: Piece, parts: list[tuple[int, int, LineRule | None]]
) -> None:
    """Put the parts of a line in its place, if any of them names a writer."""
    if len(parts) == 1 or all(rule is None for _, _, rule in parts):
        return
    pieces = []
    for start, end, rule in parts:
        part = Piece(start, end, piece.kind, piece.rule)
        if rule is not None and (lead := rule.labels(text, start, end)) is not None:
            part.follow(rule, lead)
        pieces.append(part)
    at = next(n for n, other in enumerate(labels.pieces) if other is piece)
    labels.pieces[at : at + 1] = pieces


def names_after_roles(text: str, found: Sequence[Piece]) -> None:
    """Label the names on the line after a role that stands alone: "Oleh :", then "Ann Lee"."""
    for role, following in pairwise(found):
        if role.kind is not LineKind.BYLINE or not role.states or following.kind is not None:
            continue
        words = text[following.start : following.end].split()
        alone = role.lead > role.start and not _WORD.search(text, role.lead, role.end)
        if alone and len(words) <= _NAME_WORDS and all(word[0].isupper() for word in words):
            following.kind, following.rule = role.kind, role.rule
            following.states, following.lead = role.states, following.start


def header_lines(text: str, labels: Labels, press: Press) -> None:
    """Label writers, outlets and sections that no word marks, by where they stand.

    The lines meant are those after the headline, if there is one, and before the first
    paragraph; without a paragraph there is no header.
    """
    header, start = _header(text, labels)
    edge_lines(text, labels, header, press, Article(article_words(text, labels, start)))
    if any(piece.kind in _DATED for piece in header):
        for piece in header:
            words = text[piece.start : piece.end].split()
            if piece.kind is None and len(words) <= _BUTTON_WORDS:
                piece.kind, piece.rule = LineKind.FURNITURE, "furniture/in-header"


def article_words(text: str, labels: Labels, start: int) -> str:
    """Return the article's own words from an offset on: lines too short for it are left out."""
    return " ".join(
        text[piece.start : piece.end]
        for piece in labels.pieces
        if piece.start >= start
        and piece.kind in _ARTICLE
        and piece.end - piece.start > _LEAST_PROSE
    )


def edge_lines(
    text: str, labels: Labels, edge: Sequence[Piece], press: Press, article: Article
) -> None:
    """Label what of the lines above or below an article shows by its place and form."""
    for _ in range(2):  # an outlet's line may show by the writer's that is found after it
        for number, piece in enumerate(edge):
            if piece.kind is None:
                near = (_nearest(reversed(edge[:number])), _nearest(edge[number + 1 :]))
                dated = any(kind in _DATED for kind in near)
                edge_line(text, labels, piece, press, replace(article, dated=dated))


@dataclass(frozen=True, slots=True)
class Article:
    """What surrounds a line above or below the article.

    Attributes:
        words: The article's own.
        dated: Whether a date or writer stands beside the line.
        place: Where the line stands: "header" or "end".
    """

    words: str
    dated: bool = False
    place: str = "header"

    def allows(self, rule: LineRule) -> bool:
        """Tell whether a rule that is for one place alone applies in this one."""
        if rule.place == "dated":
            return self.dated
        return rule.place in {self.place, "edge"}


def _nearest(pieces: Iterable[Piece]) -> LineKind | None:
    """Return the kind of the first piece that is no furniture; None where it has none."""
    return next((piece.kind for piece in pieces if piece.kind is not LineKind.FURNITURE), None)


def edge_line(text: str, labels: Labels, piece: Piece, press: Press, article: Article) -> None:
    """Label one line above or below the article."""
    if text[piece.start : piece.end].casefold() in kickers():
        piece.kind, piece.rule = LineKind.FURNITURE, "furniture/kicker"
        return
    known = press.outlet(text[piece.start : piece.end])
    if known is not None:
        piece.kind, piece.rule = LineKind.FURNITURE, "furniture/outlet"
        if known.form == "agency":
            piece.kind, piece.rule = LineKind.BYLINE, "byline/agency"
            piece.states, piece.lead = "wires", piece.start
        return
    if press.names_actor(text[piece.start : piece.end]):
        return
    for rule in line_rules():
        found = article.allows(rule) and rule.labels(text, piece.start, piece.end) is not None
        if found and _follow(text, labels, piece, rule, article):
            return


def _header(text: str, labels: Labels) -> tuple[list[Piece], int]:
    """Return the lines of the header, and where the first paragraph begins."""
    pieces = labels.pieces
    title = next((n for n, one in enumerate(pieces) if one.kind is LineKind.HEADLINE), -1)
    dated = False
    for number, piece in enumerate(pieces[title + 1 : title + 1 + _TOP], title + 1):
        line = text[piece.start : piece.end]
        prose = len(line) > _PARAGRAPH or _CLOSED.search(line) is not None
        dated = dated or piece.kind is LineKind.PUBLISHED
        following = pieces[number + 1 : number + 1 + _GOES_ON]
        if prose and not dated and any(one.kind is LineKind.PUBLISHED for one in following):
            continue
        opening = piece.kind is LineKind.DATELINE and piece.rule != "dateline/alone"
        if opening or (piece.kind in {None, LineKind.BODY} and prose):
            return pieces[title + 1 : number], piece.start
    return [], len(text)


def _follow(text: str, labels: Labels, piece: Piece, rule: LineRule, article: Article) -> bool:
    """Take a header rule's label, unless what looks like a writer's name is none."""
    if rule.kind is not LineKind.BYLINE:
        piece.kind, piece.rule = rule.kind, rule.name
        return True
    if rule.states is None:
        piece.kind, piece.rule = rule.kind, rule.name
        return True
    name = _ended().split(text[piece.start : piece.end])[0]
    if not _is_name(name, article):
        return False
    outlet = _BESIDE.search(text, piece.start, piece.end)
    if outlet is not None:
        tail = cut(text, labels, piece, outlet.start())
        tail.kind, tail.rule = LineKind.FURNITURE, "furniture/outlet"
    piece.kind, piece.rule, piece.states = rule.kind, rule.name, rule.states
    return True


@cache
def _ended() -> re.Pattern[str]:
    """Return what ends a writer's name: a mark, or the place the writer is at."""
    return re.compile(rf"\s(?:[-–—|]|{any_of(title_words('from'))})\s|\s\(")


def _is_name(name: str, article: Article) -> bool:
    """Tell whether words are a writer's name by how the article uses them.

    "Ceasefire Talks in Doha" is a second headline: the article writes "talks" in small
    letters. Where no date stands beside it, "Ann Lee in Oslo" may be whom a picture
    shows: the article then names her again.
    """
    found = [word for word in _WORD.findall(name) if word[0].isupper()]
    small = [word.lower() for word in found] + ([] if article.dated else found[-1:])
    used = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, [*small, name]))})(?!\w)")
    return bool(found) and used.search(article.words) is None
