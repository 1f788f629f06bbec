"""Give World Data Bank II's rivers, which have no names, the names of ``rivers.csv``.

The data are some thousand pieces, cut at every whole degree. Between a point near each end of
a river, the river is the shortest route through the pieces, because a river system is a tree.
A river that a lake interrupts has a row for each stretch, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
import numpy as np
import shapely
from basemap_geometry import Points, joined
from shapely import LineString, STRtree
from shapely.geometry.base import BaseGeometry

Node = tuple[float, float]

BRIDGE = 0.06
"""Degrees by which two pieces of one river may miss each other."""
DETOUR = 4.0
"""How much longer than water a bridged degree counts, so that water is preferred."""
END = 0.5
"""Degrees by which a river's end in the table may be off its water."""
KM_PER_DEGREE = 111.2


@dataclass(frozen=True)
class River:
    """A river of the table: its names, and a point near each end of what is drawn."""

    name: str
    name_local: str
    zoom: int
    start: Node
    end: Node

    @classmethod
    def of(cls, row: dict[str, str]) -> River:
        """Read a row of ``rivers.csv``."""
        return cls(
            name=row["name"],
            name_local=row["name_local"],
            zoom=int(row["zoom"]),
            start=(float(row["from_lon"]), float(row["from_lat"])),
            end=(float(row["to_lon"]), float(row["to_lat"])),
        )


@dataclass(frozen=True)
class Named:
    """Lines of one river, or the unnamed rivers of one zoom level."""

    name: str
    name_local: str
    zoom: int
    lines: list[LineString]


def name_rivers(
    lines: list[Points], rivers: Iterable[River], shortest_km: float, near: BaseGeometry
) -> list[Named]:
    """Sort lines into named rivers and, by length, unnamed ones.

    Unnamed rivers must have ``shortest_km`` or more and their middle in the area ``near``.

    Raises
    ------
    ValueError
        A river of the table has no water near an end, or none between its ends.
    """
    graph = _network(lines)
    nodes = sorted(graph.nodes)
    tree = STRtree(shapely.points(nodes))
    taken: set[frozenset[Node]] = set()
    named: list[Named] = []
    for river in rivers:
        path = _path(graph, nodes, tree, river)
        steps = [frozenset(step) for step in pairwise(path)]
        fresh = [np.array(path[i : i + 2]) for i, step in enumerate(steps) if step not in taken]
        taken.update(steps)
        if not named or named[-1].name != river.name:
            named.append(Named(river.name, river.name_local, river.zoom, []))
        named[-1].lines.extend(joined(fresh))
    rest = [
        np.array([a, b])
        for a, b, bridge in graph.edges(data="bridge")
        if not bridge and frozenset((a, b)) not in taken
    ]
    unnamed = [
        line for line in joined(rest) if near.contains(line.interpolate(0.5, normalized=True))
    ]
    return named + _unnamed(unnamed, shortest_km)


def _network(lines: list[Points]) -> nx.Graph:
    """A graph of vertices and steps; ends that nearly meet are connected."""
    graph: nx.Graph = nx.Graph()
    ends: set[Node] = set()
    for line in lines:
        path: list[Node] = [(round(float(x), 4), round(float(y), 4)) for x, y in line]
        path = [p for i, p in enumerate(path) if i == 0 or p != path[i - 1]]
        for a, b in pairwise(path):
            graph.add_edge(a, b, weight=_length(a, b), bridge=False)
        ends |= {path[0], path[-1]} & set(graph)
    nodes = sorted(graph.nodes)
    tree = STRtree(shapely.points(nodes))
    for end in sorted(ends):
        for i in sorted(tree.query(shapely.Point(end).buffer(BRIDGE))):
            node = nodes[i]
            if node != end and not graph.has_edge(end, node):
                graph.add_edge(end, node, weight=DETOUR * _length(end, node), bridge=True)
    return graph


def _path(graph: nx.Graph, nodes: list[Node], tree: STRtree, river: River) -> list[Node]:
    ends = []
    for point in (river.start, river.end):
        node = nodes[int(tree.nearest(shapely.Point(point)))]
        if _length(node, point) > END:
            message = f"{river.name}: no water near {point}; the nearest is {node}"
            raise ValueError(message)
        ends.append(node)
    try:
        return list(nx.shortest_path(graph, *ends, weight="weight"))
    except nx.NetworkXNoPath as error:
        message = f"{river.name}: no water between {ends[0]} and {ends[1]}"
        raise ValueError(message) from error


def _unnamed(lines: list[LineString], shortest_km: float) -> list[Named]:
    """Unnamed rivers, the longer the earlier they show."""
    groups: dict[int, list[LineString]] = {6: [], 7: [], 8: []}
    for line in lines:
        km = KM_PER_DEGREE * line.length * float(np.cos(np.radians(line.centroid.y)))
        if km >= shortest_km:
            groups[6 if km >= 4 * shortest_km else 7 if km >= 2 * shortest_km else 8].append(line)
    return [Named("", "", zoom, group) for zoom, group in groups.items() if group]


def _length(a: Node, b: Node) -> float:
    """Degrees of latitude from a to b, exact enough to choose a route."""
    squeeze = np.cos(np.radians((a[1] + b[1]) / 2))
    return float(np.hypot((a[0] - b[0]) * squeeze, a[1] - b[1]))
