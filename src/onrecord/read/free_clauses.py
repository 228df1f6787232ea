"""The clauses of a sentence that bind without a condition, by what its statement does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.read.clauses import Terms
from onrecord.read.lexicon import words
from onrecord.read.undertakings import (
    BINDING,
    Clause,
    infinitive,
    spoken,
    undertakings,
    whole,
)

Run = tuple[int, int]

#: Nouns before "to" that bind: "his readiness to defend".
READINESS = words(
    "readiness willingness commitment determination pledge promise vow obligation duty"
)
#: Stems of cues by which a law or treaty binds others.
IMPOSING = ("oblig", "forbid", "requir", "prohibit", "commits", "binds")


def free_clauses(
    found: Terms, taken: Sequence[Run], act: str, cue: str, *, alone: bool
) -> Iterator[Clause]:
    """Clauses that bind and that no conditional of the sentence holds.

    taken: term runs of the conditionals. act, cue: those of the statement. alone: whether the
    sentence is all that it says.
    """
    if found[-1].lower == "?" or (act == "refuse" and spoken(found)):
        return
    if alone and not taken and (clause := _infinitive(found, act, cue)):
        yield clause
        return
    clauses = undertakings(found)
    for clause in clauses:
        lo, hi = clause.run
        if not any(a < hi and lo < b for a, b in taken):
            yield clause
    if alone and not clauses and not taken and _nominal(found, act, cue) and (run := whole(found)):
        yield Clause(run, None, None)


def _infinitive(found: Terms, act: str, cue: str) -> Clause | None:
    """A content that is an infinitive: "to close the road", "contributors to publish accounts"."""
    imposed = any(stem in cue for stem in IMPOSING)
    if imposed and (to := next((k for k, t in enumerate(found[:9]) if t.lower == "to"), 0)):
        run = infinitive(found[to:])
        return Clause((run[0] + to, run[1] + to), None, (0, to)) if run else None
    if act in BINDING - {"decree"} and (run := infinitive(found)):
        return Clause(run, None, None)
    for k in range(1, min(5, len(found) - 1)):
        if found[k].lower == "to" and found[k - 1].lower in READINESS:
            run = infinitive(found[k:])
            return Clause((run[0] + k, run[1] + k), None, None) if run else None
    return None


def _nominal(found: Terms, act: str, cue: str) -> bool:
    """Whether a content without a verb says what is promised, offered or ruled out."""
    if act in ("promise", "offer", "threaten"):
        return True
    return (act == "refuse" and "rul" in cue) or (
        act in ("refuse", "decree") and found[0].lower == "no"
    )
