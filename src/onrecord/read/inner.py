"""What an outlet passes on: the statement inside "…, AP News reported".

The encoder learned from articles in which only the outermost attribution is marked, so it gives
the outlet as the source. Its content, read by itself, gives the one who spoke.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.read.attributions import Attribution, Run
from onrecord.read.quotations import Draft
from onrecord.read.relays import names_outlet
from onrecord.read.segment import Word

#: Fewest words of a content that can hold a statement: source, cue, and something said.
SHORTEST = 4
#: Share of the outer content that the inner attribution must explain to stand for it.
EXPLAINED = 0.7

ReadAlone = Callable[[list[Word]], list[Attribution]]


def passed_on(
    text: str, found: Sequence[Word], outer: Draft, read_alone: ReadAlone
) -> list[Attribution]:
    """Attributions inside a draft whose source is an outlet, when they explain all it reports.

    read_alone: reads a run of words as if it were an article. Returns runs over `found`, or an
    empty list when the outlet speaks for itself.
    """
    run = outer.content[0]
    source = " ".join(text[found[a].start : found[b - 1].end] for a, b in outer.source)
    if len(outer.content) != 1 or run[1] - run[0] < SHORTEST or not names_outlet(source):
        return []
    alone = [replace(w, sentence=0) for w in found[run[0] : run[1]]]
    alone[0] = replace(alone[0], gap=3)
    inner = [_moved(a, run[0]) for a in read_alone(alone)]
    inner = [a for a in inner if a.source]
    covered = {i for a in inner for x, y in (*a.source, a.cue, *a.content) for i in range(x, y)}
    return inner if len(covered) >= EXPLAINED * (run[1] - run[0]) else []


def _moved(a: Attribution, by: int) -> Attribution:
    def move(runs: Sequence[Run]) -> tuple[Run, ...]:
        return tuple((x + by, y + by) for x, y in runs)

    return Attribution(move(a.source), move([a.cue])[0], move(a.content), a.score)
