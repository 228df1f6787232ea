"""Plain signs of an act in a statement's words: what its cue names, and how its content is put.

The vectors of the encoder carry most of an act; these few hundred words keep a cue that names its
act from being outvoted. How much each sign says for each label is learnt, not written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from onrecord.read.act_words import (
    BARGAIN,
    BLAME,
    CLAIMS,
    CONDITIONS,
    FIGHT,
    FINITE,
    FIRST,
    FLAWS,
    GRAVE,
    HARM,
    HELP,
    IRREGULAR,
    LIKELY,
    MAY,
    MERITS,
    MISDEEDS,
    MUST,
    NAMING,
    NEEDS,
    NEGATIONS,
    NEUTRAL,
    NOUNS,
    OWN,
    PAIRS,
    PAYBACK,
    PLANS,
    PLEADING,
    READINESS,
    READY,
    RETOLD,
    SORRY,
    THIRD,
    UNTRUE,
    WELCOME,
    WH,
    WILL,
    WOULD,
)

#: Words from the start of a content within which its main clause has its verb, mostly.
OPENING = 5
#: What a verb that reports a past act stands behind.
HAVING = frozenset(("had", "has", "have", "was", "were"))
ENDINGS = ("s", "es", "ed", "d", "ing")


def _inflected(verb: str) -> Iterable[str]:
    yield verb
    yield from (verb + ending for ending in ENDINGS)
    if verb.endswith("e"):
        yield verb[:-1] + "ing"
    if verb.endswith("y"):
        yield verb[:-1] + "ies"
        yield verb[:-1] + "ied"


NAMED = {form: label for label, nouns in NOUNS.items() for form in nouns.split()}
NAMED |= {
    form: label
    for label, verbs in NAMING.items()
    for verb in verbs.split()
    for form in _inflected(verb)
}
_OF_VERB = {verb: label for label, verbs in NAMING.items() for verb in verbs.split()}
NAMED |= {form: _OF_VERB[verb] for forms, verb in IRREGULAR.items() for form in forms.split()}

#: Acts that cues name by signs which came after the first models: places are never moved.
_NEWER = ("describe", "hope", "stress", "want")
_CUE = sorted({*NAMING, *NOUNS} - {*_NEWER})
#: Every sign, in the order of their weights. New ones go to the end.
SIGNS = (
    *(f"cue {label}" for label in _CUE),
    "cue neutral", "cue negated", "cue passive", "quoted", "infinitive", "question",
    "interrogative", "own will not", "own will", "own not", "they would not", "they would",
    "will", "will not", "may", "must", "condition", "not", "pleading", "blame", "welcome",
    "sorry", "own harm", "own help", "if own harm", "if own will", "their harm", "if harm",
    "asks whether", "own plan", "please", "need to", "cue will not", "opens own will not",
    "opens own will", "opens they would not", "opens they would", "opens will not", "opens will",
    "opens not", "opens readiness", "grave",
    *(f"cue {label}" for label in _NEWER),
    "claim", "claim refused", "untrue", "ready", "likely", "misdeed", "past misdeed", "flaw",
    "merit", "described flaw", "described merit", "described untrue", "payback", "harm promised",
    "opens need", "short", "long", "very long", "opens first", "opens third", "opens any",
    "opens condition", "opens nobody", "opens the", "you", "exclaim", "no verb", "past",
    "harm to come", "ready harm", "if ready", "neutral flaw", "neutral merit", "told", "retold",
    "reports act", "bargain", "if they would",
)  # fmt: skip
PLACE = {sign: place for place, sign in enumerate(SIGNS)}


def signs(cue: Sequence[str], content: Sequence[str], *, quoted: bool) -> list[int]:
    """The places in SIGNS of what a statement shows, given the words of its cue and of its content.

    quoted: whether any of the content stands in quotation marks.
    """
    said = [w.lower().replace("’", "'") for w in cue]
    told = [w.lower().replace("’", "'") for w in content]
    found = {*_cue_signs(said), *_content_signs(told), *_wording(told)}
    found.update(_together(said, told, found))
    if "cue ask" in found and {"interrogative", "question"} & found:
        found.add("asks whether")
    if quoted:
        found.add("quoted")
    return sorted(PLACE[sign] for sign in found)


def _cue_signs(said: Sequence[str]) -> Iterable[str]:
    pairs = (PAIRS.get(f"{a} {b}") for a, b in pairwise(said))
    named = next(filter(None, pairs), None)
    # The first word that names one: "has promised to back" promises.
    named = named or next((NAMED[w] for w in said if w in NAMED), None)
    if named:
        yield f"cue {named}"
    elif set(said) & NEUTRAL or not said:
        yield "cue neutral"
    if set(said) & NEGATIONS:
        yield "cue negated"
        if set(said) & (WILL | WOULD):
            yield "cue will not"
    if set(said) & {"is", "are", "was", "were", "been", "being"}:
        yield "cue passive"


def _content_signs(told: Sequence[str]) -> Iterable[str]:
    inside = set(told)
    opening = next((w for w in told[:3] if w.isalpha()), "")
    conditional = bool(inside & CONDITIONS)
    shown = {
        "infinitive": told[:1] == ["to"] or told[:2] == ["not", "to"],
        "question": "?" in inside,
        "interrogative": opening in WH,
        "pleading": opening in PLEADING,
        "please": "please" in inside,
        "need to": any(a in NEEDS and b == "to" for a, b in pairwise(told)),
        "own plan": any(
            w in PLANS and OWN & set(told[max(0, k - 2) : k]) for k, w in enumerate(told[:8])
        ),
        "may": inside & MAY,
        "must": inside & MUST,
        "not": inside & NEGATIONS,
        "opens readiness": READINESS & set(told[:4]),
        "grave": inside & GRAVE and inside & {"be", "mean", "lead", "cause", "have"},
        "opens not": NEGATIONS & set(told[:OPENING]),
        "condition": conditional,
        "blame": inside & BLAME,
        "welcome": inside & WELCOME,
        "sorry": inside & SORRY,
    }
    yield from (sign for sign, there in shown.items() if there)
    yield from _modal_signs(told, conditional)


def _modal_signs(told: Sequence[str], conditional: bool) -> Iterable[str]:
    """How each modal's subject and negation put the speaker under an obligation."""
    harm, help_ = bool(set(told) & HARM), bool(set(told) & HELP)
    for at, word in enumerate(told):
        before, after = told[max(0, at - 4) : at], told[at + 1 : at + 4]
        first = bool(FIRST & set(before)) or word.partition("'")[0] in ("i", "we")
        third = bool(THIRD & set(before[-2:])) and at <= OPENING
        no = bool(NEGATIONS & {*after[:2], *before[-1:], word})
        if word in WILL or word in WOULD or word.endswith(("'ll", "'d")):
            own = first or third
            side = "they would" if third and not first else "own will" if first else "will"
            put = f"{side} not" if no else side
            yield put
            if at <= OPENING:
                yield f"opens {put}"
            if harm and not own:
                yield "if harm" if conditional else "their harm"
            if own and not no:
                yield from (["own harm"] if harm else []) + (["own help"] if help_ else [])
                if conditional:
                    yield "if own harm" if harm else "if own will"
        elif first and word in NEGATIONS:
            yield "own not"
        elif first and word in ("prepared", "ready", "willing"):
            yield "own will not" if NEGATIONS & set(before) else "own will"


def _wording(told: Sequence[str]) -> Iterable[str]:
    """What kinds of words a content holds, how long it is, and with what it opens."""
    inside, early = set(told), set(told[:8])
    spelled = [w for w in told if w[:1].isalnum()]
    first = next((w for w in spelled if w != "that"), "")
    shown = {
        "claim": early & CLAIMS,
        "untrue": inside & UNTRUE,
        "ready": early & READY,
        "likely": inside & LIKELY,
        "misdeed": inside & MISDEEDS,
        "past misdeed": inside & MISDEEDS
        and inside & {"had", "has", "have", "was", "were"}
        and first not in FIRST,
        "flaw": inside & FLAWS,
        "merit": inside & MERITS,
        "payback": any(f"{a} {b}" in PAYBACK for a, b in pairwise(told)),
        "opens need": {"need", "importance", "necessity", "urgency"} & set(told[:3]),
        "short": len(told) <= 3,
        "long": len(told) > 25,
        "very long": len(told) > 50,
        "opens first": first in FIRST,
        "opens third": first in THIRD,
        "opens any": first in ("any", "anyone", "anybody", "whoever", "those"),
        "opens condition": first in CONDITIONS or first in ("should", "were", "once", "when"),
        "opens nobody": first in ("nobody", "no", "none", "neither", "nothing", "there"),
        "opens the": first in ("the", "a", "an", "this", "these"),
        "you": inside & {"you", "your"},
        "exclaim": "!" in inside,
        "no verb": not inside & FINITE,
        "retold": inside & RETOLD,
        "reports act": any(a in HAVING and b in NAMED for a, b in pairwise(told[:16])),
        "bargain": any(f"{a} {b}" in BARGAIN for a, b in pairwise(told)),
        "past": {"had", "was", "were", "did"} & set(told[:12]) and not inside & (WILL | WOULD),
    }
    yield from (sign for sign, there in shown.items() if there)


def _together(said: Sequence[str], told: Sequence[str], found: set[str]) -> Iterable[str]:
    """Signs that say another thing together than each alone: a cue's with a content's, mostly."""
    pairs = {
        "claim refused": ("cue refuse", "claim"),
        "described flaw": ("cue describe", "flaw"),
        "described merit": ("cue describe", "merit"),
        "described untrue": ("cue describe", "untrue"),
        "neutral flaw": ("cue neutral", "flaw"),
        "neutral merit": ("cue neutral", "merit"),
        "if ready": ("condition", "ready"),
        "if they would": ("condition", "they would"),
    }
    yield from (sign for sign, both in pairs.items() if found.issuperset(both))
    inside = set(told)
    if inside & FIGHT:
        if "cue promise" in found:
            yield "harm promised"
        if "infinitive" in found:
            yield "harm to come"
    if inside & HARM and "ready" in found:
        yield "ready harm"
    if set(said) & {"told", "tells", "tell"}:
        yield "told"
