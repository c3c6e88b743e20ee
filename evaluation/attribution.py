"""Measures attribution on PolNeAR (English) and PFSA-ID (Indonesian direct quotations).

Usage: python evaluation/attribution.py [polnear|pfsa] [--limit N] [--errors N]

PolNeAR: one-to-one matching of contents by token Jaccard; a token belongs to at most
one attribution there, so of nested contents the outermost is kept, and its cue and
source are taken out of it. PFSA-ID: exact statement spans within an article.
"""

from __future__ import annotations

import argparse
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from foedera.claims.attributing import attributions
from foedera.claims.attribution import Quotation
from foedera.language.packs import pack
from foedera.language.reading import Reading
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedera.claims.attribution import Attribution

DATA = Path(__file__).parents[1] / ".." / "shared" / "data"
_WORD = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(r"\S[^\n]*")
_ENTITY = re.compile(r"(T\d+)\t(\w+) ([\d ;]+)\t")
_MATCH = 0.5


class Told(NamedTuple):
    """Token offsets of the three parts of an attribution."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


class Counts(NamedTuple):
    """What was found of what there is."""

    right: float
    found: float
    gold: float

    def line(self) -> str:
        """Return precision, recall and F."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        total = precision + recall
        score = 2 * precision * recall / total if total else 0.0
        return f"P {precision:.3f}  R {recall:.3f}  F {score:.3f}"


def main() -> None:
    """Measure what is asked for, or both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", choices=("polnear", "pfsa", "both"), default="both")
    parser.add_argument("--limit", type=int, default=None, help="articles to read")
    parser.add_argument("--errors", type=int, default=0, help="contents missed or wrong to show")
    asked = parser.parse_args()
    if asked.corpus in {"polnear", "both"}:
        polnear(asked.limit, asked.errors)
    if asked.corpus in {"pfsa", "both"}:
        pfsa(asked.limit, asked.errors)


def read(text: str, language: str, paragraphs: Sequence[Span]) -> tuple[Reading, float]:
    """Parse a text; also return how long it took in seconds."""
    started = time.perf_counter()
    opened = _packs.setdefault(language, pack(language))
    spans = [s for place in paragraphs for s in opened.sentences(text, place)]
    reading = Reading(language, text, opened.parse(text, spans))
    return reading, time.perf_counter() - started


_packs: dict[str, object] = {}


# --- PolNeAR ------------------------------------------------------------------------


def polnear(limit: int | None, errors: int) -> None:
    """Print figures on the development part."""
    folder = DATA / "polnear" / "dev"
    matched = dict.fromkeys((0.3, 0.5, 0.8, 1.0), 0)
    cues = sources = found_total = gold_total = sentences = 0
    spent = 0.0
    for path in sorted((folder / "text").glob("*.txt"))[:limit]:
        annotated = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if not annotated:
            continue
        text = path.read_bytes().decode("utf-8")
        tokens = [m.start() for m in _WORD.finditer(text)]
        gold = [told for told in _gold(annotated[0], tokens) if told.content]
        paragraphs = [Span(m.start(), m.end()) for m in _LINE.finditer(text)]
        reading, _ = read(text, "en", paragraphs)
        sentences += len(reading.sentences)
        started = time.perf_counter()
        found = attributions(text, reading, paragraphs)
        spent += time.perf_counter() - started
        ours = list(_flat(found, tokens))
        pairs = _paired(gold, ours)
        for floor in matched:
            matched[floor] += sum(score >= floor for score, _, _ in pairs)
        good = [(g, o) for score, g, o in pairs if score >= _MATCH]
        sources += sum(bool(g.source & o.source) or g.source == o.source for g, o in good)
        cues += _overlaps(gold, ours)
        found_total += len(ours)
        gold_total += len(gold)
        if errors:
            _show(text, gold, ours, pairs)
    print(f"PolNeAR dev: {gold_total} attributions, {sentences} sentences")
    print("cue overlap     ", Counts(cues, found_total, gold_total).line())
    for floor, right in matched.items():
        name = "exact" if floor == 1.0 else f"J>={floor}"
        print(f"content {name:8s}", Counts(right, found_total, gold_total).line())
    print(f"source right given content: {sources / max(1, matched[_MATCH]):.3f}")
    print(f"speed after the parse: {sentences / max(spent, 1e-9):.0f} sentences/s")


def _gold(path: Path, tokens: Sequence[int]) -> Iterator[Told]:
    parts: dict[str, frozenset[int]] = {}
    events: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        entity = _ENTITY.match(line)
        if entity:
            spans = (piece.split() for piece in entity[3].split(";"))
            parts[entity[1]] = frozenset(
                token for low, high in spans for token in _inside(tokens, int(low), int(high))
            )
        elif line.startswith("E"):
            events.append(line.partition("\t")[2])
    for event in events:
        roles: dict[str, frozenset[int]] = {}
        for pair in event.split():
            role, _, name = pair.partition(":")
            kept = role.rstrip("0123456789")
            roles[kept] = roles.get(kept, frozenset()) | parts.get(name, frozenset())
        empty: frozenset[int] = frozenset()
        yield Told(roles.get("Source", empty), roles.get("Cue", empty), roles.get("Content", empty))


def _inside(tokens: Sequence[int], low: int, high: int) -> Iterable[int]:
    return (token for token in tokens if low <= token < high)


def _flat(found: Sequence[Attribution], tokens: Sequence[int]) -> Iterator[Told]:
    """Join the parts that share a cue, and keep the outermost of what nests."""
    joined: dict[object, Told] = {}
    for index, one in enumerate(found):
        cue = frozenset(_inside(tokens, one.cue.start, one.cue.end)) if one.cue else frozenset()
        source = (
            frozenset(_inside(tokens, one.source.start, one.source.end))
            if one.source
            else frozenset()
        )
        content = frozenset(_inside(tokens, one.content.start, one.content.end))
        key = (one.cue, one.source) if one.cue else index
        before = joined.get(key)
        content |= before.content if before else frozenset()
        joined[key] = Told(source, cue, content)
    taken: set[int] = set()
    for told in sorted(joined.values(), key=lambda t: -len(t.content)):
        own = told.content - told.cue - told.source
        if own and not (own & taken and len(own & taken) * 2 > len(own)):
            taken |= own | told.cue
            yield Told(told.source, told.cue, own)


def _paired(gold: Sequence[Told], ours: Sequence[Told]) -> list[tuple[float, Told, Told]]:
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


def _overlaps(gold: Sequence[Told], ours: Sequence[Told]) -> int:
    free = list(gold)
    count = 0
    for told in ours:
        hit = next((g for g in free if g.cue & told.cue), None)
        if hit is not None:
            free.remove(hit)
            count += 1
    return count


def _show(
    text: str, gold: Sequence[Told], ours: Sequence[Told], pairs: list[tuple[float, Told, Told]]
) -> None:
    good_gold = {id(g) for score, g, _ in pairs if score >= _MATCH}
    good_ours = {id(o) for score, _, o in pairs if score >= _MATCH}
    for told in gold:
        if id(told) not in good_gold:
            print("  MISSED", _words(text, told))
    for told in ours:
        if id(told) not in good_ours:
            print("  WRONG ", _words(text, told))
    for score, told, other in pairs:
        if _MATCH <= score < 1.0:
            print(f"  {score:.2f} GOLD", _words(text, told))
            print("       OURS", _words(text, other))


def _words(text: str, told: Told) -> str:
    return " | ".join(_joined(text, part) for part in told)


def _joined(text: str, part: frozenset[int]) -> str:
    return " ".join(m.group() for i in sorted(part) if (m := _WORD.match(text, i)))


# --- PFSA-ID ------------------------------------------------------------------------


def pfsa(limit: int | None, errors: int) -> None:
    """Print figures on the development part."""
    right: dict[str, int] = {}
    found: dict[str, int] = {}
    total: dict[str, int] = {}
    for text, gold in list(_articles())[:limit]:
        paragraphs = [Span(0, len(text))]
        reading, _ = read(text, "id", paragraphs)
        ours = _pfsa_spans(attributions(text, reading, paragraphs), text)
        for label in ("STATEMENT", "CUE", "SPEAKER"):
            right[label] = right.get(label, 0) + len(gold[label] & ours[label])
            found[label] = found.get(label, 0) + len(ours[label])
            total[label] = total.get(label, 0) + len(gold[label])
        if errors:
            for span in sorted(gold["STATEMENT"] - ours["STATEMENT"]):
                print("  MISSED", span.of(text), "//", text[span.end : span.end + 40])
            for span in sorted(ours["STATEMENT"] - gold["STATEMENT"]):
                print("  WRONG ", span.of(text), "//", text[span.end : span.end + 40])
    print("PFSA-ID dev-40")
    for label, count in right.items():
        print(f"{label:10s}", Counts(count, found[label], total[label]).line())


def _pfsa_spans(found: Iterable[Attribution], text: str) -> dict[str, set[Span]]:
    spans: dict[str, set[Span]] = {"STATEMENT": set(), "CUE": set(), "SPEAKER": set()}
    for one in found:
        if one.quotation is not Quotation.DIRECT or one.rule in _NOT_STATED:
            continue
        spans["STATEMENT"].add(one.content)
        if one.cue is not None:
            spans["CUE"].add(one.cue)
        if one.source is not None and one.source.of(text) != "nya":
            spans["SPEAKER"].add(one.source)
    return spans


_NOT_STATED = frozenset({"relay-last", "relay-first", "relay-inside", "passive", "adverb"})


def _articles() -> Iterator[tuple[str, dict[str, set[Span]]]]:
    rows: list[tuple[str, str]] = []
    lines = (DATA / "pfsa-id" / "dev-40.txt").read_text(encoding="utf-8").splitlines()
    for index, line in enumerate(lines):
        word, _, label = line.partition("\t")
        if not word:
            continue
        if _dateline(lines, index) and rows:
            yield _article(rows)
            rows = []
        rows.append((word, label))
    if rows:
        yield _article(rows)


def _dateline(lines: Sequence[str], index: int) -> bool:
    """Tell whether an article begins: a place in capitals, a comma, the paper's name."""
    ahead = [line.partition("\t")[0] for line in lines[index : index + 5]]
    return (
        ahead[0].isupper()
        and "," in ahead[1:3]
        and "KOMPAS" in ahead
        and (index == 0 or not lines[index - 1])
    )


def _article(rows: Sequence[tuple[str, str]]) -> tuple[str, dict[str, set[Span]]]:
    """Join tokens with spaces, as the corpus has lost how they were set."""
    text = ""
    spans: dict[str, set[Span]] = {"STATEMENT": set(), "CUE": set(), "SPEAKER": set()}
    opened = 0
    for word, label in rows:
        start = len(text)
        text += word + " "
        mark, _, name = label.partition("-")
        if mark in {"B", "U"}:
            opened = start
        if mark in {"L", "U"}:
            kind = _KINDS.get(name)
            if kind is not None:
                spans[kind].add(Span(opened, start + len(word)))
    return text.rstrip(), spans


_KINDS = {
    "STATEMENT": "STATEMENT",
    "CUE": "CUE",
    "CUECOREF": "CUE",
    "PERSON": "SPEAKER",
    "PERSONCOREF": "SPEAKER",
}


if __name__ == "__main__":
    main()
