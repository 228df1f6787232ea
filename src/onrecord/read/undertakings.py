"""What actors bind themselves to without a condition: clauses of will and would, infinitives, nouns."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.read.clauses import (
    AUXILIARIES,
    PERSONAL,
    RELATIVES,
    Terms,
    binds,
    clause_begin,
    clause_end,
    trimmed,
)
from onrecord.read.lexicon import words

Run = tuple[int, int]

#: Acts that bind the speaker's side.
BINDING = words("promise threaten offer refuse agree decree")
#: Verbs of speech: whoever declines them binds nobody.
SPEAKING = words(
    "say comment answer speculate discuss elaborate interviewed confirm name speak identify "
    "respond specify talk give tell explain repeat named identified rule"
)
#: What more of a deed would be: "any further attack".
MORE = words("further fresh new more such other")
#: Verbs of what befalls their subject, and of what an empty "it" does.
BEFALLING = words(
    "win lose see know need become suffer die face miss find get grow survive fall fail seem benefit "
    "remember wake collapse deserve believe"
)
IMPERSONAL = words("take cost mean require depend make hurt help lead cause give come work rain")
IDLE_ADVERBS = words("not never also then still only certainly of course always")
WILLING = words("ready prepared there with met to forced going bound willing back no sent met held")
QUESTIONS = words("whether how why what who when where which")


@dataclass(frozen=True, slots=True)
class Clause:
    """A half-open term run that binds somebody, the term of its verb, and its subject's run."""

    run: Run
    verb: int | None
    subject: Run | None


def undertakings(found: Terms, lo: int = 0) -> list[Clause]:
    """Main clauses with "will", "would", "shall", "must" or "is ready to", in text order."""
    hits: list[Clause] = []
    subject: Run | None = None
    k = lo
    while k < len(found):
        if not binds(found, k):
            k += 1
            continue
        begin = clause_begin(found, lo, k)
        if begin is None:
            k += 1
            continue
        end = clause_end(found, k, len(found))
        subject = (begin, k) if begin < k else subject
        run = trimmed(found, begin, end)
        if run[1] - run[0] > 1 or run[1] > k + 1 or found[k].lower in ("will", "would"):
            hits.append(Clause(run, k, subject))
        k = max(end, k + 1)
    return hits


def infinitive(found: Terms) -> Run | None:
    """The whole of a content that is an infinitive, up to its first new clause."""
    lead = next((k for k, t in enumerate(found[:3]) if t.lower == "to"), None)
    if lead is None or any(t.lower not in ("not", "never") for t in found[:lead]):
        return None
    return trimmed(found, 0, clause_end(found, lead + 1, len(found)))


def spoken(found: Terms) -> bool:
    """Whether a refusal is only one to speak."""
    first = [t.lower for t in found[:5]]
    return bool(first) and (first[0] in QUESTIONS or bool(SPEAKING & set(first)))


def whole(found: Terms) -> Run | None:
    """The whole of a content that has no clause: a noun phrase or a gerund."""
    if not found or found[0].lower == "that":
        return None
    lo, hi = trimmed(found, 0, len(found))
    for k in range(lo, hi):
        if found[k].lower in ("if", "unless", "until", "should", "provided", "which", "whatever"):
            hi = k
            break
    run = trimmed(found, lo, hi)
    clause = next((k for k in range(*run) if found[k].lower in RELATIVES | {"that"}), run[1])
    clear = not any(t.lower in AUXILIARIES or t.lower in PERSONAL for t in found[run[0] : clause])
    return run if run[1] > run[0] and clear else None


def happens(found: Terms, verb: int | None, subject: str) -> bool:
    """Whether a clause says what becomes of its subject rather than what it does."""
    if verb is None:
        return False
    ahead = [t.lower for t in found[verb + 1 : verb + 6] if t.lower not in IDLE_ADVERBS]
    if not ahead:
        return False
    if ahead[0] in ("be", "have") and len(ahead) > 1:
        return not (ahead[1].endswith("ed") or ahead[1] in WILLING)
    return ahead[0] in BEFALLING or (subject == "it" and ahead[0] in IMPERSONAL)


def pronoun(found: Terms, run: Run | None) -> str:
    """The pronoun that a subject's run consists of, or opens with, else nothing."""
    if run is None:
        return ""
    inner = [t.lower for t in found[run[0] : run[1]] if t.lower != ","]
    return inner[0] if inner and inner[0] in PERSONAL and len(inner) < 3 else ""


def aimed_at(found: Terms, run: Run) -> tuple[Run, Run] | None:
    """What is done and to whom, where whoever does something is its object: "any party that …"."""
    lo, hi = run
    for k in range(lo + 2, hi - 2):
        word, then = found[k].lower, found[k + 2].lower
        named = word in ("any", "every") and then in ("that", "who")
        more = word == "any" and found[k + 1].lower in MORE
        free = word in ("anyone", "anybody", "those") and found[k + 1].lower == "who"
        if named or more or free or word == "whoever":
            end = k - (found[k - 1].lower in ("of", "on", "against", "for", "with", "from"))
            return (lo, end), (k, hi)
    return None
