"""Whether a term of a sentence hangs on a condition."""

from __future__ import annotations

from onrecord.read.clauses import Terms
from onrecord.read.conditions import conditionals
from onrecord.read.connectives import FIRST_WORDS, opened
from onrecord.read.events.signs import OPENERS


def in_condition(part: Terms, at: int) -> bool:
    """Whether a term stands in a condition, or in what follows from one."""
    opens = [k for k, t in enumerate(part) if t.lower in FIRST_WORDS and opened(part, k)]
    if not opens:
        return False
    for one in conditionals(part):
        if any(a <= at < b for a, b in one.conditions):
            return True
        if one.verb is not None and any(a <= at < b for a, b in one.consequence):
            return True
    # What a connective opens reaches to the next comma, whatever the clause looks like.
    return any(
        k < at
        and part[k].lower in OPENERS
        and not any(t.lower in (",", ";", ":") for t in part[k:at])
        for k in opens
    )
