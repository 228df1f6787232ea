"""Whether a statement says that something is so or has happened, rather than that it may."""

from __future__ import annotations

import re

from onrecord.store.said import Said

#: Acts that tell of what is so; a demand, threat or forecast does not.
ASSERTING = frozenset(
    ["state", "confirm", "accuse", "decree", "agree", "refuse", "praise", "regret", "warn"]
)
_OPEN = re.compile(
    r"\b(?:if|unless|until|would|could|may|might|should|will|shall|must|can|whether|plans?|wants?"
    r"|ready|possible|possibly|threat\w*|risk|fears?|not|never|no)\b|['’](?:ll|d)\b|n['’]t\b",
    re.IGNORECASE,
)


def asserts(one: Said) -> bool:
    """Whether a statement asserts its content, without condition, modal, plan or negation."""
    if one.act not in ASSERTING:
        return False
    return not any(_OPEN.search(span.text) for span in one.content)
