"""How attributions are compared: by the words of source, cue and content."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from foedera.claims.attribution import Quotation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedera.claims.attribution import Attribution
    from foedera.spans import Span

WORD = re.compile(r"\w+|[^\w\s]")
#: Jaccard of the words of two contents from which they count as the same.
SAME = 0.5
FLOORS = (0.3, SAME, 0.8, 1.0)


class Told(NamedTuple):
    """Offsets of the words of the three parts of an attribution, and what kind it is."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    kind: str = ""
    modality: str = ""


class Counts(NamedTuple):
    """What was found of what there is."""

    right: float
    found: float
    gold: float

    @property
    def f(self) -> float:
        """The F score, 0 to 1."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0

    def line(self) -> str:
        """Return precision, recall and F."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        return f"P {precision:.3f}  R {recall:.3f}  F {self.f:.3f}"


@dataclass
class Tally:
    """Counts over the texts of a corpus.

    Attributes:
        matched: Contents found at each floor of Jaccard.
        cues: Cues that share a word with one of the gold's, one to one.
        sources: Of the contents found, those whose source is right.
        by_rule: For each of our rules: contents found right, and all.
        by_kind: For each kind of gold attribution: found, and all.
    """

    matched: dict[float, int] = field(default_factory=lambda: dict.fromkeys(FLOORS, 0))
    cues: int = 0
    sources: int = 0
    modalities: int = 0
    found: int = 0
    gold: int = 0
    sentences: int = 0
    seconds: float = 0.0
    by_rule: dict[str, Counter[str]] = field(default_factory=dict)
    by_kind: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, gold: Sequence[Told], ours: Sequence[Told]) -> list[tuple[float, Told, Told]]:
        """Compare two lists of one text; return the pairs with their Jaccard."""
        pairs = paired(gold, ours)
        for floor in self.matched:
            self.matched[floor] += sum(score >= floor for score, _, _ in pairs)
        good = [(g, o) for score, g, o in pairs if score >= SAME]
        self.sources += sum(bool(g.source & o.source) or g.source == o.source for g, o in good)
        self.modalities += sum(g.modality == o.modality for g, o in good)
        self.cues += overlapping(gold, ours)
        self.found += len(ours)
        self.gold += len(gold)
        for names, side, hits in (
            (self.by_kind, gold, [g for g, _ in good]),
            (self.by_rule, ours, [o for _, o in good]),
        ):
            for told in side:
                names.setdefault(told.kind, Counter())["all"] += 1
            for told in hits:
                names[told.kind]["right"] += 1
        return pairs

    def figures(self) -> dict[str, float]:
        """Return the F scores and shares, 0 to 1."""
        right = max(1, self.matched[SAME])
        return {
            "content_f": Counts(self.matched[SAME], self.found, self.gold).f,
            "cue_f": Counts(self.cues, self.found, self.gold).f,
            "exact_f": Counts(self.matched[1.0], self.found, self.gold).f,
            "source_given_content": self.sources / right,
        }

    def modality(self) -> float:
        """Return the share of the contents found whose modality is right."""
        return self.modalities / max(1, self.matched[SAME])

    def lines(self) -> Iterator[str]:
        """Yield the table, then what is found by kind and what is right by rule."""
        yield f"cue overlap      {Counts(self.cues, self.found, self.gold).line()}"
        for floor, right in self.matched.items():
            name = "exact" if floor == 1.0 else f"J>={floor}"
            yield f"content {name:8s} {Counts(right, self.found, self.gold).line()}"
        yield f"source right given content: {self.sources / max(1, self.matched[SAME]):.3f}"
        yield "found by kind:  " + _shares(self.by_kind)
        yield "right by rule:  " + _shares(self.by_rule)


def _shares(names: dict[str, Counter[str]]) -> str:
    rows = sorted(names.items(), key=lambda row: (-row[1]["all"], row[0]))
    return ", ".join(f"{name or '-'} {n['right']}/{n['all']}" for name, n in rows)


def words(text: str) -> list[int]:
    """Return where each word and mark of a text begins."""
    return [found.start() for found in WORD.finditer(text)]


def inside(starts: Sequence[int], low: int, high: int) -> Iterator[int]:
    """Yield the words that begin within some characters."""
    return (start for start in starts if low <= start < high)


def flat(found: Sequence[Attribution], text: str, starts: Sequence[int]) -> Iterator[Told]:
    """Join the parts that share a cue, and keep the outermost of what nests.

    Of contents that nest the outer one stays, without its own cue and source.
    """
    joined: dict[object, Told] = {}
    for index, one in enumerate(found):
        told = of(one, starts)
        key = (one.cue, one.source) if one.cue else index
        before = joined.get(key)
        content = told.content | (before.content if before else frozenset())
        joined[key] = told._replace(content=content)
    taken: set[int] = set()
    for told in sorted(joined.values(), key=lambda t: -len(t.content)):
        own = without(told, text)
        if own and not (own & taken and len(own & taken) * 2 > len(own)):
            taken |= own | told.cue
            yield told._replace(content=own)


def without(told: Told, text: str) -> frozenset[int]:
    """Return the content without cue and source, and without the commas that set them off."""
    group = told.cue | told.source
    own = told.content - group
    inside = [word for word in group if any(word > one for one in own)]
    if not inside or not any(one > min(inside) for one in own):
        return own
    before = max((one for one in own if one < min(group)), default=None)
    after = min((one for one in own if one > max(group)), default=None)
    return own - {one for one in (before, after) if one is not None and text[one] == ","}


def of(one: Attribution, starts: Sequence[int]) -> Told:
    """Return the words of an attribution."""

    def part(span: Span | None) -> frozenset[int]:
        return frozenset(inside(starts, span.start, span.end)) if span else frozenset()

    return Told(part(one.source), part(one.cue), part(one.content), one.rule)


def paired(gold: Sequence[Told], ours: Sequence[Told]) -> list[tuple[float, Told, Told]]:
    """Pair contents one to one, the most alike first."""
    scored = sorted(
        (
            (len(g.content & o.content) / len(g.content | o.content), i, j)
            for i, g in enumerate(gold)
            for j, o in enumerate(ours)
            if g.content & o.content
        ),
        reverse=True,
    )
    left, right, pairs = set(), set(), []
    for score, i, j in scored:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((score, gold[i], ours[j]))
    return pairs


def overlapping(gold: Sequence[Told], ours: Sequence[Told]) -> int:
    """Return how many cues share a word with one of the gold's, one to one."""
    free = list(gold)
    count = 0
    for told in ours:
        hit = next((g for g in free if g.cue & told.cue), None)
        if hit is not None:
            free.remove(hit)
            count += 1
    return count


def differences(
    text: str, gold: Sequence[Told], ours: Sequence[Told], pairs: list[tuple[float, Told, Told]]
) -> Iterator[str]:
    """Yield what was missed, what is wrong, and what is cut otherwise."""
    good_gold = {id(g) for score, g, _ in pairs if score >= SAME}
    good_ours = {id(o) for score, _, o in pairs if score >= SAME}
    for told in gold:
        if id(told) not in good_gold:
            yield f"  MISSED {spelled(text, told)}"
    for told in ours:
        if id(told) not in good_ours:
            yield f"  WRONG  {spelled(text, told)} ({told.kind})"
    for score, told, other in pairs:
        if SAME <= score < 1.0:
            yield f"  {score:.2f} GOLD {spelled(text, told)}"
            yield f"       OURS {spelled(text, other)} ({other.kind})"


def spelled(text: str, told: Told) -> str:
    """Return source, cue and content as words."""
    return " | ".join(_joined(text, part) for part in (told.source, told.cue, told.content))


def _joined(text: str, part: Iterable[int]) -> str:
    return " ".join(m.group() for i in sorted(part) if (m := WORD.match(text, i)))


def quoted(content: str) -> str:
    """Return the kind of a content: direct, mixed or indirect."""
    marks = sum(content.count(mark) for mark in '"“”')
    if content[:1] in "\"“'" and content[-1:] in "\"”'":
        return Quotation.DIRECT.value
    return Quotation.MIXED.value if marks else Quotation.INDIRECT.value
