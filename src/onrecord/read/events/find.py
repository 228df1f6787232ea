"""Deeds of an article by its words alone: what was done, how it is told, when and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.read.clauses import Term, terms
from onrecord.read.context import Run, Said
from onrecord.read.events.lexicon import Sense
from onrecord.read.events.status import Voice, status
from onrecord.read.events.table import NOUN, TABLE
from onrecord.read.events.triggers import Trigger, triggers
from onrecord.read.lexicon import words
from onrecord.read.segment import Word
from onrecord.records import EventStatus

#: Types of what is said: a statement's own act tells of them, and nouns of them tell of nothing new.
SPOKEN = frozenset(["AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"])
#: Verbs of those types that are deeds without words of their own.
DEEDS = words(
    "sue indict prosecute charge arraign impeach investigate probe veto vote_against walk_out quit_talks "
    "vote_for campaign_with ratify sign recognise recognize call_off appeal"
)
#: Verbs that concede only where a party to a conflict does it.
VAGUE = words("give accept grant allow award open reopen apologise apologize overturn yield")
#: Nouns of aid and pacts tell of a deed only where a verb does something to them.
THINGS = frozenset(["AID", "AGREE", "SUPPORT"])


#: Terms behind a rejection within which talks are what is rejected.
REACH = 6


@dataclass(frozen=True, slots=True)
class Deed:
    """One event before its parties are known; spans are half-open characters.

    trigger: the words that name it. verb: those of the verb or noun whose subject does it.
    moves: whether it does something with a thing: whom it befalls then stands behind a preposition.
    statement: index of the innermost statement that tells of it, None for the narrator.
    """

    type: str
    mode: str | None
    status: EventStatus
    trigger: Run
    verb: Run
    noun: bool
    passive: bool
    moves: bool
    form: str
    base: str
    sentence: Run
    statement: int | None


def deeds(found: Sequence[Word], said: Sequence[Said], acts: Sequence[str]) -> list[Deed]:
    """Every deed of an article in text order.

    found: its words. said: its attributions. acts: the label of each one's act. Deeds that a
    statement's own cue names are left to the statement.
    """
    hits: list[Deed] = []
    begin = 0
    while begin < len(found):
        end = begin
        while end < len(found) and found[end].sentence == found[begin].sentence:
            end += 1
        if any(w.text.lower() in TABLE for w in found[begin:end]):
            hits += _sentence(terms(found, begin, end, 0), said, acts)
        begin = end
    return hits


def _sentence(cut: list[Term], said: Sequence[Said], acts: Sequence[str]) -> Iterator[Deed]:
    hits = list(triggers(cut))
    if not hits:
        return
    reach = (cut[0].start, cut[-1].end)
    near = [
        (k, s) for k, s in enumerate(said)
        if any(a < reach[1] and reach[0] < b for a, b in (s.cue, *s.content))
    ]  # fmt: skip
    owners = [_owner(t, near) for t in cut]
    last, rejected = -1, -REACH
    for one in hits:
        begin, end = cut[one.begin].start, cut[one.end - 1].end
        # Who walks out of talks rejects them: that is one deed.
        if one.sense[0] == "REJECT":
            rejected = one.begin
        elif one.noun and one.sense[0] == "CONSULT" and one.begin - rejected < REACH:
            continue
        if one.begin <= last or any(a < end and begin < b for a, b in (s.cue for _, s in near)):
            continue
        if _left_out(one):
            continue
        trigger, named = _named(cut, one)
        last = max(last, trigger[1] - 1)
        owner = owners[one.begin]
        voice = Voice()
        if owner is not None:
            a, b = said[owner].cue
            cue = frozenset(t.lower for t in cut if a <= t.start < b)
            voice = Voice(cue or frozenset(["said"]), acts[owner])
        told = status(cut, one, voice, [o == owner for o in owners])
        kind, mode = named
        if told == "asserted" and kind == "SANCTION" and one.noun and one.object is None:
            # The name of a measure alone does not say that anybody took it.
            continue
        if mode == "resign" and told in ("hypothetical", "planned"):
            # An announced retreat is a concession.
            kind, mode = "CONCEDE", None
        if one.base == "sign" and told not in ("asserted", "reported"):
            kind = "AGREE"
        yield Deed(
            kind,
            mode,
            told,
            (cut[trigger[0]].start, cut[trigger[1] - 1].end),
            (begin, end),
            one.noun,
            one.passive,
            one.object is not None,
            one.form,
            one.base,
            reach,
            owner,
        )


def _owner(t: Term, near: Sequence[tuple[int, Said]]) -> int | None:
    """The statement with the least content among those that hold a term."""
    best, size = None, 0
    for k, s in near:
        if any(a <= t.start < b for a, b in s.content):
            length = sum(b - a for a, b in s.content)
            if best is None or length < size:
                best, size = k, length
    return best


def _left_out(one: Trigger) -> bool:
    """Whether a trigger only names words, or a thing."""
    if one.noun and one.object is None:
        return one.sense[0] in SPOKEN | THINGS
    if one.sense[0] == "CONCEDE" and one.base in VAGUE:
        return True
    return one.sense[0] in SPOKEN and one.object is None and one.base not in DEEDS


def _named(cut: Sequence[Term], one: Trigger) -> tuple[Run, Sense]:
    """The half-open terms that name the deed, the object where that is a noun of doing, and its sense."""
    if one.object is not None and not one.noun:
        for entry in TABLE.get(cut[one.object].lower, ()):
            own = entry.sense if entry.form == NOUN else None
            if own is not None and own[0] == one.sense[0] and own[0] not in THINGS:
                return (one.object, one.object + 1), own
    return (one.begin, one.end), one.sense
