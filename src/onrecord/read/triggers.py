"""Conditions without a connective: what need not happen as a subject, and orders with "or" or "and"."""

from __future__ import annotations

from onrecord.read.clauses import (
    AUXILIARIES,
    MODALS,
    OPENERS,
    PERSONAL,
    Terms,
    clause_begin,
    clause_end,
    finite,
    past_links,
    trimmed,
)
from onrecord.read.connectives import Conditional
from onrecord.read.lexicon import words

#: Nouns of what somebody does that a noun phrase of the condition has for its head.
DEEDS = words(
    "attack attacks action actions move moves step steps invasion aggression intervention "
    "interference violation violations breach breaches strike strikes attempt attempts sanctions "
    "retreat delay delays deployment boardings incursion escalation war failure refusal withdrawal "
    "use offensive assault provocation provocations tariffs tariff cut cuts raid raids threat "
    "annexation blockade seizure strikes missile launch test tests ban increase reduction change "
    "changes closure default rise fall restriction restrictions vote return repeat"
)
ATTACKS = words("attack assault strike invasion breach incursion")
LINKING = words("by on of against with in from to that who which")
#: Verbs of a deed's taking place: "a vote would be held" has no condition.
HAPPENING = words("held place begin start happen come take last end resume")
TRIGGERS = words("any further another more new additional such renewed every each no")
BOUND = MODALS | {"is", "are"}


def trigger(found: Terms) -> Conditional | None:
    """A subject that is itself the condition: "any attack would …", "whoever fires at us will …"."""
    lo = past_links(found, 0, len(found))
    verb = next((k for k in range(lo, min(len(found), lo + 22)) if found[k].lower in BOUND), None)
    if verb is None or verb + 1 >= len(found):
        return None
    subject = found[lo:verb]
    start = clause_begin(found, lo, verb)
    if start is not None and start < verb:
        lo, subject = start, found[start:verb]
    if not subject or not _deed(subject, found, verb):
        return None
    stop = clause_end(found, verb, len(found))
    run = trimmed(found, verb, stop)
    return Conditional(((lo, verb),), False, (run,), verb) if run[1] > run[0] + 1 else None


def _deed(subject: Terms, found: Terms, verb: int) -> bool:
    """Whether a subject is something that need not happen, so that the rest follows from it."""
    first, modal = subject[0].lower, found[verb].lower
    if first in ("whoever", "anyone", "whatever", "anybody") or (
        first == "those" and len(subject) > 2 and subject[1].lower == "who"
    ):
        return modal in MODALS and len(subject) > 1
    head = next((k for k, t in enumerate(subject) if t.lower in LINKING), len(subject))
    core = {t.lower for t in subject[:head]}
    if first in ("a", "an") and core & ATTACKS:
        return True
    if modal not in MODALS:
        return False
    if first in TRIGGERS or (first in DEEDS and first.endswith("s")):
        return bool(core & DEEDS)
    if (
        modal not in ("would", "'d", "wouldn't", "could")
        or {t.lower for t in found[verb : verb + 4]} & HAPPENING
    ):
        return False
    return (first in ("a", "an") and bool(core & DEEDS)) or _gerund(subject)


def _gerund(subject: Terms) -> bool:
    """An -ing form with an object: "cutting rates", not "building"."""
    first = subject[0].lower
    return len(first) > 5 and first.endswith("ing") and len(subject) > 1


def ordered(found: Terms) -> Conditional | None:
    """An order and what follows: "Let him show me one, and I shall resign", "Leave, or we will fire"."""
    for k in range(2, len(found) - 2):
        word, ahead = found[k].lower, found[k + 1].lower
        if word not in ("and", "or"):
            continue
        skip = k + 1 + (word == "or" and ahead == "else")
        threat = word == "or" and found[skip].lower in ("face", "risk", "suffer")
        if not threat and not (
            found[skip].lower in PERSONAL | {"there"} and found[skip + 1].lower in MODALS
        ):
            continue
        if not threat and not _order(found[:k], word):
            return None
        lo = 1 if found[0].lower in ("let", "that") else 0
        verb = skip if threat else skip + 1
        run = trimmed(found, skip, clause_end(found, verb, len(found)))
        return Conditional((trimmed(found, lo, k),), word == "or", (run,), None if threat else verb)
    return None


def _order(found: Terms, joint: str) -> bool:
    """Whether the terms are an imperative, or what must be done before an "or"."""
    if joint == "or" and any(t.lower in ("must", "should") for t in found):
        return True
    first = found[0].lower
    if first in ("let", "do", "don't"):
        return True
    return first not in OPENERS | AUXILIARIES and not finite(found[1:])
