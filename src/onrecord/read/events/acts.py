"""PLOVER's type of a statement's act, by its content where the label alone does not decide it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.read.attributions import Run
from onrecord.read.clauses import terms
from onrecord.read.events.table import CLASSES
from onrecord.read.events.triggers import triggers
from onrecord.read.segment import Word
from onrecord.records import Act

#: Types that each label can have by its content, the first that is found; then what is left.
BY_CONTENT: dict[str, tuple[tuple[str, ...], str | None]] = {
    "promise": (("AID", "COOPERATE", "SUPPORT"), None),
    "offer": (("COOPERATE",), "AGREE"),
    "propose": (("CONSULT", "AGREE"), None),
}


def typed(act: Act, found: Sequence[Word], content: Sequence[Run]) -> Act:
    """The act with its PLOVER type, read off its content where the label leaves it open.

    content: half-open runs of the words `found`.
    """
    if act.plover is not None or act.label not in BY_CONTENT:
        return act
    wanted, otherwise = BY_CONTENT[act.label]
    cut = [t for piece, (a, b) in enumerate(content) for t in terms(found, a, b, piece)]
    inside = {one.sense[0] for one in triggers(cut)}
    named = {name for t in cut for name in CLASSES.get(t.lower, ())}
    inside |= {"AGREE"} if "pacts" in named else set()
    inside |= {"CONSULT"} if "talks" in named else set()
    kind = next((name for name in wanted if name in inside), otherwise)
    return replace(act, plover=kind)
