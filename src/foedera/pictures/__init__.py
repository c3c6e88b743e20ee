"""What people would rather look at than read: a treaty's life drawn as SVG."""

from foedera.pictures.drawing import Labels
from foedera.pictures.life import life_picture

__all__ = ["Labels", "life_picture"]
