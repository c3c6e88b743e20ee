"""Which lines of a page are its article; trafilatura's judgement, aligned with our own text."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Final

from foedera.documents.errors import NoArticleError
from foedera.documents.labels import AFTER, Hint
from foedera.documents.line_rules import line_rules
from foedera.documents.report import LineKind
from foedera.documents.stamps import stamps

if TYPE_CHECKING:
    from foedera.documents.pages import Block, Page

#: Beyond these trafilatura would lose text or take minutes, and is not asked.
_DEEPEST: Final = 200
_LONGEST: Final = 2_000_000
_MOST_TAGS: Final = 40_000
_WIDEST_TAG: Final = 50_000
#: Letters and digits of a block that are compared with what trafilatura found.
_PROBE: Final = 60
_FEWEST: Final = 12
#: A page needs so many characters of running text for an article to be in it.
_ARTICLE: Final = 140
_PARAGRAPH: Final = 60
_HEADLINE_WORDS: Final = 3
_TEASER_WORDS: Final = 4
#: Blocks between two paragraphs of one article; lines after its last one that may be its own.
_GAP: Final = 8
_TAIL: Final = 15
_SIGNS: Final = re.compile(r"[\W_]+")
_STOP: Final = re.compile(r"[.!?…][\"”’')\]]{0,3}(?:\s|$)")
_ARTICLE_TAG: Final = re.compile(r"<article\b", re.IGNORECASE)
_OUTSIDE: Final = frozenset({"nav", "footer", "aside", "form", "button", "dialog"})
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
_FURNITURE: Final = Hint(LineKind.FURNITURE, "page/outside-article")
#: What follows an article: agencies that stand there alone are its wires all the same.
_AFTER: Final = Hint(LineKind.FURNITURE, AFTER)
_OWN_KINDS: Final = frozenset(
    {LineKind.BYLINE, LineKind.CREDIT, LineKind.COPYRIGHT, LineKind.PUBLISHED, LineKind.CAPTION}
)
_HEADLINE: Final = Hint(LineKind.HEADLINE, "page/headline")
_SUBHEADING: Final = Hint(LineKind.SUBHEADING, "page/subheading", firm=False)
_CAPTION: Final = Hint(LineKind.CAPTION, "page/figcaption", firm=False)
_TEASER: Final = Hint(LineKind.RELATED, "page/link", firm=False)


def article_hints(page: Page, source: str, name: str) -> tuple[dict[int, Hint], tuple[str, ...]]:
    """Say of the lines of a page which are furniture, headline, captions and teasers.

    Args:
        page: The page as read.
        source: What it was read from.
        name: What the user calls it.

    Returns:
        Hints for labelling, by the offset of each line; lines of the article that need
        none have none. And what the user should know.

    Raises:
        NoArticleError: There is no running text that could be an article.
    """
    if _wholly(page, source):
        return _whole_hints(page, name), ()
    notices: tuple[str, ...] = ()
    article: list[int] = []
    if (reason := _too_much(page, source)) is None:
        article = _aligned(page, _extracted(source))
    else:
        notices = (f"The page {reason}; its article was found by the length of paragraphs.",)
    if _running(page, article) < _ARTICLE:
        article = _clustered(page)
    if _running(page, article) < _ARTICLE:
        raise NoArticleError(name, "it holds no paragraphs of running text")
    return _hints(page, article), notices


def _wholly(page: Page, source: str) -> bool:
    """Tell whether all that a page shows is one article element: nothing is to be told apart."""
    return (
        bool(page.blocks)
        and all("article" in block.within for block in page.blocks)
        and len(_ARTICLE_TAG.findall(source)) == 1
    )


def _whole_hints(page: Page, name: str) -> dict[int, Hint]:
    """Judge the lines of a page that is an article and nothing else, however short.

    Raises:
        NoArticleError: There is nothing but a headline, links and captions.
    """
    first = next((n for n, one in enumerate(page.blocks) if "h1" not in one.within), 0)
    headline = _headline(page, first)
    hints = {
        block.span.start: _HEADLINE if number == headline else _inside(page, block, member=True)
        for number, block in enumerate(page.blocks)
    }
    if not any(_words(page, block) for block in page.blocks if hints[block.span.start] is None):
        raise NoArticleError(name, "there is nothing in it but a headline, links or pictures")
    return {start: hint for start, hint in hints.items() if hint is not None}


def _words(page: Page, block: Block) -> bool:
    """Tell whether a line has words enough to say something."""
    return len(block.span.of(page.text).split()) >= _TEASER_WORDS and "h1" not in block.within


def _too_much(page: Page, source: str) -> str | None:
    """Tell what of a page is more than trafilatura bears."""
    if len(source) > _LONGEST:
        return f"has {len(source):,} characters"
    if page.deepest > _DEEPEST:
        return f"has elements {page.deepest:,} deep within one another"
    if page.tags > _MOST_TAGS:
        return f"has {page.tags:,} tags"
    if page.widest > _WIDEST_TAG:
        return f"has a tag of {page.widest:,} characters"
    return None


def _extracted(source: str) -> str:
    """Return the article as trafilatura finds it, or nothing."""
    import trafilatura  # noqa: PLC0415 - slow to load, and only pages need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.extract(
        source, include_comments=False, include_tables=False, favor_recall=True, deduplicate=False
    )
    return found or ""


def _aligned(page: Page, extracted: str) -> list[int]:
    """Return the blocks whose words trafilatura took for the article's."""
    whole = _SIGNS.sub("", extracted).lower()
    found = []
    for number, block in enumerate(page.blocks):
        words = _SIGNS.sub("", block.span.of(page.text)).lower()
        probes = {words[:_PROBE], words[-_PROBE:]}
        if len(words) >= _FEWEST and any(probe in whole for probe in probes):
            found.append(number)
    return [number for number in found if not page.blocks[number].within & _OUTSIDE]


def _clustered(page: Page) -> list[int]:
    """Return the blocks of the longest run of paragraphs that stand near each other."""
    runs: list[list[int]] = []
    for number, block in enumerate(page.blocks):
        if not _paragraph(page, block):
            continue
        if not runs or number - runs[-1][-1] > _GAP:
            runs.append([])
        runs[-1].append(number)
    return max(runs, key=lambda run: _running(page, run), default=[])


def _paragraph(page: Page, block: Block) -> bool:
    if block.within & _OUTSIDE or len(block.span) < _PARAGRAPH:
        return False
    return block.linked * 2 < len(block.span) and _STOP.search(block.span.of(page.text)) is not None


def _running(page: Page, article: list[int]) -> int:
    """Return how many characters of running text the blocks hold."""
    blocks = (page.blocks[number] for number in article)
    return sum(len(block.span) for block in blocks if _paragraph(page, block))


def _hints(page: Page, article: list[int]) -> dict[int, Hint]:
    paragraphs = [number for number in article if _paragraph(page, page.blocks[number])]
    first, last = paragraphs[0], paragraphs[-1]
    headline = _headline(page, first)
    members = set(article)
    hints: dict[int, Hint] = {}
    for number, block in enumerate(page.blocks):
        if number == headline:
            hint: Hint | None = _HEADLINE
        elif (headline if headline is not None else first - _GAP) < number < first:
            hint = _above(page, block, member=number in members)
        elif first <= number <= last:
            hint = _inside(page, block, member=number in members)
        elif last < number <= last + _TAIL:
            outside = block.linked or block.within & _OUTSIDE
            hint = None if _own(page, block) else _FURNITURE if outside else _AFTER
        else:
            hint = _FURNITURE
        if hint is not None:
            hints[block.span.start] = hint
    return hints


def _headline(page: Page, first: int) -> int | None:
    """Return the block of the headline: the last h1 before the text, or its likeness."""
    title = _SIGNS.sub("", page.metas.get("og:title", page.title)).lower()
    found = None
    for number, block in enumerate(page.blocks[:first]):
        words = block.span.of(page.text)
        bare = _SIGNS.sub("", words).lower()
        like = len(bare) >= _FEWEST and bool(title) and (bare in title or title in bare)
        if len(words.split()) >= _HEADLINE_WORDS and ("h1" in block.within or like):
            found = number
    return found


def _above(page: Page, block: Block, *, member: bool) -> Hint | None:
    """Judge a line between the headline and the first paragraph."""
    if "figcaption" in block.within:
        return _CAPTION
    return None if _own(page, block) or (member and not block.linked) else _FURNITURE


def _inside(page: Page, block: Block, *, member: bool) -> Hint | None:
    """Judge a line between the first and the last paragraph."""
    words = block.span.of(page.text)
    if block.within & _OUTSIDE:
        return _FURNITURE
    if "figcaption" in block.within:
        return _CAPTION
    if block.linked * 10 >= 9 * len(block.span):
        long = len(words.split()) >= _TEASER_WORDS
        return _TEASER if long else Hint(LineKind.FURNITURE, "page/link", firm=False)
    if block.within & _HEADINGS:
        return _SUBHEADING
    if member or _own(page, block) or _paragraph(page, block):
        return None
    return Hint(LineKind.FURNITURE, "page/not-in-article", firm=False)


def _own(page: Page, block: Block) -> bool:
    """Tell whether a line says by its words that it belongs to the article."""
    start, end = block.span.start, block.span.end
    if block.within & {"nav", "footer"} and "article" not in block.within:
        return any(
            rule.kind is LineKind.COPYRIGHT and rule.labels(page.text, start, end) is not None
            for rule in line_rules()
        )
    if len(block.span) <= _PARAGRAPH * 2 and next(stamps(page.text, start, end), None):
        return True
    own = (rule for rule in line_rules() if rule.kind in _OWN_KINDS and not rule.place)
    return any(rule.labels(page.text, start, end) is not None for rule in own)
