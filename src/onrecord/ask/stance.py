"""Whether a statement says yes or no to something: by its act, else by the negation in its words."""

from __future__ import annotations

import re

from onrecord.store.said import Said

YES = frozenset(["agree", "promise", "offer", "confirm", "praise", "propose"])
NO = frozenset(["refuse", "deny", "accuse", "threaten"])
#: Acts whose change says nothing of a change of mind.
PLAIN = frozenset(["state", "believe", "ask"])

_NEGATED = re.compile(r"\b(?:not|never|no|nor|cannot|without)\b|n['’]t\b", re.IGNORECASE)
_WILLING = re.compile(
    r"\b(?:will|would|shall|ready|prepared|willing|must|can|should|want\w*|support\w*)\b|['’]ll\b",
    re.IGNORECASE,
)


def polarity(one: Said) -> int:
    """1 for yes, -1 for no, 0 where neither is said."""
    if one.act in YES:
        return 1
    if one.act in NO:
        return -1
    content = " ".join(span.text for span in one.content)
    if not _WILLING.search(content):
        return -1 if one.act in PLAIN and _NEGATED.search(content) else 0
    return -1 if _NEGATED.search(content) else 1
