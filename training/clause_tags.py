"""Word tags of conditions and of consequences by kind of commitment."""

from __future__ import annotations

#: What a clause can be: a condition, or the consequence of a commitment of that kind.
CLAUSES = ("condition", "threat", "promise", "offer", "refusal", "prediction")
#: Tag 0 is none, then begin and inside of each.
CLAUSE_TAGS = 1 + 2 * len(CLAUSES)
