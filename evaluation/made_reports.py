"""Makes reports of a wanted length out of the samples, for measuring speed and memory."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES = Path(__file__).parents[1] / "examples"
#: Words of a report as a newspaper prints it.
USUAL = 400
#: Words of each made report that stand in no other.
_OWN = 20
_LETTERS = "abdegiklmnoprstu"
#: Samples that are text alone, by language.
_BY_LANGUAGE = {
    "en": ("karabakh-truce", "riyadh-islamabad-pact", "visiting-forces-manila"),
    "id": ("damai-kongo-rwanda", "kemitraan-rusia-iran", "pakta-pukpuk", "serangan-drone-lahore"),
}


def made_reports(*, words: int = USUAL, seed: int = 1) -> Iterator[str]:
    """Yield reports without end, English and Indonesian in turn.

    Each is a day, then paragraphs of the samples of its language, drawn at random until the
    length is reached, and a sentence of invented words that no other report has, so that
    nothing kept of one report makes the next one cheaper than a new report would be. The
    same seed gives the same reports.

    Args:
        words: Words of each, at least; the last paragraph is not cut.
        seed: Which reports.
    """
    drawn = random.Random(seed)  # noqa: S311 - no secret is made
    pools = {language: _paragraphs(names) for language, names in _BY_LANGUAGE.items()}
    while True:
        for pool in pools.values():
            parts, count = ["12 November 2024"], 3
            while count < words:
                parts.append(drawn.choice(pool))
                count += len(parts[-1].split())
            own = ("".join(drawn.choices(_LETTERS, k=9)) for _ in range(_OWN))
            parts.append(" ".join(own).capitalize() + ".")
            yield "\n\n".join(parts) + "\n"


def _paragraphs(names: tuple[str, ...]) -> list[str]:
    texts = ((SAMPLES / f"{name}.txt").read_text(encoding="utf-8") for name in names)
    lines = (line.strip() for text in texts for line in text.splitlines())
    return [line for line in lines if len(line.split()) > _OWN]
