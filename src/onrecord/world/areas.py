"""The areas that treaties bound themselves to, such as the North Atlantic area of NATO."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.world.spelling import folded
from onrecord.world.tables import several, shipped


@dataclass(frozen=True, slots=True)
class Area:
    """Where a clause applies.

    words: what the treaty says, in our own words. inside, outside: names of places that are in
    question, and which side they are on; a selection.
    """

    key: str
    name: str
    words: str
    inside: tuple[str, ...]
    outside: tuple[str, ...]

    def contains(self, place: str) -> bool | None:
        """Whether a place that is in question lies in the area; None for every other place."""
        name = folded(place)
        if any(folded(each) == name for each in self.inside):
            return True
        return False if any(folded(each) == name for each in self.outside) else None


@cache
def areas() -> dict[str, Area]:
    """All areas by key."""
    return {
        key: Area(key, name, words, several(inside), several(outside))
        for key, name, words, inside, outside in shipped("treaty_areas")
    }
