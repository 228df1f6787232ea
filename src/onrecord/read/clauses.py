"""Terms of a sentence, and where its clauses begin and end: by marks, conjunctions and verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.lexicon import words
from onrecord.read.segment import CLOSING, DOUBLE_MARKS, OPENING, OUTSIDE, Word

#: Verbs that bind or foresee.
MODALS = words("will would shall must 'll 'd won't wouldn't shan't mustn't")
AUXILIARIES = MODALS | words(
    "is are was were am be been 's 're 'm has have had 've do does did can could may might should "
    "isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't can't cannot couldn't"
)
#: Finite forms that no ending shows.
VERBS = words(
    "make makes made come comes came go goes went get gets got keep keeps kept hold holds held "
    "take takes took give gives gave leave leaves left stay stays send sends sent break breaks "
    "broke fall falls fell rise rises rose win wins won lose loses lost meet meets met pay pays "
    "paid say says said see sees saw find finds found build builds built begin begins began run "
    "runs ran stand stands stood fail fails agree agrees act acts continue continues stop stops "
    "return returns remain remains become becomes became bring brings brought want wants need "
    "needs cross crosses attack attacks invade invades withdraw withdraws withdrew sign signs "
    "accept accepts allow allows refuse refuses choose chooses chose cut cuts put puts let lets "
    "fire fires move moves try tries drop drops fight fights fought"
)
SUBJECTS = words("i we he she it they you this that these those there who nobody everyone")
PERSONAL = words("i we he she it they you")
OPENERS = SUBJECTS | words(
    "the a an no any every each all both our my his her its their your some neither either "
    "nothing anything not one two three"
)
#: Openers that are no subject by themselves.
LEADING = OPENERS - SUBJECTS
#: What follows a verb in -s.
BEHIND_VERB = OPENERS | {"to", "on", "in", "up", "out"}
STOPS = frozenset([";", ":", "—", "–", "("])
JOINTS = words("and but so because while although whereas or yet")
RELATIVES = words("who which whom whose where")
#: Words behind which a clause is part of another.
SUBORDINATING = RELATIVES | {"that", "what"}
BE = words("is are was were am be been 's 're 'm isn't aren't wasn't weren't")
#: Verbs before those of READY: "stands ready to".
STANDING = BE | words("stand stands stood remain remains remained")
#: Words before "to" that bind like a modal: "is prepared to", "are committed to".
READY = words(
    "ready prepared committed determined bound willing obliged obligated going poised open"
)
#: Verbs and endings drawn to the word before them, without their apostrophe.
DRAWN = words("ll d re ve s m")
#: Words that a noun phrase cannot run over.
EDGES = words("and or but if unless until when while because than as to that who which")
#: What no subject ends with.
NO_END = EDGES | {","}
#: Subjects that a new clause opens with behind "and".
NEW_SUBJECTS = PERSONAL | {"that"}
LINKS = words(", that and but so then because however or — – now")
#: Marks of quotations; the single ones are apostrophes too.
MARKS = DOUBLE_MARKS | {"'", "‘", "’"}
#: Marks and conjunctions that no run of terms begins with, and what it does not end with.
IDLE = words(", . ; : ! ? … — – and but or")
IDLE_LAST = IDLE | {"only", "even", "then"}


@dataclass(slots=True, unsafe_hash=True)
class Term:
    """A word with its inner marks, or a verb drawn to the word before it, or one mark; never changed.

    start, end: half-open characters. piece: index of the contiguous content piece that holds it.
    """

    start: int
    end: int
    lower: str
    capital: bool
    piece: int
    sentence: int
    quoted: bool


Terms = Sequence[Term]


def terms(found: Sequence[Word], begin: int, end: int, piece: int) -> list[Term]:
    """Cut the words `[begin, end)` into terms; quotation marks are left out."""
    cut: list[Term] = []
    i = begin
    while i < end:
        first = found[i]
        whole = first.text
        i += 1
        if whole in MARKS and _mark(first):
            continue
        # Most words end before white space, and those that do not before a mark of another kind.
        drawn = i + 1 < end and not found[i].gap and found[i].text in "'’-"
        if not drawn:
            cut.append(_term(first, first.end, whole.lower().replace("’", "'"), piece))
            continue
        begin, tail = i - 1, False
        while i + 1 < end and found[i].text in "'’-" and not found[i].gap and not found[i + 1].gap:
            if found[i].text != "-" and found[i + 1].text in DRAWN:
                tail = True
                break
            i += 2
        whole = "".join(w.text for w in found[begin:i])
        cut.append(_term(first, found[i - 1].end, whole.lower().replace("’", "'"), piece))
        if tail:
            cut.append(_term(found[i], found[i + 1].end, "'" + found[i + 1].text, piece))
            i += 2
    return cut


def _mark(word: Word) -> bool:
    return word.text in DOUBLE_MARKS or word.quote in (OPENING, CLOSING)


def _term(first: Word, end: int, lower: str, piece: int) -> Term:
    return Term(
        first.start,
        end,
        lower,
        first.text[0].isupper(),
        piece,
        first.sentence,
        first.quote != OUTSIDE,
    )


def verbal(term: Term) -> bool:
    """Whether a term looks like a finite verb."""
    return (
        term.lower in AUXILIARIES
        or term.lower in VERBS
        or (term.lower.endswith("ed") and len(term.lower) > 4 and not term.capital)
    )


def finite(found: Terms) -> bool:
    """Whether the terms look like a clause: a finite verb, or a pronoun with a word behind it."""
    return any(
        verbal(t) or (t.lower in PERSONAL and k + 1 < len(found) and _bare(found[k + 1]))
        for k, t in enumerate(found)
    ) or any(_third(found, k) or _plural(found, k) for k in range(1, len(found)))


def _bare(term: Term) -> bool:
    return term.lower[0].isalpha() and term.lower not in EDGES


def _plural(found: Terms, k: int) -> bool:
    """A last word behind a plural that a determiner leads: "the boreholes recover"."""
    before, t = found[k - 1].lower, found[k].lower
    led = k >= 2 and found[k - 2].lower in OPENERS
    return k + 1 == len(found) and led and before.endswith("s") and t.isalpha() and t not in EDGES


def _third(found: Terms, k: int) -> bool:
    """A word in -s that something other than a determiner leads and a phrase follows."""
    t, before = found[k], found[k - 1].lower
    if not t.lower.endswith("s") or len(t.lower) < 4 or t.lower.endswith("ss"):
        return False
    if before in LEADING or t.capital or k + 1 >= len(found):
        return k + 1 >= len(found) and k >= 1 and before not in LEADING and not t.capital
    return found[k + 1].lower in BEHIND_VERB or found[k + 1].capital


def binds(found: Terms, k: int) -> bool:
    """Whether a verb at `k` says that its subject will, must or is bound to do something."""
    word = found[k].lower
    if word not in MODALS and word not in STANDING:
        return False
    ahead = [t.lower for t in found[k + 1 : k + 5]]
    if word in MODALS:
        if word in ("would", "'d", "wouldn't") and (
            "have" in ahead[:2] or ahead[:1] in (["rather"], ["like"], ["love"], ["prefer"])
        ):
            return False
        return word != "'d" or (bool(ahead) and not _participle(ahead[0]))
    return any(w in READY and ahead[i + 1 : i + 2] == ["to"] for i, w in enumerate(ahead))


def _participle(word: str) -> bool:
    return word.endswith("ed") or word in ("been", "better", "gone", "seen", "done", "had", "said")


def subject_like(found: Terms) -> bool:
    """Whether the terms can be a clause's subject: a phrase without a mark at its end or a verb."""
    if not found or found[-1].lower in NO_END or len(found) > 14:
        return False
    opens = found[0].lower in OPENERS or found[0].capital or found[0].lower.endswith("s")
    return opens and not any(t.lower in AUXILIARIES for t in found)


def clause_begin(found: Terms, lo: int, verb: int) -> int | None:
    """First term of the clause whose finite verb is at `verb`; None for a relative clause."""
    if verb > lo and found[verb - 1].lower in SUBORDINATING:
        return None
    for k in range(verb - 1, lo - 1, -1):
        word = found[k].lower
        joint = word in JOINTS and word != "or"
        if word in STOPS or (joint and k == verb - 1):
            return k + 1
        if not subject_like(found[k + 1 : verb]):
            continue
        if (word in (",", "that") and k > lo) or (joint and (k == lo or finite(found[lo:k]))):
            return k + 1
    return past_links(found, lo, verb)


def past_links(found: Terms, lo: int, hi: int) -> int:
    """The first place from `lo` on that holds no conjunction, comma or bare adverb of linking."""
    while lo < hi and found[lo].lower in LINKS:
        if found[lo].lower == "that" and lo + 1 < hi and found[lo + 1].lower in AUXILIARIES:
            break
        lo += 1
    return lo


def clause_end(found: Terms, verb: int, hi: int) -> int:
    """End of the clause whose finite verb is at `verb`: where the next one starts."""
    for k in range(verb + 1, hi):
        word = found[k].lower
        if word in STOPS or word in ("because", "whereas", "although"):
            return k
        ahead = found[k + 1].lower if k + 1 < hi else ""
        if word == "even" and ahead in ("if", "though"):
            return k
        if word == "," and _new_clause(found, k + 1, hi):
            return k
        if word in ("and", "but") and (
            ahead in NEW_SUBJECTS
            or ahead in MODALS
            or (k + 1 < hi and ahead.endswith("ed") and ahead not in ("need", "proceed", "succeed"))
        ):
            return k
    return hi


def _new_clause(found: Terms, k: int, hi: int) -> bool:
    """Whether what follows a comma is a clause of its own, or an aside about the one before."""
    if k >= hi:
        return True
    word = found[k].lower
    if word in ("but", "which", "who", "while", "although", "because", "so", "adding", "saying"):
        return True
    if word in ("and", "or"):
        ahead = found[k + 1 : k + 9]
        verb = next((i for i, t in enumerate(ahead) if t.lower in AUXILIARIES), None)
        return bool(ahead) and (
            ahead[0].lower in NEW_SUBJECTS
            or (verb is not None and (verb == 0 or subject_like(ahead[:verb])))
        )
    return False


def trimmed(found: Terms, lo: int, hi: int) -> tuple[int, int]:
    """The run without marks and conjunctions at its edges."""
    while lo < hi and found[lo].lower in IDLE:
        lo += 1
    while hi > lo and found[hi - 1].lower in IDLE_LAST:
        hi -= 1
    return lo, hi
