"""What people would rather look at than read: a treaty's life, a cascade, drawn as SVG."""

from foedera.pictures.drawing import Labels
from foedera.pictures.life import life_picture
from foedera.pictures.network import cascade_picture

__all__ = ["Labels", "cascade_picture", "life_picture"]
