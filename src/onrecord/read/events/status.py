"""Whether a deed happened, is reported, denied, planned or only thought of.

Decided by its verb group, by what governs it, by conditions and by the statement that holds it.
A deed inside a condition, or that follows from one, never counts as having happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.clauses import BE, VERBS, Terms
from onrecord.read.connectives import opened
from onrecord.read.events.conditional import in_condition
from onrecord.read.events.forms import BASE, GERUND
from onrecord.read.events.signs import (
    ADVERBS,
    AUXILIARIES,
    DOING,
    KNOWN,
    LASTING,
    LINKS,
    MAY,
    NEGATIONS,
    NEXT,
    NOBODY,
    OCCASIONS,
    OPENERS,
    PLANNED,
    REFUSED,
    UNSURE,
    WAS,
    WILL,
    WISHED,
    WOULD,
)
from onrecord.read.events.triggers import Trigger
from onrecord.records import EventStatus

#: How far back what governs a deed is looked for.
REACH = 9
#: What a statement's cue makes of deeds in its content that no verb tells of as done.
ASKING_ACTS = frozenset(
    ["demand", "request", "propose", "ask", "threaten", "offer", "warn", "predict"]
)
#: Types of deeds that parties are brought to.
OPEN = frozenset(["CONSULT", "RETREAT", "COOPERATE", "CONCEDE"])
BINDING_ACTS = frozenset(["promise", "intend", "agree"])


@dataclass(frozen=True, slots=True)
class Voice:
    """Who tells of a deed: the cue's words and the act of the statement; empty for the narrator."""

    cue: frozenset[str] = frozenset()
    act: str = ""

    @property
    def narrator(self) -> bool:
        """Whether no statement holds the deed."""
        return not self.cue


def status(found: Terms, one: Trigger, voice: Voice, inside: Sequence[bool]) -> EventStatus:
    """The status of a deed among the terms of its sentence.

    inside: for each term, whether the voice that tells of the deed tells of it too.
    """
    lo = one.begin
    while lo > 0 and inside[lo - 1] == inside[one.begin]:
        lo -= 1
    hi = one.end
    while hi < len(found) and inside[hi] == inside[one.begin]:
        hi += 1
    part = found[lo:hi]
    at = one.begin - lo
    told = _told(part, at, one, voice)
    if told == "denied":
        return told
    if in_condition(part, at) or in_condition(found, one.begin) or _open(found, one, told):
        return "hypothetical"
    if told:
        return told
    # A quotation that no statement claims is somebody's words all the same.
    return "asserted" if voice.narrator and not found[one.begin].quoted else "reported"


def _open(found: Terms, one: Trigger, told: EventStatus | None) -> bool:
    """Whether a sentence leaves a deed open: a question, or a plan that depends on something."""
    if found[-1].lower == "?" or (len(found) > 1 and found[-2].lower == "?"):
        return True
    if told != "planned":
        return False
    ahead = [t.lower for t in found[one.end : one.end + 7]]
    return bool({"any", "anyone", "whoever"} & set(ahead)) or any(
        t.lower in OPENERS and opened(found, k) for k, t in enumerate(found)
    )


def _told(part: Terms, at: int, one: Trigger, voice: Voice) -> EventStatus | None:
    """What the words around a deed say of it; None where they tell of it as done."""
    found = _noun(part, at, one, voice) if one.noun else _verb(part, at, one, voice)
    if found:
        return None if found == "done" else found  # type: ignore[return-value]
    if voice.act == "deny":
        return "denied"
    if voice.act in ASKING_ACTS or voice.cue & WISHED:
        return "hypothetical"
    if voice.act in BINDING_ACTS or voice.cue & PLANNED:
        return "planned"
    # An infinitive tells of nothing done, whatever governs it.
    return "planned" if one.form == BASE and at and part[at - 1].lower == "to" else None


def _verb(part: Terms, at: int, one: Trigger, voice: Voice) -> str | None:
    """The status by a verb's group, or "done"; None where it says nothing by itself."""
    k = at - 1
    ahead = at + one.end - one.begin
    negated = ahead < len(part) and part[ahead].lower == "no"
    while k >= 0 and _in_group(part[k].lower):
        negated = negated or part[k].lower in NEGATIONS
        if (
            part[k].lower == "be"
            and (k == 0 or not _in_group(part[k - 1].lower))
            and (k == 0 or part[k - 1].lower != "to")
        ):
            return "hypothetical"
        if (found := _modal(part, k, negated, voice)) is not None:
            return found
        k -= 1
    return "denied" if negated else _bare(part, k, one)


def _in_group(word: str) -> bool:
    return (
        word.endswith("ly")
        or word in ADVERBS
        or word in AUXILIARIES
        or word in NEGATIONS
        or word in WILL
        or word in WOULD
        or word in MAY
    )


def _modal(part: Terms, k: int, negated: bool, voice: Voice) -> str | None:
    """What a modal makes of the verb behind it; reported "would" is the future of the past."""
    word = part[k].lower
    if word in MAY:
        return "hypothetical"
    if word not in WILL and word not in WOULD:
        return None
    if negated or any(t.lower in NOBODY for t in part[max(0, k - 4) : k]):
        return "denied"
    thought = word in WOULD and (voice.narrator or part[k].quoted)
    return "hypothetical" if thought else "planned"


def _bare(part: Terms, k: int, one: Trigger) -> str | None:
    """The status of a verb without auxiliaries, by the word before its group."""
    word = part[k].lower if k >= 0 else ""
    if word == "to" or (one.form == BASE and word in ("and", "or", ",")):
        return _governed(part, k)
    if one.form == GERUND:
        return _gerund(part, k)
    if one.form == BASE:
        return _governed(part, k + 1) if k >= 0 else None
    unsure = any(t.lower in ("whoever", "anyone", "any") for t in part[max(0, k - 2) : k + 1])
    return "hypothetical" if unsure else "done"


def _governed(part: Terms, to: int) -> str | None:
    """The status of an infinitive by the nearest verb, noun or adjective that takes one."""
    for k in range(to - 1, max(-1, to - 1 - REACH), -1):
        word = part[k].lower
        if word in (";", ":"):
            break
        if word in DOING:
            return "done"
        if (found := _by_governor(part, k)) is not None:
            return found
    return None


def _by_governor(part: Terms, k: int) -> str | None:
    """What a word makes of a deed that it governs."""
    word = part[k].lower
    if word in REFUSED:
        return "denied"
    if word in PLANNED or word in WILL:
        return "denied" if _negated(part, k) else "planned"
    return "hypothetical" if word in WISHED or word in MAY or word in WOULD else None


def _negated(part: Terms, k: int) -> bool:
    return any(t.lower in NEGATIONS for t in part[max(0, k - 3) : k + 1])


def _gerund(part: Terms, k: int) -> str | None:
    if k < 0:
        return None
    word = part[k].lower
    if word == "without":
        return "denied"
    linked = word in ("of", "for", "about", "on", "against") and k > 0
    return _by_governor(part, k - 1 if linked else k) or "done"


def _noun(part: Terms, at: int, one: Trigger, voice: Voice) -> str | None:
    """The status of a deed that a noun names, by its modifiers and by the verbs around it."""
    near = [t.lower for t in part[max(0, at - 3) : at]]
    for words_of, found in ((UNSURE, "hypothetical"), (NEXT, "planned"), (("no",), "denied")):
        if any(word in words_of for word in near):
            return found
    end = at + one.end - one.begin
    if near[-1:] in (["a"], ["an"]) and _law(part, end):
        return "hypothetical"
    told = _ahead(part, end) or _before(part, at, one, voice)
    if told in (None, "done") and voice.narrator and one.sense[0] in OPEN and _wished(part, at):
        return "hypothetical"
    return told


def _wished(part: Terms, at: int) -> bool:
    """Whether a sentence speaks of what is wished or may be before it comes to a noun."""
    return any(t.lower in WISHED or t.lower in MAY or t.lower in WOULD for t in part[:at])


def _law(part: Terms, end: int) -> bool:
    """Whether a noun is the subject of a general present: "an attack on one is an attack on all"."""
    ahead = [t.lower for t in part[end : end + REACH]]
    return any(
        w in LASTING
        for w in ahead[: next((k for k, w in enumerate(ahead) if w in (",", "that")), REACH)]
    )


def _before(part: Terms, at: int, one: Trigger, voice: Voice) -> str | None:
    """The status by the verb ahead of a noun.

    What somebody goes for is not yet there; what parties are brought to needs an occasion or a
    determiner that takes it as known: "after talks", "the truce", not "favours talks".
    """
    link = ""
    for k in range(at - 1, max(-1, at - 1 - REACH), -1):
        word = part[k].lower
        if word in (";", ":", "—", "who", "which", "that"):
            break
        if (found := _by_governor(part, k)) is not None:
            return found
        link = link or (word if word in LINKS else "")
        if _finite(word) and (found := _group(part, k, voice)) != "done":
            return found
        if _finite(word):
            break
    known = any(t.lower in KNOWN for t in part[max(0, at - 3) : at])
    if one.sense[0] in OPEN and not known and link not in OCCASIONS:
        return "hypothetical"
    return "hypothetical" if link == "for" else None


def _group(part: Terms, verb: int, voice: Voice) -> str:
    """What the group of the verb ahead makes of its object."""
    k = verb - 1
    negated = part[verb].lower in NEGATIONS
    while k >= 0 and _in_group(part[k].lower):
        negated = negated or part[k].lower in NEGATIONS
        if (found := _modal(part, k, negated, voice)) is not None:
            return found
        k -= 1
    return "denied" if negated else "done"


def _finite(word: str) -> bool:
    return word in BE or word in VERBS or (word.endswith("ed") and len(word) > 4)


def _ahead(part: Terms, end: int) -> str | None:
    """The status by the verb of which a noun is the subject."""
    for k in range(end, min(len(part), end + REACH)):
        word = part[k].lower
        if word in (",", ";", ":", "and", "who", "which", "that", "if", "unless"):
            return None
        if word in WILL or (word in BE and k + 1 < len(part) and part[k + 1].lower in WILL):
            return "denied" if any(t.lower in NEGATIONS for t in part[k : k + 3]) else "planned"
        if word in WOULD or word in MAY:
            return "hypothetical"
        if word in WAS or (k == end and _finite(word)):
            return "done"
    return None
