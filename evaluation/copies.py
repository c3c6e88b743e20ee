"""Scores how copies of one text are told from different reports of one event.

    python evaluation/copies.py [FOLDER ...] [--apart FOLDER] [--errors]

Texts are the samples of ``examples/`` and those of each FOLDER (``<language>-….txt``). Each is
printed anew as outlets do: cut, with sentences of the outlet's own (words drawn at random)
among its sentences, in another order, with other words of saying. What was made of one text
is a copy of it; all else is not, among it what is hard to tell: other reports of the same
events in other words, which quote the same sentences (``gold/retellings``), and reports into
which two sentences of another were put.

Precision and recall are those of pairs of reports that are put into one group: once with the
whole texts among the reports, and once with nothing left of any but half, a third, or a fifth.

With ``--apart``, reports of a folder that were written apart, ``<outlet>_….txt`` (PolNeAR has
some hundreds, on the same events), are compared, and what is put together is printed for
judgement.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.documents import capture
from foedera.documents.duplicates import copies, prose_of, signature
from foedera.documents.recorded import RecordedDocument
from foedera.identifiers import ContentId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).parents[1]
RETELLINGS = Path(__file__).parent / "gold" / "retellings"
SEED = 7
_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
#: Words of saying that editors put for one another.
_SAYING = {
    "en": {"said": "stated", "told": "informed", "according to": "as reported by", "also": "too"},
    "id": {
        "kata": "ujar",
        "mengatakan": "menyatakan",
        "menurut": "sebagaimana disebut",
        "ujar": "tutur",
    },
}


@dataclass(frozen=True, slots=True)
class Printed:
    """One text as an outlet prints it.

    Attributes:
        origin: The text it was made of.
        edit: How it was altered.
        language: ISO 639-1 code.
        sentences: Its sentences.
    """

    origin: str
    edit: str
    language: str
    sentences: tuple[str, ...]

    @property
    def document(self) -> RecordedDocument:
        """The report on record."""
        name = f"{self.origin}/{self.edit}"
        signed = signature("\n".join(self.sentences), self.language)
        return RecordedDocument(ContentId(name), name, self.language, "", 0, "", signature=signed)


def kept(share: float) -> Callable[[Sequence[str], Sequence[str], random.Random], list[str]]:
    """Return what cuts a text from its end."""
    return lambda told, _, __: list(told[: max(1, round(len(told) * share))])


def with_own(count: int) -> Callable[[Sequence[str], Sequence[str], random.Random], list[str]]:
    """Return what puts an outlet's own sentences among those of a text."""

    def put(told: Sequence[str], other: Sequence[str], drawn: random.Random) -> list[str]:
        made = list(told)
        for sentence in other[:count]:
            made.insert(drawn.randrange(len(made) + 1), sentence)
        return made

    return put


def reordered(told: Sequence[str], _: Sequence[str], drawn: random.Random) -> list[str]:
    """Return paragraphs of two sentences in another order, the first one left at the head."""
    pairs = [list(told[place : place + 2]) for place in range(0, len(told), 2)]
    rest = pairs[1:]
    drawn.shuffle(rest)
    return [sentence for pair in [*pairs[:1], *rest] for sentence in pair]


def thinned(told: Sequence[str], _: Sequence[str], __: random.Random) -> list[str]:
    """Return a text without every third sentence."""
    return [one for place, one in enumerate(told) if place % 3 != 2]  # noqa: PLR2004 - third


def second_half(told: Sequence[str], _: Sequence[str], __: random.Random) -> list[str]:
    """Return the end of a text."""
    return list(told[len(told) // 2 :])


WHOLE = "as it is"
EDITS = {
    WHOLE: kept(1),
    "three quarters": kept(0.75),
    "half": kept(0.5),
    "first third": kept(1 / 3),
    "first fifth": kept(0.2),
    "two own sentences": with_own(2),
    "six own sentences": with_own(6),
    "reordered": reordered,
    "thinned": thinned,
    "second half": second_half,
}

#: What leaves no more than the first half of a text: of what shares nothing nobody can tell.
PARTS = ("half", "first third", "first fifth", "third, reworded and mixed")


def printed(texts: Sequence[Printed], drawn: random.Random) -> Iterator[Printed]:
    """Yield every text in every form in which an outlet may print it."""
    for one in texts:
        others = [each for each in texts if each.language == one.language and each is not one]
        other = own_sentences(others, drawn)
        for name, edit in EDITS.items():
            made = edit(one.sentences, other, drawn)
            yield Printed(one.origin, name, one.language, tuple(made))
        said = tuple(_resaid(sentence, one.language) for sentence in one.sentences)
        yield Printed(one.origin, "other words of saying", one.language, said)
        mixed = [_resaid(each, one.language) for each in kept(1 / 3)(one.sentences, (), drawn)]
        whole = tuple(reordered(with_own(2)(mixed, other, drawn), (), drawn))
        yield Printed(one.origin, PARTS[-1], one.language, whole)


def own_sentences(others: Sequence[Printed], drawn: random.Random) -> list[str]:
    """Return what an outlet adds of its own, and nobody else prints: words drawn at random."""
    pool = [word for one in others for sentence in one.sentences for word in sentence.split()]
    return [" ".join(drawn.choices(pool, k=drawn.randint(12, 28))) for _ in range(6)]


def quoting(texts: Sequence[Printed], drawn: random.Random) -> Iterator[Printed]:
    """Yield reports into which two sentences of another were put: no copies of it."""
    for one in texts:
        others = [each for each in texts if each.language == one.language and each is not one]
        put = drawn.choice(others).sentences[1:3]
        yield Printed(one.origin, "quoting another", one.language, (*one.sentences, *put))


def _resaid(sentence: str, language: str) -> str:
    for word, other in _SAYING.get(language, _SAYING["id"]).items():
        sentence = re.sub(rf"\b{word}\b", other, sentence)
    return sentence


def texts_of(folders: Sequence[Path]) -> list[Printed]:
    """Return texts to print anew: the samples, and those of folders."""
    found = []
    for path in sorted((ROOT / "examples").glob("*.txt")):
        report = capture(path)
        found.append(Printed(path.stem, "", report.language, _sentences(prose_of(report))))
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            told = _sentences(path.read_text(encoding="utf-8"))
            found.append(Printed(path.stem, "", path.stem[:2], told))
    return found


def _sentences(text: str) -> tuple[str, ...]:
    lines = (line for line in text.splitlines() if line.strip())
    return tuple(sentence for line in lines for sentence in _END.split(line.strip()))


@dataclass(frozen=True, slots=True)
class Score:
    """How well reports were grouped.

    Attributes:
        reports: How many there were.
        right: Pairs of copies put together.
        together: Pairs put together.
        copies: Pairs of copies.
        found: By edit: how many were put with the whole text, of how many.
        wrong: Pairs put together that are no copies, and copies left apart.
    """

    reports: int
    right: int
    together: int
    copies: int
    found: dict[str, tuple[int, int]]
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of the pairs put together that are copies."""
        return self.right / self.together

    @property
    def recall(self) -> float:
        """Share of the pairs of copies that are put together."""
        return self.right / self.copies


def scored(reports: Sequence[Printed]) -> Score:
    """Group reports, and score the groups."""
    told = {one.document.id: one for one in reports}
    groups = copies(one.document for one in reports)
    group_of = {name: number for number, group in enumerate(groups) for name in group}
    right = together = same = 0
    found: Counter[str] = Counter()
    of: Counter[str] = Counter()
    wrong = []
    for first, second in combinations(told, 2):
        one, other = told[first], told[second]
        alike, joined = one.origin == other.origin, group_of[first] == group_of[second]
        same, together, right = same + alike, together + joined, right + (alike and joined)
        if alike and WHOLE in (one.edit, other.edit):
            edit = other.edit if one.edit == WHOLE else one.edit
            of[edit] += 1
            found[edit] += joined
        if alike != joined:
            wrong.append(f"{'together' if joined else 'apart'}  {first} | {second}")
    by_edit = {edit: (found[edit], count) for edit, count in of.items()}
    return Score(len(reports), right, together, same, by_edit, tuple(wrong))


def show(title: str, score: Score, *, errors: bool) -> None:
    """Print a score."""
    print(f"{title}: {score.reports} reports, {score.copies} pairs of copies")
    print(f"precision {score.precision:.4f}  recall {score.recall:.4f}")
    for edit, (found, count) in score.found.items():
        print(f"  {edit:45} {found:3} of {count:3} put with the whole text")
    for one in score.wrong if errors else ():
        print(f"  {one}")


def made(texts: Sequence[Printed]) -> list[Printed]:
    """Return all reports to group: copies, and what is hard to tell from them."""
    drawn = random.Random(SEED)  # noqa: S311 - no secret is made
    reports = [*printed(texts, drawn), *quoting(texts, drawn)]
    for path in sorted(RETELLINGS.glob("*.txt")):
        other = next(one for one in texts if one.origin == path.stem)
        told = _sentences(path.read_text(encoding="utf-8"))
        name = f"{path.stem}, retold"
        reports.append(Printed(name, WHOLE, other.language, told))
        quoted = (*told, *other.sentences[4:6])
        reports.append(Printed(name, "quoting the same", other.language, quoted))
    return reports


def compare_apart(folder: Path) -> None:
    """Print which reports that were written apart are put together."""
    documents = []
    for path in sorted(folder.rglob("*.txt")):
        signed = signature(path.read_text(encoding="utf-8"), "en")
        name = ContentId(path.stem)
        documents.append(RecordedDocument(name, name, "en", "", 0, "", signature=signed))
    groups = [group for group in copies(documents) if len(group) > 1]
    crossing = [g for g in groups if len({name.split("_")[0] for name in g}) > 1]
    pairs = len(documents) * (len(documents) - 1) // 2
    print(f"\n{len(documents)} reports written apart, {pairs} pairs: {len(groups)} groups put")
    print(f"together, of which {len(crossing)} of different outlets")
    for group in groups:
        print("  ", " | ".join(group))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--apart", type=Path)
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    reports = made(texts_of(asked.folders))
    show("With the whole texts", scored(reports), errors=asked.errors)
    parts = [one for one in reports if one.edit in PARTS or "retold" in one.origin]
    show("Parts alone", scored(parts), errors=asked.errors)
    if asked.apart:
        compare_apart(asked.apart)


if __name__ == "__main__":
    main()
