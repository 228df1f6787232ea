"""Who addresses whom: a graph laid out by forces, its actors sized by what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.serve.charts.drawing import COLOURS, Colours, Theme, config, svg

_STEPS = 300
_LONGEST_LABEL = 26
#: How strongly actors push each other away, shared among them once they are more than a few.
_REPULSION, _FEW = 14_000, 12
#: How far along a line its arrowhead stands, so that those of both directions can be told apart.
_HEAD = 0.64


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, and how many statements it made or received."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """How many statements one actor made to another, by key."""

    source: str
    target: str
    count: int


def network(
    nodes: Sequence[Node],
    arrows: Sequence[Arrow],
    theme: Theme,
    size: tuple[int, int] = (1120, 680),
) -> str:
    """Draw the graph as SVG, `size` in pixels."""
    width, height = size
    colours = COLOURS[theme]
    most = max((node.count for node in nodes), default=1)
    specification: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "width": width,
        "height": height,
        "padding": {"left": 70, "right": 70, "top": 24, "bottom": 12},
        "autosize": "none",
        "config": config(theme),
        "data": [
            {"name": "actors", "values": [_actor(node, most) for node in nodes]},
            {"name": "links", "values": _links(nodes, arrows)},
        ],
        "marks": [
            _circles(len(nodes), width, height, colours),
            _lines(colours),
            _heads(colours),
            _labels({"stroke": colours.paper, "strokeWidth": 4, "strokeJoin": "round"}),
            _labels({"fill": colours.ink}),
        ],
    }
    return svg(specification, "vega")


def _actor(node: Node, most: int) -> dict[str, Any]:
    name = node.name
    label = name if len(name) <= _LONGEST_LABEL else name[: _LONGEST_LABEL - 1] + "…"
    return {"label": label, "area": 70 + 1_500 * node.count / max(most, 1)}


def _links(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> list[dict[str, Any]]:
    place = {node.key: i for i, node in enumerate(nodes)}
    shown = [a for a in arrows if a.source in place and a.target in place]
    most = max((arrow.count for arrow in shown), default=1)
    return [
        {
            "source": place[arrow.source],
            "target": place[arrow.target],
            "thick": 0.8 + 4.5 * arrow.count / most,
        }
        for arrow in shown
    ]


def _circles(count: int, width: int, height: int, colours: Colours) -> dict[str, Any]:
    """The actors, where the forces have put them; whatever else is drawn follows their place."""
    return {
        "name": "circles",
        "type": "symbol",
        "zindex": 1,
        "from": {"data": "actors"},
        "encode": {
            "enter": {"mid_width": {"value": width / 2}, "mid_height": {"value": height / 2}},
            "update": {
                "size": {"field": "area"},
                "fill": {"value": colours.accent},
                "stroke": {"value": colours.paper},
                "strokeWidth": {"value": 1.5},
            },
        },
        "transform": [
            {
                "type": "force",
                "static": True,
                "iterations": _STEPS,
                "forces": [
                    {"force": "center", "x": width / 2, "y": height / 2},
                    {"force": "collide", "radius": {"expr": "sqrt(datum.datum.area) / 2 + 30"}},
                    {"force": "nbody", "strength": -_REPULSION / max(count, _FEW)},
                    {"force": "x", "x": "mid_width", "strength": 0.07},
                    {"force": "y", "y": "mid_height", "strength": 0.14},
                    {"force": "link", "links": "links", "distance": 90},
                ],
            }
        ],
    }


def _lines(colours: Colours) -> dict[str, Any]:
    return {
        "name": "lines",
        "type": "path",
        "interactive": False,
        "from": {"data": "links"},
        "encode": {
            "update": {
                "stroke": {"value": colours.soft},
                "strokeOpacity": {"value": 0.45},
                "strokeWidth": {"field": "thick"},
            }
        },
        "transform": [
            {
                "type": "linkpath",
                "shape": "line",
                "sourceX": "datum.source.x",
                "sourceY": "datum.source.y",
                "targetX": "datum.target.x",
                "targetY": "datum.target.y",
            }
        ],
    }


def _heads(colours: Colours) -> dict[str, Any]:
    rise, run = "datum.target.y - datum.source.y", "datum.target.x - datum.source.x"
    return {
        "type": "symbol",
        "from": {"data": "links"},
        "encode": {
            "update": {
                "shape": {"value": "triangle"},
                "size": {"signal": "50 + 34 * datum.thick"},
                "fill": {"value": colours.soft},
                "x": {"signal": f"datum.source.x + {_HEAD} * ({run})"},
                "y": {"signal": f"datum.source.y + {_HEAD} * ({rise})"},
                "angle": {"signal": f"90 + 180 / PI * atan2({rise}, {run})"},
            }
        },
    }


def _labels(look: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "text",
        "zindex": 2,
        "from": {"data": "circles"},
        "encode": {
            "update": {
                "text": {"field": "datum.label"},
                "x": {"field": "x"},
                "y": {"signal": "datum.y - sqrt(datum.size) / 2 - 7"},
                "align": {"value": "center"},
                "fontSize": {"value": 13},
                "fontWeight": {"value": 600},
                **{name: {"value": value} for name, value in look.items()},
            }
        },
    }
