"""The two questions anyone may ask of a text: when, and how many."""

from __future__ import annotations

import doctest
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from foedera import language
from foedera.dates import Interval
from foedera.language import quantities_of, times_of
from foedera.language.errors import UnknownLanguageError, UnreadableDayError


def test_the_examples_in_the_manual_hold() -> None:
    results = doctest.testmod(language)
    assert (results.attempted, results.failed) == (6, 0)


@pytest.mark.parametrize(
    "published", ["2024-11-12", date(2024, 11, 12), datetime(2024, 11, 12, 9, tzinfo=UTC)]
)
def test_the_day_of_publication_is_a_date_or_text(published: date | str) -> None:
    (found,) = times_of("dua hari lalu", "id", published=published)
    assert found.interval == Interval.on(date(2024, 11, 10))


@pytest.mark.parametrize("published", ["12/11/2024", "kemarin", "2024-02-30", ""])
def test_a_day_of_publication_that_is_none_is_refused(published: str) -> None:
    with pytest.raises(UnreadableDayError, match="Write year, month and day"):
        times_of("pekan lalu", "id", published=published)


def test_a_language_without_lexicons_is_refused_by_name() -> None:
    with pytest.raises(UnknownLanguageError, match=r"'xx'.*en, id"):
        times_of("x", "xx")
    with pytest.raises(UnknownLanguageError, match=r"'xx'.*en, id"):
        quantities_of("x", "xx")


def test_importing_the_room_reads_no_lexicon() -> None:
    code = "import sys, foedera.language; print('foedera.language.times' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
