"""The commitments of one statement: which of its clauses bind whom, of what kind, on what condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from onrecord.read.bindings import HARM, LEGAL, kind_of, named_act
from onrecord.read.clauses import BE, MODALS, PERSONAL, Terms, binds
from onrecord.read.conditions import conditionals
from onrecord.read.connectives import Conditional
from onrecord.read.lexicon import words
from onrecord.read.parties import Ids, Parties
from onrecord.read.undertakings import (
    BINDING,
    Clause,
    aimed_at,
    happens,
    infinitive,
    pronoun,
    spoken,
    undertakings,
    whole,
)
from onrecord.records import Commitment, CommitmentKind, Span, Statement

Run = tuple[int, int]

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
#: Nouns before "to" that bind: "his readiness to defend".
READINESS = words(
    "readiness willingness commitment determination pledge promise vow obligation duty"
)
#: Stems of cues by which a law or treaty binds others.
IMPOSING = ("oblig", "forbid", "requir", "prohibit", "commits", "binds")
DUTIES = words("must shall")
JOINING = words("as and or but")


class Pledges:
    """The commitments of one statement."""

    def __init__(self, text: str, statement: Statement, parties: Parties) -> None:
        self.text = text
        self.statement = statement
        self.parties = parties
        cue = statement.cue.text if statement.cue else ""
        sure = statement.act is not None and statement.act.score >= SURE
        self.act = named_act(cue, statement.act.label if statement.act and sure else None)
        if statement.source and LEGAL & set(statement.source.text.lower().split()):
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
            free = self._free(found, taken, alone=len(parts) == 1)
            bare = [made for c in free if (made := self._unconditional(found, c)) is not None]
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

    def _free(self, found: Terms, taken: Sequence[Run], alone: bool) -> Iterator[Clause]:
        """Clauses that bind and that no conditional of the sentence holds."""
        if found[-1].lower == "?" or (self.act == "refuse" and spoken(found)):
            return
        if alone and not taken and (clause := self._infinitive(found)):
            yield clause
            return
        clauses = undertakings(found)
        for clause in clauses:
            lo, hi = clause.run
            if not any(a < hi and lo < b for a, b in taken):
                yield clause
        if alone and not clauses and not taken and self._nominal(found) and (run := whole(found)):
            yield Clause(run, None, None)

    def _infinitive(self, found: Terms) -> Clause | None:
        """A content that is an infinitive: "to close the road", "contributors to publish accounts"."""
        cue = self.statement.cue.text.lower() if self.statement.cue else ""
        imposed = any(stem in cue for stem in IMPOSING)
        if imposed and (to := next((k for k, t in enumerate(found[:9]) if t.lower == "to"), 0)):
            run = infinitive(found[to:])
            return Clause((run[0] + to, run[1] + to), None, (0, to)) if run else None
        if self.act in BINDING - {"decree"} and (run := infinitive(found)):
            return Clause(run, None, None)
        for k in range(1, min(5, len(found) - 1)):
            if found[k].lower == "to" and found[k - 1].lower in READINESS:
                run = infinitive(found[k:])
                return Clause((run[0] + k, run[1] + k), None, None) if run else None
        return None

    def _nominal(self, found: Terms) -> bool:
        """Whether a content without a verb says what is promised, offered or ruled out."""
        cue = self.statement.cue.text.lower() if self.statement.cue else ""
        if self.act in ("promise", "offer", "threaten"):
            return True
        return (self.act == "refuse" and "rul" in cue) or (
            self.act in ("refuse", "decree") and found[0].lower == "no"
        )

    def _conditional(self, found: Terms, one: Conditional) -> Commitment | None:
        lo, _ = one.consequence[0]
        direct = found[lo].quoted
        if self.act == "ask" or (self.act in IDLE and not direct and not one.negated):
            return None
        subject, passive = self._subject(found, one)
        who, own = self.parties.subject(subject, self.statement, direct)
        condition = [t for a, b in one.conditions for t in found[a:b]]
        consequence = [t for a, b in one.consequence for t in found[a:b]]
        harmful = any(t.lower in HARM for t in consequence)
        doing = own and (harmful or self._does(found, one.verb, one.consequence[0]))
        kind = kind_of(
            self.act, doing, consequence, condition, passive=passive, modal=one.verb is not None
        )
        if one.temporal and kind == "prediction":
            return None
        # A threat is one's own, whoever its subject is: "he will have severe sanctions".
        able = kind != "threat" or (
            not self.statement.speakers and self._does(found, one.verb, one.consequence[0])
        )
        named = bool(who) and kind != "prediction" and able
        return self.made(found, one, kind, who, own or named)

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
            condition = one.conditions[0]
            outer = condition if condition[1] <= lo else None
            return (chars(found, outer) if outer else None), bool(outer)
        passive = found[lo].lower not in PERSONAL - {"it"}
        return chars(found, (lo, verb)), passive

    def _unconditional(self, found: Terms, clause: Clause) -> Commitment | None:
        lo, hi = clause.run
        direct = found[lo].quoted
        verb = found[clause.verb].lower if clause.verb is not None else ""
        subject = chars(found, clause.subject) if clause.subject else None
        who, own = self.parties.subject(subject, self.statement, direct)
        first = pronoun(found, clause.subject) in ("i", "we")
        duty = self.act == "decree" and verb in DUTIES
        if (self.act in IDLE and not (direct and first)) or not (own or duty or self.act in ACTING):
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
        if kind == "refusal" and {t.lower for t in found[lo:hi]} & {"speculate", "comment"}:
            return None
        one = Conditional((), False, (clause.run,), clause.verb)
        if kind == "threat" and (split := aimed_at(found, clause.run)):
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
