"""Which kind a commitment is: by the statement's act, by whose act follows, and how it is welcome."""

from __future__ import annotations

from itertools import pairwise

from onrecord.read.clauses import Terms
from onrecord.read.lexicon import words
from onrecord.records import CommitmentKind

#: Words of a cue that name the act, by stem.
NAMED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("threaten", ("threat",)),
    ("refuse", ("refus", "reject", "ruled out", "rule out", "rules out", "ruling out", "decline",
                "forbid", "forbad", "ban ", "prohibit")),
    ("offer", ("offer",)),
    ("promise", ("promis", "pledg", "guarantee", "committed to", "undertak", "obliges", "oblige ")),
)  # fmt: skip
#: What the one it is aimed at would not welcome: whenever it is said, and on a condition.
HARM = words(
    "harm sanction sanctions respond responds response retaliate retaliation retaliatory punish punished "
    "punishment strike strikes attack attacks forcefully forceful consequences sue appeal "
    "challenge quit war siege veto expel expelled arrest arrested boycott destroy destroyed crush "
    "blockade seize seized prosecute prosecuted fine fined fines jail jailed revoke revoked "
    "overturn lawsuit unfriendly countermeasures penalty penalties penalise forfeit lapse lapses "
    "regret snapback hesitate vengeance avenge topple"
)
SETBACK = HARM | words(
    "force price withdraw military freeze close shut cut suspend suspended vote deploy tariffs "
    "tariff resist met answered fire block terminate oppose fight measures cost costs "
    "escalate halt stop legal defend dismissed fired sack sacked lose loses lost severe impose "
    "imposed reimpose leave cancel missiles rocket withhold evict ban bar"
)
HELP = words(
    "help support aid assist provide send give release lift discuss talk talks meet negotiate sign "
    "open protect join pay share consider build continue stay begin convene study replace publish "
    "resign remain"
)
NEGATIONS = words(
    "not never no won't wouldn't shan't cannot n't nothing nobody neither refuse refuses refused"
)
#: With a negation these refuse, whatever else the statement does.
YIELDING = words(
    "accept allow tolerate negotiate compromise surrender recognise recognize yield bow give trade "
    "agree concede permit submit"
)
#: Pairs of words that harm together; kind_of puts "harm" for them.
HARMING = {
    ("in", "court"), ("to", "court"), ("walk", "out"), ("walk", "away"), ("vote", "against"),
    ("no", "confidence"), ("would", "answer"), ("will", "answer"), ("lay", "siege"),
}  # fmt: skip
OPEN = words("ready willing prepared open consider discuss talks negotiate meet")
#: What the other side would have to do for a threat: harm, or what it has not done.
HOSTILE = words(
    "attack attacks attacked invade invades invaded advance advances fire fires fired harm harmed "
    "breach violate violates violated resume resumes placed provoke cross crosses crossed fail fails "
    "failed refuse refuses interfere interference strike threatened not never doesn't don't didn't"
)
KINDS: dict[str, CommitmentKind] = {
    "promise": "promise", "threaten": "threat", "offer": "offer", "refuse": "refusal",
}  # fmt: skip
#: Acts of those who look on: harm that they speak of is none of theirs.
#: What a clause needs before it counts as one of a treaty, law or order.
LEGAL = words(
    "treaty pact accord agreement article clause charter constitution convention order ruling law "
    "act protocol compact resolution statute statutes decree judgment judgement contract directive"
)
DUTIES = words("must shall will")
ONLOOKING = words("predict warn regret believe praise accuse deny confirm")
GUESSING = words("predict believe regret praise deny confirm")
#: What is done in answer to a condition, by whoever says so: "would be met with", "the response".
ANSWERS = words("met answered response respond responds retaliate retaliation retaliatory")
#: In the speaker's own words a threat, in another's a forecast: "he will have severe sanctions".
PAID = words("sanctions consequences price")
COUNTERFACTUAL = words("would 'd wouldn't could")


def named_act(cue: str, label: str | None) -> str:
    """The act that a cue names by itself, else the statement's label, else nothing."""
    low = cue.lower() + " "
    for act, stems in NAMED:
        if any(stem in low for stem in stems):
            return act
    return label or ""


def kind_of(
    act: str, own: bool, consequence: Terms, condition: Terms, *, passive: bool, modal: bool
) -> CommitmentKind:
    """The kind of a commitment.

    act: as `named_act` says. own: whether the speaker's side would act. passive: whether nobody is
    named who would. modal: whether the consequence has a verb that binds.
    """
    said, given = {t.lower for t in consequence}, {t.lower for t in condition}
    if {(a.lower, b.lower) for a, b in pairwise(consequence)} & HARMING:
        said |= {"harm"}
    negated = bool(said & NEGATIONS)
    # "An attack on one is an attack on all" is what allies promise each other.
    allied = "all" in said and "attack" in given
    if allied or ("have" in said and said & COUNTERFACTUAL and given):
        return "promise" if allied else "prediction"
    if own and negated and said & YIELDING and act != "threaten":
        return "refusal"
    if act in KINDS and not (act == "refuse" and own and modal and not negated):
        return _decided(act, own, said, bool(given), negated)
    if act == "decree" and said & DUTIES:
        harm = given and said & SETBACK
        return "threat" if harm else "refusal" if negated else "promise"
    harmed = passive and given and said & SETBACK and act not in ONLOOKING
    quoted = any(t.quoted for t in consequence)
    answered = given and act not in GUESSING and said & (ANSWERS | PAID if quoted else ANSWERS)
    if not answered and (own or act in ("intend", "agree")):
        return _welcome(said, given, negated)
    return "threat" if harmed or answered else "prediction"


def _decided(act: str, own: bool, said: set[str], limited: bool, negated: bool) -> CommitmentKind:
    """The kind that an act decides: a threat or refusal not to do something is a refusal."""
    harmful = limited if act == "offer" else act == "promise" and not said & HELP
    if own and harmful and said & HARM:
        return "threat"
    return "refusal" if own and negated and act in ("threaten", "refuse") else KINDS[act]


def _welcome(said: set[str], given: set[str], negated: bool) -> CommitmentKind:
    """The kind of what the speaker's side would do, by its words alone."""
    if "hesitate" in said:
        return "threat"
    if negated:
        return "refusal"
    if given and said & OPEN and not said & HARM:
        return "offer"
    harm = said & (SETBACK if given else HARM) or given & HOSTILE
    return "threat" if harm and not said & HELP else "promise"
