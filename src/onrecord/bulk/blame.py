"""Which articles of a part end their reader: the part is halved until they stand alone."""

from __future__ import annotations

from dataclasses import replace

from onrecord.bulk.engines import TRIES, Engine
from onrecord.bulk.parts import Part
from onrecord.bulk.step import Outcome
from onrecord.errors import EngineError


def read_around(part: Part, engine: Engine) -> Outcome:
    """Read a part whose workers died, without the articles that they died of.

    Costs some 2·log₂ of the part's articles more reads for each of those. Raises EngineError when
    workers die without them, too.
    """
    for _ in range(TRIES):
        lost = frozenset(_fatal(part, range(len(part.raws)), engine))
        [(_, outcome)] = engine.run([replace(part, lost=lost)])
        if outcome is not None:
            return outcome
    raise EngineError(
        "processes end whatever they read", "Look for what ends them; free memory is the likeliest"
    )


def _fatal(part: Part, places: range, engine: Engine) -> list[int]:
    """Places whose articles, read alone, end their reader; those of `places` together do."""
    if len(places) == 1:
        return [places.start]
    middle = (places.start + places.stop) // 2
    halves = {
        f"{part.id}-{half.start}-{half.stop}": half
        for half in (range(places.start, middle), range(middle, places.stop))
    }
    tries = [Part(name, part.raws[half.start : half.stop]) for name, half in halves.items()]
    failed = [tried.id for tried, outcome in engine.run(tries) if outcome is None]
    return [place for name in failed for place in _fatal(part, halves[name], engine)]
