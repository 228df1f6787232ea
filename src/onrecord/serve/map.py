"""Who addresses whom: a graph to look at, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from onrecord.serve.access.gate import reader
from onrecord.serve.charts.drawing import Theme
from onrecord.serve.charts.network import Arrow, Node, network
from onrecord.serve.presenting import PAGE, Present, drawing
from onrecord.serve.tallies import COUNTED, exchanges

router = APIRouter(tags=["questions"], dependencies=[Depends(reader)])

_ARROWS = 40

Most = Annotated[int, Query(ge=1, le=120, description="How many arrows, the strongest first")]


@dataclass(frozen=True, slots=True)
class MapPage:
    """Actors, and who speaks to or about whom; counted over the newest `counted` statements."""

    most: int
    counted: int
    nodes: list[Node]
    arrows: list[Arrow]

    @property
    def names(self) -> dict[str, str]:
        """Names of the actors by key."""
        return {node.key: node.name for node in self.nodes}


@router.get("/map", response_model=MapPage, responses=PAGE)
def map_(present: Present, most: Most = _ARROWS) -> Response:
    """Show who speaks to or about whom most often."""
    nodes, arrows = _found(present, most)
    return present("map.html.jinja", MapPage(most, COUNTED, nodes, arrows))


@router.get("/map/chart", response_class=Response)
def chart(present: Present, most: Most = _ARROWS, theme: Theme = "light") -> Response:
    """Draw the graph, as SVG."""
    return drawing(network(*_found(present, most), theme))


def _found(present: Present, most: int) -> tuple[list[Node], list[Arrow]]:
    service = present.service

    def find() -> tuple[list[Node], list[Arrow]]:
        with service.store.reading() as connection:
            return exchanges(connection, most)

    return service.recall(("map", most), find)
