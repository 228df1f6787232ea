"""Words of a sentence that name a deed, with its PLOVER type and mode."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.read.clauses import AUXILIARIES, MODALS, PERSONAL, Terms
from onrecord.read.events.forms import BASE, GERUND, PARTICIPLE, THIRD
from onrecord.read.events.lexicon import Sense
from onrecord.read.events.table import CLASSES, NOUN, PARTICIPLES, PASTS, TABLE, Entry
from onrecord.read.lexicon import DETERMINERS, DOCUMENTS, words

#: What ties an object to a noun of doing.
OF = frozenset(["of", "on", "in", "to"])
#: How far behind its verb an object's head may stand.
REACH = 9
#: Words that an object does not reach over.
STOPS = words(
    "that which who because while if unless until after before when and but said says ; : — – ( )"
)
PREPOSITIONS = words(
    "of in on at by for with from to into over against under about between during despite amid before after "
    "near across without through behind since"
)
#: What stands before a verb and never before a noun.
BEFORE_VERB = MODALS | words(
    "to can could may might should cannot can't couldn't not i we they you he she it who 've has have had "
    "did does do didn't doesn't don't helped never also then jointly"
)
#: What stands before a verb, "to" aside, and before one in the third person.
BEFORE_BARE = BEFORE_VERB - {"to"}
BEFORE_OTHER_FORM = BEFORE_VERB - PERSONAL - {"who"}
BEFORE_NOUN = DETERMINERS | words(
    "no any every some its their his her our my this that these those new fresh further more first second next "
    "last recent latest two three four five several many such major"
)
#: What an object or adjunct of a verb starts with.
BEHIND_VERB = (
    DETERMINERS
    | PREPOSITIONS
    | PERSONAL
    | words("up out down off back more all both people any no civilians troops him them her us")
)
#: Objects that turn a deed into something else: "met the target", "struck a chord".
IDLE: Mapping[str, frozenset[str]] = {
    "meet": words("demand demands need needs target targets deadline requirement requirements goal goals cost costs condition conditions standard standards criteria halfway"),
    "strike": words("chord balance tone deal bargain note agreement"),
    "fight": words("to back fire fires cancer inflation poverty disease fraud election"),
    "hit": words("back record"),
    "release": DOCUMENTS | words("rs $ funds money tuesday monday wednesday thursday friday figures report album film details name names water"),
    "help": words("explain make keep"),
    "raise": words("money"),
    "close": words("gap deal deals chapter trading"),
    "seize": words("opportunity chance moment"),
    "march": words("on forward"),
    "freeze": words("to over"),
    "shed": words("light"),
    "share": words("view views concern concerns feeling stage screenshot times tweet post photo video picture"),
    "kill": words("bill proposal idea"),
    "ease": words("pain"),
    "board": words("plane train bus"),
}  # fmt: skip
#: Nouns that are deeds only behind some words, and verbs only before some.
NEEDS_BEFORE: Mapping[str, frozenset[str]] = {
    "fire": words("artillery rocket mortar gun small-arms tank sniper machine-gun heavy under shell missile enemy incoming"),
    "strike": words("air missile drone military rocket nuclear night retaliatory israeli russian american"),
    "march": words("protest long mass peaceful peace"),
    "fast": words("relay hunger a his her their the indefinite"),
    "call": words("telephone phone"),
    "trial": words("criminal murder show"),
    "release": words("the immediate unconditional their his her of early prompt prisoner hostage"),
    "exchange": words("prisoner hostage"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trigger:
    """Half-open terms `[begin, end)` of a deed, what it is, and how it is said.

    form: NOUN or a form of `forms`. object: the term that decided what the verb does, if one did.
    passive: whether its subject suffers it.
    """

    begin: int
    end: int
    sense: Sense
    base: str
    form: str
    object: int | None = None
    passive: bool = False

    @property
    def noun(self) -> bool:
        """Whether a noun names the deed."""
        return self.form == NOUN


def triggers(found: Terms) -> Iterator[Trigger]:
    """Deeds of a sentence's terms in text order, none inside another."""
    k = 0
    while k < len(found):
        hit = trigger_at(found, k) if found[k].lower in TABLE else None
        if hit is None:
            k += 1
            continue
        yield hit
        k = hit.end


def trigger_at(found: Terms, k: int) -> Trigger | None:
    """The deed that a term starts to name, if it does."""
    if found[k].capital and found[k].lower == "march":
        return None
    for entry in TABLE[found[k].lower]:
        end = k + 1 + len(entry.rest)
        if entry.rest and tuple(t.lower for t in found[k + 1 : end]) != entry.rest:
            continue
        if not (_noun(found, k, end, entry) if entry.form == NOUN else _verb(found, k, entry)):
            continue
        passive = found[k].lower in PARTICIPLES and _passive(found, k)
        if entry.form == PARTICIPLE and not passive and found[k].lower in PASTS:
            continue
        if entry.senses is not None:
            over = _lower(found, end) in OF if entry.form == NOUN else False
            at = None
            if entry.form != NOUN or over:
                at = _object(found, k, end + over, entry.senses, passive)
            if at is not None:
                named = CLASSES[found[at].lower]
                sense = next(s for c, s in entry.senses.items() if c in named)
                if sense == ("REJECT", "meet") and entry.base in ("end", "stop", "cut", "reduce"):
                    continue
                return Trigger(k, end, sense, entry.base, entry.form, at, passive)
            continue
        if entry.sense is not None and not _idle(found, end, entry):
            if passive and entry.sense[0] == "CONSULT" and entry.base == "meet":
                continue
            return Trigger(k, end, entry.sense, entry.base, entry.form, None, passive)
    return None


def _lower(found: Terms, k: int) -> str:
    return found[k].lower if 0 <= k < len(found) else ""


def _noun(found: Terms, k: int, end: int, entry: Entry) -> bool:
    """Whether the term reads as a noun here."""
    before, after = _lower(found, k - 1), _lower(found, end)
    needed = NEEDS_BEFORE.get(entry.base)
    if needed is not None and before not in needed:
        return False
    if found[k].capital and k and found[k - 1].capital:
        return False
    if before in BEFORE_BARE and before not in DETERMINERS:
        return False
    if before == "to" and (after in DETERMINERS or (end < len(found) and found[end].capital)):
        return False
    gerund = found[k].lower.endswith("ing") and entry.base.endswith("ing")
    return not (gerund and (after in DETERMINERS or before in AUXILIARIES))


def _verb(found: Terms, k: int, entry: Entry) -> bool:
    """Whether the term reads as a verb here."""
    before, after = _lower(found, k - 1), _lower(found, k + 1)
    if entry.form == GERUND:
        return before not in DETERMINERS or after in DETERMINERS
    if entry.form == BASE:
        if before in BEFORE_NOUN or (before in PREPOSITIONS and before != "to"):
            return False
        return before in BEFORE_VERB or (
            k > 0 and _noun_like(found, k - 1) and _opens(found, k + 1)
        )
    if entry.form == THIRD:
        if before in BEFORE_NOUN or before in PREPOSITIONS or before in BEFORE_OTHER_FORM:
            return False
        return k > 0 and (found[k - 1].capital or _opens(found, k + 1))
    return not (before in BEFORE_NOUN and entry.form == PARTICIPLE)


def _noun_like(found: Terms, k: int) -> bool:
    t = found[k]
    return (
        t.capital
        or t.lower.endswith("s")
        or t.lower in PERSONAL
        or t.lower in ("and", "people", "who")
    )


def _opens(found: Terms, k: int) -> bool:
    """Whether what follows can be the object or adjunct of a verb."""
    if k >= len(found):
        return True
    t = found[k]
    return (
        t.capital
        or t.lower in BEHIND_VERB
        or not t.lower[0].isalpha()
        or t.lower.endswith(("s", "ly"))
    )


def _passive(found: Terms, k: int) -> bool:
    """Whether a participle is passive: behind a form of "be", or behind a noun that it limits."""
    j = k - 1
    while j >= 0 and (
        found[j].lower.endswith("ly")
        or found[j].lower in ("not", "never", "also", "being", "been", "now", "first", "then")
    ):
        if found[j].lower in ("being", "been"):
            return True
        j -= 1
    before = _lower(found, j)
    if before in (
        "is",
        "are",
        "was",
        "were",
        "be",
        "'s",
        "'re",
        "wasn't",
        "weren't",
        "isn't",
        "aren't",
        "am",
        "get",
        "got",
    ):
        return True
    after = _lower(found, k + 1)
    return (
        before not in AUXILIARIES
        and before not in PERSONAL
        and after in ("by", "in", "from", "at", "since", "during", "under", "for")
        and j >= 0
        and found[j].lower.isalpha()
        and not found[j].capital
        and before not in PREPOSITIONS
        and before not in DETERMINERS
    )


def _object(
    found: Terms, k: int, end: int, senses: Mapping[str, Sense], passive: bool
) -> int | None:
    """The term of the object whose class the verb has a sense for."""
    places = (
        range(k - 1, max(-1, k - REACH), -1)
        if passive
        else range(end, min(len(found), end + REACH))
    )
    crossed = False
    for at in places:
        word = found[at].lower
        if word in STOPS or word == "," or (not passive and word in AUXILIARIES):
            return None
        crossed = crossed or (at > end and word in PREPOSITIONS and word != "of")
        named = CLASSES.get(word)
        if named and not crossed and any(c in named for c in senses) and not _modifies(found, at):
            return at
    return None


def _modifies(found: Terms, at: int) -> bool:
    """Whether a noun only modifies the one behind it: "aid workers"."""
    after = _lower(found, at + 1)
    return after in CLASSES or after in (
        "workers",
        "worker",
        "officials",
        "official",
        "package",
        "agency",
        "agencies",
        "group",
        "groups",
        "chief",
    )


def _idle(found: Terms, end: int, entry: Entry) -> bool:
    """Whether the verb's object makes an idiom of it."""
    idle = IDLE.get(entry.base)
    return idle is not None and any(t.lower in idle for t in found[end : end + 3])
