"""Writes a network of duties for programs that draw networks: GraphML and GEXF."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Final

from foedera.pictures.drawing import plain
from foedera.pictures.kinds import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.pictures.drawing import Labels
    from foedera.pictures.ties import Web

_GRAPHML: Final = "http://graphml.graphdrawing.org/xmlns"
_GEXF: Final = "http://gexf.net/1.3"
#: What is told of each node and of each edge.
_NODE: Final = ("label", "kind", "region")
_EDGE: Final = ("instruments", "both", "unclear")

#: From, to, what is told of it in the order of ``_EDGE``.
_Edge = tuple[str, str, tuple[str, str, str]]


def graphml(found: Web, labels: Labels) -> str:
    """Return a network as GraphML (graphml.graphdrawing.org): every edge from debtor to creditor.

    A duty that each owes the other is one edge with ``both``; a bloc is a node of its own, with
    an edge for each member.

    Args:
        found: The network.
        labels: Gives states their names.
    """
    root = ET.Element("graphml", {"xmlns": _GRAPHML})
    for domain, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            kind = "boolean" if name in {"both", "unclear"} else "string"
            told = {"id": name, "for": domain, "attr.name": name, "attr.type": kind}
            ET.SubElement(root, "key", told)
    graph = ET.SubElement(root, "graph", {"id": _title(found), "edgedefault": "directed"})
    for name, held in _nodes(found, labels):
        _with_data(ET.SubElement(graph, "node", {"id": name}), _NODE, held)
    for number, (one, other, said) in enumerate(_edges(found)):
        ends = {"id": f"e{number}", "source": one, "target": other}
        _with_data(ET.SubElement(graph, "edge", ends), _EDGE, said)
    return _written(root)


def gexf(found: Web, labels: Labels) -> str:
    """Return a network as GEXF 1.3 (gexf.net), as Gephi reads it; otherwise as ``graphml``.

    Args:
        found: The network.
        labels: Gives states their names.
    """
    root = ET.Element("gexf", {"xmlns": _GEXF, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "foedera"
    ET.SubElement(meta, "description").text = _title(found)
    graph = ET.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    for domain, names in (("node", _NODE), ("edge", _EDGE)):
        held = ET.SubElement(graph, "attributes", {"class": domain})
        for name in names:
            kind = "boolean" if name in {"both", "unclear"} else "string"
            ET.SubElement(held, "attribute", {"id": name, "title": name, "type": kind})
    nodes = ET.SubElement(graph, "nodes")
    for name, told in _nodes(found, labels):
        _with_values(ET.SubElement(nodes, "node", {"id": name, "label": told[0]}), _NODE, told)
    edges = ET.SubElement(graph, "edges")
    for number, (one, other, said) in enumerate(_edges(found)):
        ends = {"id": str(number), "source": one, "target": other}
        _with_values(ET.SubElement(edges, "edge", ends), _EDGE, said)
    return _written(root)


def _title(found: Web) -> str:
    return f"{', '.join(found.kinds)} on {found.on.isoformat()}"


def _nodes(found: Web, labels: Labels) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for node in found.nodes:
        yield plain(node.state), (plain(labels.name(node.state)), "state", plain(node.region))
    for bloc in found.ranked():
        yield plain(bloc.instrument), (plain(bloc.title(labels.language)), "bloc", "")


def _edges(found: Web) -> Iterator[_Edge]:
    for link in found.links:
        told = (plain("; ".join(link.instruments)), _truth(link.both), _truth(link.unclear))
        yield plain(link.one), plain(link.other), told
    for bloc in found.ranked():
        for one in bloc.members:
            ends = [plain(one.state), plain(bloc.instrument)]
            if one.direction is Direction.OWED:
                ends.reverse()
            both = _truth(one.direction is Direction.BOTH)
            yield ends[0], ends[1], (plain(bloc.instrument), both, _truth(one.unclear))


def _truth(held: bool) -> str:  # noqa: FBT001 - one fact, one word
    return "true" if held else "false"


def _with_data(element: ET.Element, names: tuple[str, ...], values: tuple[str, ...]) -> None:
    for name, value in zip(names, values, strict=True):
        ET.SubElement(element, "data", {"key": name}).text = value


def _with_values(element: ET.Element, names: tuple[str, ...], values: tuple[str, ...]) -> None:
    held = ET.SubElement(element, "attvalues")
    for name, value in zip(names, values, strict=True):
        ET.SubElement(held, "attvalue", {"for": name, "value": value})


def _written(root: ET.Element) -> str:
    ET.indent(root)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{ET.tostring(root, encoding='unicode')}\n"
