"""Which way a clause looks in time, by the nearest verb or sign of plan around an expression."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.read.segment import Word
from onrecord.read.times.vocabulary import listed

PAST, FUTURE, OPEN = -1, 1, 0
#: Words to either side that are looked at.
REACH = 14

AHEAD = listed(
    "will shall ll would going scheduled expected expects due plans planned planning slated "
    "upcoming hopes intends anticipated tentatively payable expire expires expiring maturing "
    "wo should must may could might can aims vowed supposed soon extended postponed rescheduled"
)
BEHIND = listed(
    "was were had did said told went came took made gave got met left became began saw found "
    "knew thought brought held kept led lost won wrote spoke stood sent set rose fell grew ran "
    "paid built broke chose drew drove fought flew hit hung shot shut cut put let spent struck "
    "swore taught threw wore woke bought caught felt heard meant read sat slept sold stole swept "
    "been died since ended"
)
PRESENT = frozenset(["is", "are", "has", "have", "am", "says", "say", "does", "do"])
#: They end in "ed" and are no verbs of the past.
NOT_PAST = listed(
    "need indeed hundred speed feed seed breed united red bed led shed weed proceed succeed "
    "exceed exceeding embed naked wicked sacred kindred wed fed led ahmed mohammed"
)


#: What may stand between "until" and the day.
BEFORE_DAY = listed("a p m am pm . on est edt gmt noon midnight mid early late the end of - : ,")


def direction(words: Sequence[Word], begin: int, end: int) -> int:
    """PAST, FUTURE or OPEN for the expression of words `[begin, end)`, read inside its sentence.

    The nearest sign to the left counts; at the front of a sentence, the nearest to the right.
    """
    sentence = words[begin].sentence
    if _until(words, begin):
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


def _until(words: Sequence[Word], begin: int) -> bool:
    """Whether it ends a wait ("closed until Friday"); at the front of a sentence, verbs tell."""
    i = begin - 1
    while i > 0 and (words[i].text.lower() in BEFORE_DAY or words[i].text.isdecimal()):
        i -= 1
    if i < 1 or words[i].text.lower() != "until":
        return False
    return words[i - 1].sentence == words[begin].sentence


def _sign(words: Sequence[Word], i: int) -> int | None:
    word = words[i].text.lower()
    after = words[i + 1].text.lower() if i + 1 < len(words) else ""
    if word in AHEAD and words[i].text != "May":
        return FUTURE
    if word in BEHIND or (word.endswith("ed") and len(word) > 3 and word not in NOT_PAST):
        return FUTURE if _planned(words, i) else PAST
    if (word in PRESENT and after == "to") or (word == "to" and after == "be"):
        return FUTURE
    return OPEN if word in PRESENT and word not in ("has", "have") else None


def _planned(words: Sequence[Word], i: int) -> bool:
    """Whether a past form tells of what has not happened: "to be held", "set to expire"."""
    before = words[i - 1].text.lower() if i else ""
    after = words[i + 1].text.lower() if i + 1 < len(words) else ""
    return before == "be" or (words[i].text.lower() == "set" and after in ("to", "for"))
