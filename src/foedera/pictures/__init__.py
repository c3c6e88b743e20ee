"""What people would rather look at than read: a treaty's life, a cascade, alliances, as SVG."""

from foedera.pictures.allies import Allies, Ally, Ground, allies_picture, allies_table
from foedera.pictures.drawing import Labels
from foedera.pictures.errors import NothingToDrawError
from foedera.pictures.kinds import Direction
from foedera.pictures.life import life_picture
from foedera.pictures.network import cascade_picture
from foedera.pictures.pacts import Happening, PactCounts, pacts_picture, pacts_table
from foedera.pictures.tellings import Mark, tellings_picture
from foedera.pictures.ties import Bloc, Link, Member, Node, Ways, Web
from foedera.pictures.web import web_picture, web_table

__all__ = [
    "Allies",
    "Ally",
    "Bloc",
    "Direction",
    "Ground",
    "Happening",
    "Labels",
    "Link",
    "Mark",
    "Member",
    "Node",
    "NothingToDrawError",
    "PactCounts",
    "Ways",
    "Web",
    "allies_picture",
    "allies_table",
    "cascade_picture",
    "life_picture",
    "pacts_picture",
    "pacts_table",
    "tellings_picture",
    "web_picture",
    "web_table",
]
