"""Measures attribution on the Indonesian layer: indirect speech with gold trees.

    python evaluation/indonesian.py --treebanks FOLDER [--half dev|test] [--errors] [--show]

The layer (gold/id) says of sentences of the treebanks CSUI and PUD who says what, how
sure; FOLDER holds those treebanks. Each sentence is read twice: with its gold tree, so
that the rules are judged alone, and with our own parser; of the latter, the figure of
the sentences that the parser never learnt from is given apart. `--show` prints the
layer with its words. Nested contents count each for itself here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

from corpora import halves, harmonise
from foedera.actors.catalogue import Catalogue
from foedera.claims.ascribing import modality_of
from foedera.claims.attributing import attributions
from foedera.claims.persons import Known
from foedera.language.lemmas import Lemmas
from foedera.language.packs import pack
from foedera.language.reading import Reading, Sentence, Token
from foedera.spans import Span
from told import Tally, Told, differences, of, without, words
from treebanks import MissingTreebankError, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from treebanks import Tree

LAYER = Path(__file__).parent / "gold" / "id"
DEFAULT = Path(__file__).parents[1] / ".." / "shared" / "data" / "treebanks"
FILES = ("id_csui-train", "id_csui-test", "id_pud")
Row = dict[str, Any]


def layer(half: str) -> list[Row]:
    """Return the judged sentences of one half, ``dev`` or ``test``."""
    lines = (LAYER / f"attribution-{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def trees(folder: Path) -> dict[str, Tree]:
    """Return the trees of the treebanks by their sentence's name.

    Raises:
        MissingTreebankError: One of the treebanks is not in the folder.
    """
    found = {}
    for name in FILES:
        for tree in harmonise(read(folder / f"{name}.conllu", name, join=True)):
            found[tree.name] = tree
    return found


def gold(row: Row, text: str) -> Iterator[Told]:
    """Yield the judged attributions of a sentence."""
    starts = words(text)

    def part(spans: Iterable[list[int]]) -> frozenset[int]:
        # A word counts from its first character; a clitic is part of its word.
        return frozenset(start for low, high in spans for start in starts if low <= start < high)

    for one in row["attributions"]:
        source = part([one["source"]]) if one["source"] else frozenset()
        clitic = one["source"] is not None and not source
        yield Told(
            part([one["cue"]]) if clitic else source,
            part([one["cue"]]),
            part(one["content"]),
            f"{one['quotation']}{'' if one['source'] else ' without source'}",
            one["modality"],
        )


def found(text: str, sentence: Sentence) -> Iterator[Told]:
    """Yield what the rules attribute in a sentence."""
    starts = words(text)
    known = Known.of(Catalogue.load().mentions(text, "id", None))
    reading = Reading("id", text, (sentence,))
    said = attributions(text, reading, [Span(0, len(text))], known)
    for one in said:
        told = of(one, starts)
        bound = one.source is not None and not told.source
        own = without(told, text)
        if own:
            sure, _ = modality_of(sentence, one, "id")
            yield told._replace(
                source=told.cue if bound else told.source, content=own, modality=sure.value
            )


def grown(tree: Tree, text: str) -> Sentence | None:
    """Return a gold tree as our own sentence; None where its words are not in the text."""
    lemmas, made, at = Lemmas.of("id"), [], 0
    for index, word in enumerate(tree.words):
        start = text.find(word.form, at)
        if start < 0 or text[at:start].strip():
            return None
        at = start + len(word.form)
        lemma = lemmas.lemma(word.form, word.upos)
        made.append(
            Token(
                index,
                Span(start, at),
                word.form,
                lemma,
                word.upos,
                word.feats,
                word.head,
                word.deprel,
            )
        )
    return Sentence(Span(0, len(text)), tuple(made))


def tally(
    folder: Path, half: str, *, own: bool, unseen: bool = False, errors: bool = False
) -> Tally:
    """Compare one half.

    Args:
        folder: Where the treebanks lie.
        half: ``dev`` or ``test``.
        own: Read with our own parser, not with the gold trees.
        unseen: Only sentences that the parser never learnt from.
        errors: Print what differs.
    """
    counts, known = Tally(), trees(folder)
    fresh = {tree.name for tree in halves([t for t in known.values() if t.treebank == "id_pud"])[1]}
    indonesian = pack("id")
    for row in layer(half):
        tree = known[row["sentence"]]
        text = tree.text
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            continue
        if unseen and row["treebank"] != "id_csui-test" and row["sentence"] not in fresh:
            continue
        (parsed,) = indonesian.parse(text, [Span(0, len(text))]) if own else (grown(tree, text),)
        if parsed is None:
            continue
        judged, ours = list(gold(row, text)), list(found(text, parsed))
        pairs = counts.add(judged, ours)
        counts.sentences += 1
        if errors:
            lines = list(differences(text, judged, ours, pairs))
            print("\n".join([f"{row['sentence']}: {text}", *lines]) if lines else "", end="\n")
    return counts


def measure(folder: Path = DEFAULT, half: str = "dev") -> dict[str, float]:
    """Return the figures with gold trees and with our own, 0 to 1."""
    figures = {}
    for name, own in (("gold", False), ("own", True)):
        counts = tally(folder, half, own=own)
        figures |= {f"{key} ({name} trees)": value for key, value in counts.figures().items()}
        figures[f"modality given content ({name} trees)"] = counts.modality()
    return figures


def show(folder: Path, half: str) -> None:
    """Print the layer with its words."""
    known = trees(folder)
    for row in layer(half):
        text = known[row["sentence"]].text
        print(f"{row['sentence']}  {text}")
        for one in row["attributions"]:
            source = text[slice(*one["source"])] if one["source"] else "-"
            content = " … ".join(text[low:high] for low, high in one["content"])
            cue = text[slice(*one["cue"])]
            print(f"    {source} | {cue} | {content} | {one['quotation']}, {one['modality']}")


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--treebanks", type=Path, default=DEFAULT)
    options.add_argument("--half", choices=("dev", "test"), default="dev")
    options.add_argument("--errors", action="store_true", help="print what differs, own trees")
    options.add_argument("--show", action="store_true", help="print the layer and stop")
    chosen = options.parse_args()
    try:
        if chosen.show:
            show(chosen.treebanks, chosen.half)
            return
        for title, own, unseen in (
            ("gold trees", False, False),
            ("own trees", True, False),
            ("own trees, sentences the parser never learnt from", True, True),
        ):
            errors = chosen.errors and own and not unseen
            counts = tally(chosen.treebanks, chosen.half, own=own, unseen=unseen, errors=errors)
            if not counts.sentences:
                continue
            size = f"{counts.sentences} sentences, {counts.gold} attributions"
            print(f"\n{chosen.half}, {title}: {size}")
            print("\n".join(counts.lines()))
            print(f"modality right given content: {counts.modality():.3f}")
    except MissingTreebankError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
