"""States."""

from typing import Final

SCREENS: Final = ()
