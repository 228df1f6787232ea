"""Which way a clause looks in time, by the nearest verb or sign of plan around an expression."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.read.segment import Word

PAST, FUTURE, OPEN = -1, 1, 0
#: Words to either side that are looked at.
REACH = 14

AHEAD = frozenset(
    [
        "will",
        "shall",
        "ll",
        "going",
        "scheduled",
        "expected",
        "expects",
        "due",
        "plans",
        "planned",
        "planning",
        "slated",
        "upcoming",
        "hopes",
        "intends",
        "anticipated",
        "tentatively",
        "payable",
        "expire",
        "expires",
        "expiring",
        "maturing",
        "wo",
        "should",
        "must",
        "may",
        "could",
        "might",
        "can",
        "aims",
        "vowed",
    ]
)
BEHIND = frozenset(
    [
        "was",
        "were",
        "had",
        "did",
        "said",
        "told",
        "went",
        "came",
        "took",
        "made",
        "gave",
        "got",
        "met",
        "left",
        "became",
        "began",
        "saw",
        "found",
        "knew",
        "thought",
        "brought",
        "held",
        "kept",
        "led",
        "lost",
        "won",
        "wrote",
        "spoke",
        "stood",
        "sent",
        "set",
        "rose",
        "fell",
        "grew",
        "ran",
        "paid",
        "built",
        "broke",
        "chose",
        "drew",
        "drove",
        "fought",
        "flew",
        "hit",
        "hung",
        "shot",
        "shut",
        "cut",
        "put",
        "let",
        "spent",
        "struck",
        "swore",
        "taught",
        "threw",
        "wore",
        "woke",
        "bought",
        "caught",
        "felt",
        "heard",
        "meant",
        "read",
        "sat",
        "slept",
        "sold",
        "stole",
        "swept",
        "been",
        "died",
        "since",
        "ended",
    ]
)
PRESENT = frozenset(["is", "are", "has", "have", "am", "says", "say", "does", "do"])
#: They end in "ed" and are no verbs of the past.
NOT_PAST = frozenset(
    [
        "need",
        "indeed",
        "hundred",
        "speed",
        "feed",
        "seed",
        "breed",
        "united",
        "red",
        "bed",
        "led",
        "shed",
        "weed",
        "proceed",
        "succeed",
        "exceed",
        "exceeding",
        "embed",
        "naked",
        "wicked",
        "sacred",
        "kindred",
        "wed",
        "fed",
        "led",
        "ahmed",
        "mohammed",
    ]
)


def direction(words: Sequence[Word], begin: int, end: int) -> int:
    """PAST, FUTURE or OPEN for the expression of words `[begin, end)`, read inside its sentence.

    The nearest sign to the left counts; at the front of a sentence, the nearest to the right.
    """
    sentence = words[begin].sentence
    if (
        begin > 0
        and words[begin - 1].text.lower() == "until"
        and words[begin - 1].sentence == sentence
    ):
        return FUTURE
    for i in range(begin - 1, max(-1, begin - 1 - REACH), -1):
        if words[i].sentence != sentence:
            break
        if (found := _sign(words, i)) is not None:
            return found
    for i in range(end, min(len(words), end + REACH)):
        if words[i].sentence != sentence:
            break
        if (found := _sign(words, i)) is not None:
            return found
    return OPEN


def _sign(words: Sequence[Word], i: int) -> int | None:
    word = words[i].text.lower()
    if word in AHEAD and not (word == "may" and words[i].text == "May"):
        return FUTURE
    if word in BEHIND:
        return FUTURE if _planned(words, i) else PAST
    if word.endswith("ed") and len(word) > 3 and word not in NOT_PAST:
        return FUTURE if _planned(words, i) else PAST
    if word in PRESENT:
        return None if _perfect(words, i) else OPEN
    if word == "to" and i + 1 < len(words) and words[i + 1].text.lower() == "be":
        return FUTURE
    return None


def _planned(words: Sequence[Word], i: int) -> bool:
    """Whether a past form tells of what has not happened: "to be held", "set to expire"."""
    before = words[i - 1].text.lower() if i else ""
    after = words[i + 1].text.lower() if i + 1 < len(words) else ""
    return before == "be" or (words[i].text.lower() == "set" and after in ("to", "for"))


def _perfect(words: Sequence[Word], i: int) -> bool:
    return words[i].text.lower() in ("has", "have")
