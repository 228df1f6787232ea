"""The commitments of one statement: which of its clauses bind whom, of what kind, on what condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from onrecord.read.bindings import (
    HARM,
    LEGAL,
    SETBACK,
    conditional_kind,
    kind_of,
    named_act,
)
from onrecord.read.clauses import AUXILIARIES, BE, MODALS, PERSONAL, Terms, binds
from onrecord.read.commissives import commissives
from onrecord.read.conditions import conditionals
from onrecord.read.connectives import Conditional
from onrecord.read.free_clauses import free_clauses
from onrecord.read.lexicon import words
from onrecord.read.parties import Ids, Parties
from onrecord.read.undertakings import (
    BINDING,
    Clause,
    aimed_at,
    happens,
    pronoun,
)
from onrecord.records import Commitment, CommitmentKind, Span, Statement

Run = tuple[int, int]

#: Words of a cue after which a refusal is none: "would not rule out".
UNMADE = words("not never wouldn't won't didn't doesn't don't")
#: Cues of what one will do oneself, whoever the subject is.
ANNOUNCING = ("announc", "has announc", "had announc", "have announc")
#: Score from which an act says more than chance; below it the words alone decide the kind.
SURE = 0.5
#: Acts whose content asks for something or says it of the past: it binds nobody.
IDLE = words("demand request propose ask accuse")
#: Acts that bind somebody whoever the subject is.
ACTING = words("promise threaten refuse offer agree")
#: Openings that take up the sentence before as a condition, and that deny it.
TAKING_UP = (
    "then ",
    "only then ",
    "in that case ",
    "in such a case ",
    "if so ",
    "if that happens ",
)
OTHERWISE = ("otherwise ", "or else ", "if not ", "failing that ")
#: Terms before a verb of binding oneself among which its subject is looked for.
NEAR = 8
DUTIES = words("must shall")
JOINING = words("as and or but")


class Pledges:
    """The commitments of one statement."""

    def __init__(
        self, text: str, statement: Statement, parties: Parties, *, nested: bool = False
    ) -> None:
        """Take one statement; nested: whether its cue stands in somebody else's quotation."""
        self.text = text
        self.statement = statement
        self.parties = parties
        self.nested = nested
        self.cue = statement.cue.text.lower() if statement.cue else ""
        sure = statement.act is not None and statement.act.score >= SURE
        label = statement.act.label if statement.act and sure else None
        self.act = named_act(self.cue, label)
        if self.act == "refuse" and UNMADE & set(self.cue.split()):
            # "would not rule out": what is not refused is not promised either.
            self.act = ""
        self.announced = self.cue.startswith(ANNOUNCING)
        legal = statement.source and LEGAL & set(statement.source.text.lower().split())
        if legal and self.act != "refuse":
            self.act = "decree"

    def read(self, parts: Sequence[Terms]) -> Iterator[Commitment]:
        """Commitments of every sentence; a sentence may take over the condition of the one before."""
        last: tuple[Terms, Conditional, CommitmentKind] | None = None
        for k, found in enumerate(parts):
            given = conditionals(found)
            taken = [run for one in given for run in (*one.conditions, *one.consequence)]
            held = None
            for one in given:
                if (made := self._conditional(found, one)) is not None:
                    held = (found, one, made.kind)
                    yield made
            free = list(free_clauses(found, taken, self.act, self.cue, alone=len(parts) == 1))
            bare = [made for c in free if (made := self._unconditional(found, c)) is not None]
            yield from self.named(
                found, [chars(found, r) for r in (*taken, *(c.run for c in free))]
            )
            earlier = parts[k - 1] if k else None
            yield from (
                bare
                if given
                else _united([self._resumed(made, found, earlier, last) for made in bare])
            )
            last = held

    def _resumed(
        self,
        made: Commitment,
        found: Terms,
        earlier: Terms | None,
        last: tuple[Terms, Conditional, CommitmentKind] | None,
    ) -> Commitment:
        """With the condition of the sentence before, which "then" or "otherwise" takes up or nothing parts."""
        if made.condition:
            return made
        opening = " ".join(t.lower for t in found[:3]) + " "
        back = opening.startswith(TAKING_UP)
        if earlier and (back or opening.startswith(OTHERWISE)):
            spans = self._spans(earlier, [(0, len(earlier))])
            return replace(made, condition=spans, negated_condition=not back)
        run_on = last and last[0][0].piece == found[0].piece and found[0].lower in ("i", "we", "it")
        if last and run_on and made.kind == last[2] != "refusal":
            conditions = self._spans(last[0], last[1].conditions)
            return replace(made, condition=conditions, negated_condition=last[1].negated)
        return made

    def named(self, found: Terms, held: Sequence[Run]) -> Iterator[Commitment]:
        """What verbs and nouns of binding oneself name: "had vowed to …", "a pledge to …".

        held: characters of what is known already.
        """
        for one in commissives(found):
            lo, hi = chars(found, one.run)
            if not any(a < hi and lo < b for a, b in held):
                subject = chars(found, (max(0, one.at - NEAR), one.at)) if one.at else None
                who = self.parties.inside(subject)[-1:] if subject else ()
                bare = Conditional((), False, (one.run,), None)
                yield self.made(found, bare, one.kind, who, True)

    def _direct(self, found: Terms, at: int) -> bool:
        """Whether a term stands in the speaker's own words."""
        return found[at].quoted and not self.nested

    def _conditional(self, found: Terms, one: Conditional) -> Commitment | None:
        lo, _ = one.consequence[0]
        direct = self._direct(found, lo)
        if self.act == "ask" or (self.act in IDLE and not direct and not one.negated):
            return None
        subject, passive = self._subject(found, one)
        who, own = self.parties.subject(subject, self.statement, direct)
        harmful = any(t.lower in HARM for a, b in one.consequence for t in found[a:b])
        doing = own and (harmful or self._does(found, one.verb, one.consequence[0]))
        kind = conditional_kind(self.act, found, one, own=own, doing=doing, passive=passive)
        if one.temporal and kind == "prediction":
            return None
        # A threat is one's own, whoever its subject is: "he will have severe sanctions".
        able = kind != "threat" or (
            not self.statement.speakers and self._does(found, one.verb, one.consequence[0])
        )
        named = bool(who) and kind != "prediction" and able
        return self.made(found, one, kind, who, own or named)

    def actor(self, found: Terms, one: Conditional) -> tuple[Ids, bool, str]:
        """Who would act on a consequence, whether that is the speaker's side, and which side it is.

        The last: `own`, `other`, `named` for an other that is an actor of the article,
        `infinitive` where the clause leaves it to the speaker, `bare` where it has no verb.
        """
        lo, hi = one.consequence[0]
        subject, _ = self._subject(found, one)
        who, own = self.parties.subject(subject, self.statement, self._direct(found, lo))
        if subject is None:
            return who, own, "infinitive"
        if own:
            return who, own, "own"
        bare = one.verb is None and not any(t.lower in AUXILIARIES for t in found[lo:hi])
        return who, own, "named" if who else "bare" if bare else "other"

    def _does(self, found: Terms, verb: int | None, run: Run) -> bool:
        """Whether a clause says what its subject does, not how it is or fares."""
        if verb is None:
            return True
        if found[verb].lower in BE and not binds(found, verb):
            return False
        return not happens(found, verb, found[run[0]].lower)

    def _subject(self, found: Terms, one: Conditional) -> tuple[Run | None, bool]:
        """Characters of the consequence's subject, and whether nobody is named who would act."""
        lo, _ = one.consequence[0]
        if found[lo].lower == "to" or (one.verb is None and found[lo].lower.endswith("ing")):
            return None, False
        verb = one.verb if one.verb is not None else _first_verb(found, lo)
        if verb <= lo:
            outer = next((c for c in one.conditions[:1] if c[1] <= lo), None)
            return (chars(found, outer) if outer else None), bool(outer)
        passive = found[lo].lower not in PERSONAL - {"it"}
        return chars(found, (lo, verb)), passive

    def _unconditional(self, found: Terms, clause: Clause) -> Commitment | None:
        lo, hi = clause.run
        direct = self._direct(found, lo)
        verb = found[clause.verb].lower if clause.verb is not None else ""
        subject = chars(found, clause.subject) if clause.subject else None
        who, own = self.parties.subject(subject, self.statement, direct)
        first = pronoun(found, clause.subject) in ("i", "we")
        duty = self.act == "decree" and verb in DUTIES
        if (self.act in IDLE and not (direct and first)) or not (
            own or duty or self.act in ACTING or self.announced
        ):
            return None
        if direct and self.act not in BINDING and verb in ("would", "'d", "wouldn't"):
            return None
        if not own and not who:
            who = self.parties.side(self.statement.speakers)
        if self.act not in BINDING and not self._does(
            found, clause.verb, clause.subject or clause.run
        ):
            return None
        modal = clause.verb is not None
        kind = kind_of(self.act, True, found[lo:hi], (), passive=False, modal=modal)
        if kind == "prediction":
            return None
        if kind == "refusal" and {t.lower for t in found[lo:hi]} & {"speculate", "comment"}:
            return None
        one = Conditional((), False, (clause.run,), clause.verb)
        split = aimed_at(found, clause.run)
        if split and (kind == "threat" or {t.lower for t in found[lo:hi]} & SETBACK):
            kind = "threat"
            one = replace(one, conditions=(split[1],), consequence=(split[0],))
        return self.made(found, one, kind, who, True)

    def made(
        self, found: Terms, one: Conditional, kind: CommitmentKind, who: Ids, own: bool
    ) -> Commitment:
        """The commitment of term runs; own says whether `who` would act, else the speaker's side."""
        side = self.parties.side(self.statement.speakers)
        if kind == "prediction":
            by: Ids = who if own else ()
        else:
            by = who if own and who else side
        # A content that was cut short behind "if, as" has no condition left.
        conditions = tuple(
            s for s in self._spans(found, one.conditions) if s.text.lower() not in JOINING
        )
        toward = self.parties.target(
            [(s.start, s.end) for s in conditions], self.statement, by, kind == "threat"
        )
        sure = 0.5 + 0.2 * bool(one.conditions) + 0.2 * (self.act in BINDING)
        score = round(self.statement.score * sure, 4)
        consequence = self._spans(found, one.consequence)
        return Commitment("", None, kind, by, toward, conditions, one.negated, consequence, score)

    def _spans(self, found: Terms, runs: Sequence[Run]) -> tuple[Span, ...]:
        cut = (self._closed(a, b) for run in runs for a, b in _pieces(found, run))
        return tuple(Span(a, b, self.text[a:b]) for a, b in cut)

    def _closed(self, start: int, end: int) -> Run:
        """With the quotation mark that closes one opened inside."""
        said, ahead = self.text[start:end], self.text[end : end + 1]
        opened = said.count("“") > said.count("”") if ahead == "”" else said.count('"') % 2
        return start, end + bool(opened and ahead in ("”", '"'))


def _united(made: Sequence[Commitment]) -> list[Commitment]:
    """Consequences of one kind that a sentence draws from the same conditions, put together."""
    kept: list[Commitment] = []
    for one in made:
        if (
            kept
            and one.condition
            and (kept[-1].condition, kept[-1].kind) == (one.condition, one.kind)
        ):
            kept[-1] = replace(kept[-1], consequence=(*kept[-1].consequence, *one.consequence))
        else:
            kept.append(one)
    return kept


def _first_verb(found: Terms, lo: int) -> int:
    for k in range(lo, len(found)):
        if found[k].lower in MODALS or found[k].lower in ("is", "are", "has", "have"):
            return k
    return lo + 1


def chars(found: Terms, run: Run) -> Run:
    """Half-open characters of a run of terms that is not empty."""
    return found[run[0]].start, found[run[1] - 1].end


def _pieces(found: Terms, run: Run) -> Iterator[Run]:
    """Characters of a run, parted where the content is."""
    for _, each in groupby(found[run[0] : run[1]], key=lambda t: t.piece):
        part = list(each)
        yield part[0].start, part[-1].end
