"""Which kind a commitment is: by the statement's act, by whose act follows, and how it is welcome."""

from __future__ import annotations

from itertools import pairwise

from onrecord.read.clauses import Terms
from onrecord.read.connectives import Conditional
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
    "help support aid assist assistance provide send give release lift discuss talk talks meet negotiate sign "
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
EAGER = words("ready willing")
OPEN = words("ready willing prepared open consider discuss talks negotiate meet")
#: What the other side would have to do for an offer.
KINDNESS = words(
    "stop stops stopped withdraw withdraws withdrew agree agrees agreed accept accepts accepted lift "
    "lifts lifted release releases released give gives gave walk walks walked sign signs signed "
    "return returns returned show shows showed promise promised cease ceases ceased "
    "guarantee guarantees guaranteed consent reciprocate disarm disarms disarmed pay pays paid "
    "restraint drop drops dropped cooperate cooperates cooperated join joins joined met"
)
#: What the other side would have to do for a threat: harm, or what it has not done.
HOSTILE = words(
    "attack attacks attacked invade invades invaded advance advances fire fires fired harm harmed "
    "breach violate violates violated resume resumes placed provoke cross crosses crossed fail fails "
    "failed refuse refuses interfere interference strike threatened not never doesn't don't didn't"
)
KINDS: dict[str, CommitmentKind] = {
    "promise": "promise", "threaten": "threat", "offer": "offer", "refuse": "refusal",
}  # fmt: skip
#: What a clause needs before it counts as one of a treaty, law or order.
LEGAL = words(
    "treaty pact accord agreement article clause charter constitution convention order ruling law "
    "act protocol compact resolution statute statutes decree judgment judgement contract directive"
)
DUTIES = words("must shall will")
#: What stands for an answer at the head of a clause.
RESPONSES = words("response answer reply retaliation")
#: Words behind a "no" that denies nothing.
FIXED = words("confidence doubt longer later matter less more fewer")
#: Acts of those who look on: harm that they speak of is none of theirs.
ONLOOKING = words("predict warn regret believe praise accuse deny confirm")
GUESSING = words("predict believe regret praise deny confirm")
#: What is done in answer to a condition, by whoever says so: "would be met with", "the response".
ANSWERS = words("met answered response respond responds retaliate retaliation retaliatory")
#: In the speaker's own words a threat, in another's a forecast: "he will have severe sanctions".
PAID = words("sanctions consequences price")
COUNTERFACTUAL = words("would 'd wouldn't could")


def denies(found: Terms) -> bool:
    """Whether a clause has a negation; that of "no confidence" is none."""
    return any(
        t.lower in NEGATIONS
        and not (t.lower == "no" and k + 1 < len(found) and found[k + 1].lower in FIXED)
        for k, t in enumerate(found)
    )


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
    negated = denies(consequence)
    settled = _settled(said, given, consequence)
    if settled is None and own and negated and said & YIELDING and act != "threaten":
        settled = "refusal"
    if settled is not None:
        return settled
    if act in KINDS and not (act == "refuse" and own and modal and not negated):
        return _decided(act, own, said, bool(given), negated)
    if act == "decree" and said & DUTIES:
        harm = given and said & SETBACK and not said & HELP
        return "threat" if harm else "refusal" if negated else "promise"
    quoted = any(t.quoted for t in consequence)
    return _heard(act, own, said, given, negated=negated, quoted=quoted, passive=passive)


def _settled(said: set[str], given: set[str], consequence: Terms) -> CommitmentKind | None:
    """The kind that no act changes: an alliance's promise, what would have been, an answer."""
    # "An attack on one is an attack on all" is what allies promise each other.
    if "all" in said and "attack" in given:
        return "promise"
    if given and {t.lower for t in consequence[:2]} & RESPONSES:
        return "threat"
    return "prediction" if given and "have" in said and said & COUNTERFACTUAL else None


def _heard(
    act: str,
    own: bool,
    said: set[str],
    given: set[str],
    *,
    negated: bool,
    quoted: bool,
    passive: bool,
) -> CommitmentKind:
    """The kind where the act names none: by who would act and how welcome it is."""
    if own and act == "agree" and not negated:
        return "promise"
    if own and act == "warn" and given and not said & HELP:
        return "threat"
    answered = given and act not in GUESSING and said & (ANSWERS | PAID if quoted else ANSWERS)
    if not answered and (own or act in ("intend", "agree")):
        return _welcome(said, given, negated)
    harmed = passive and given and said & SETBACK and act not in ONLOOKING
    return "threat" if harmed or answered else "prediction"


def conditional_kind(
    act: str, found: Terms, one: Conditional, *, own: bool, doing: bool, passive: bool
) -> CommitmentKind:
    """The kind of a conditional, by how its two sides answer each other.

    own: whether its subject is the speaker's side; doing: whether that side does something.
    act, passive: as for `kind_of`.
    """
    condition = [t for a, b in one.conditions for t in found[a:b]]
    consequence = [t for a, b in one.consequence for t in found[a:b]]
    first = consequence[0].lower
    if one.verb is not None and found[one.verb].lower == "shall" and first not in ("i", "we"):
        act = "decree"
    modal = one.verb is not None
    if own and not one.negated and act not in GUESSING and offered(consequence, condition):
        return "offer"
    kind = kind_of(act, doing, consequence, condition, passive=passive, modal=modal)
    begin = one.conditions[0][0]
    unless = begin > 0 and found[begin - 1].lower == "unless"
    if own and unless and kind != "refusal" and not denies(consequence):
        return "threat"
    if (
        kind == "prediction"
        and one.negated
        and modal
        and act not in ONLOOKING
        and _bars(consequence)
    ):
        return "refusal"
    return kind


def _bars(consequence: Terms) -> bool:
    """Whether it says what will not be done."""
    low = [t.lower for t in consequence]
    return low[0] in ("no", "nobody", "nothing", "not") or bool(NEGATIONS & set(low[1:8]))


def offered(consequence: Terms, condition: Terms) -> bool:
    """Whether what is said would answer a kindness that the other side is free to do."""
    said, given = {t.lower for t in consequence}, {t.lower for t in condition}
    other = bool(condition) and condition[0].lower not in ("i", "we", "it")
    kind = bool(given & KINDNESS) and not given & (HOSTILE | NEGATIONS)
    return other and kind and not said & (SETBACK - KINDNESS)


def _decided(act: str, own: bool, said: set[str], limited: bool, negated: bool) -> CommitmentKind:
    """The kind that an act decides: a threat or refusal not to do something is a refusal."""
    if act == "threaten" and not own and not said & SETBACK:
        return "prediction"
    harmful = limited if act == "offer" else act == "promise" and not said & HELP
    if own and harmful and said & HARM:
        return "threat"
    return "refusal" if own and negated and act in ("threaten", "refuse") else KINDS[act]


def _welcome(said: set[str], given: set[str], negated: bool) -> CommitmentKind:
    """The kind of what the speaker's side would do, by its words alone."""
    if "hesitate" in said:
        return "threat"
    if negated:
        return "prediction" if "able" in said else "refusal"
    if ((given and said & OPEN) or said & EAGER) and not said & HARM:
        return "offer"
    harm = said & (SETBACK if given else HARM) or given & HOSTILE
    return "threat" if harm and not said & HELP else "promise"
