"""What tests of the screens of the law read of their answers."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from httpx import Response


def rows_of(answer: Response) -> list[dict[str, str]]:
    """Return the rows of a page that was asked for as CSV."""
    return list(csv.DictReader(io.StringIO(answer.text)))


def plain(page: str) -> str:
    """Return the words of a page's main part, without tags."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def stamp_in(page: str) -> str:
    """Return the stamp that forms of a page send back."""
    return page.partition('data-stamp="')[2].partition('"')[0]
