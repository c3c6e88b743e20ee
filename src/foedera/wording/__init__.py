"""What foedera says to people, at a terminal or in a browser: words, numbers, dates, phrases."""

from foedera.wording.cleaning import clean
from foedera.wording.words import FILES, INTERFACES, Words, preferred

__all__ = ["FILES", "INTERFACES", "Words", "clean", "preferred"]
