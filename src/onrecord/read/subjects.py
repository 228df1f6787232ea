"""Subjects of cues whose source the encoder left out: "…, and repeated its warning that …"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.read import lexicon as lex
from onrecord.read.names import Name
from onrecord.read.phrases import head_kind
from onrecord.read.tokens import Token

Run = tuple[int, int]

#: How many words before a cue its subject may end.
ASIDE = 20
BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am", "'s", "get", "got"])
#: Participles that do not end in -ed.
PARTICIPLES = lex.words(
    "said told known thought understood felt held seen heard found given written taken shown made "
    "learnt put read meant sought quoted"
)
LINKS = frozenset(["and", "but", "or", "then", "yet"])
AUXILIARIES = BE | lex.words(
    "also too then now later still even again never often soon once already has have had will would "
    "could may might can should did does do not both all"
)
PREPOSITIONS = lex.words("in on with for at by under over into about against")
NO_VERB = lex.DETERMINERS | PREPOSITIONS | {"to"}
#: Words that no noun phrase goes on to the left with.
NO_PART = lex.AFTER_HEAD | lex.STARTERS | lex.HUMAN
#: Verbs whose subject is no source.
SEEMING = lex.words("seem seems seemed appear appears appeared")
#: Determiners that show that what follows them is a noun.
ARTICLES = lex.DETERMINERS - {"that", "this", "one", "all", "both"}
#: Words that the agent of a noun of saying does not reach over.
STOPS = lex.AFTER_HEAD | {"to", "that", "not", ",", "."}
#: Words that open an adverbial ahead of a subject.
OPENING = lex.AFTER_HEAD | LINKS | {"after", "as"}
#: What follows a noun of saying and marks whose words they are.
MARKERS = frozenset(["by", "from"])


class Subjects:
    """Finds the noun phrase that a cue without a source goes with, by position alone."""

    def __init__(self, cut: Sequence[Token], found: Sequence[Name]) -> None:
        self.cut = cut
        self.starts = [t.start for t in cut]
        self.name_at = {
            k: n
            for n in found
            for k in range(bisect_left(self.starts, n.begin), bisect_left(self.starts, n.end))
        }

    def subject(self, cue: Run, content: Sequence[Run]) -> Run | None:
        """Half-open offsets of the subject of a cue, or None where it has none or none is plain.

        A passive has none: its agent is never guessed.
        """
        first, last = (bisect_left(self.starts, at) for at in cue)
        if first >= last or self.cut[first].lower in NO_VERB:
            return None
        if self._noun(first):
            owned = self.cut[first - 1].possessive
            begin = self._sentence(first)
            return self._ending(begin, first - 1, True) if owned else self._agent(last, content)
        begin = self._sentence(first)
        at = first - 1
        while at > begin and (self.cut[at].lower in AUXILIARIES or _adverb(self.cut[at])):
            at -= 1
        if at < begin or not _active(self.cut[at + 1 : last]):
            return None
        if self.cut[at].lower in LINKS:
            return self._opening(begin, at)
        return self._ending(begin, at) if self.cut[at].text != "," else self._aside(begin, at)

    def _aside(self, begin: int, at: int) -> Run | None:
        """The subject before an aside that the comma at that index closes."""
        ahead = self._before_aside(begin, at)
        if ahead > begin and self.cut[ahead].lower in LINKS:
            # "He dropped a tax and, on Monday, promised that …"
            return self._opening(begin, ahead)
        found = self._ending(begin, ahead) if ahead >= begin else None
        # Headlines join their verbs by commas: "Bank holds rate, signals cuts".
        headline = self.cut[at].paragraph == 0
        return found or (self._opening(begin, at) if headline else None)

    def trails(self, cue: Run) -> bool:
        """Whether a cue trails what somebody else's cue says: "…, adding that"."""
        at, last = (bisect_left(self.starts, edge) for edge in cue)
        comma = at > 0 and self.cut[at - 1].text in ',”"'
        while at < last and (self.cut[at].lower in AUXILIARIES or _adverb(self.cut[at])):
            at += 1
        return comma and at < last and self.cut[at].lower.endswith("ing")

    def before(self, t: Token) -> Run | None:
        """The noun phrase that ends right before a word, a comma aside; None where none does."""
        at = bisect_left(self.starts, t.start) - 1
        begin = self._sentence(at + 1)
        if at > begin and self.cut[at].text == ",":
            at -= 1
        return self._ending(begin, at, object_too=True) if at >= begin else None

    def ending(self, t: Token) -> Run | None:
        """The noun phrase that ends with a word; None where its head cannot speak."""
        at = bisect_left(self.starts, t.start)
        return self._ending(self._sentence(at), at, object_too=True)

    def front(self, begin: int, end: int) -> Run | None:
        """The noun phrase at the front of the sentence that characters `[begin, end)` belong to."""
        last = bisect_left(self.starts, end)
        first = self._sentence(max(0, last - 1)) if last else 0
        return self._opening(first, last) if self.starts and self.starts[first] >= begin else None

    def whole(self, at: int) -> Run | None:
        """The noun phrase of which only the determiner at that character was found."""
        first = bisect_left(self.starts, at)
        return self._starting(first, first + ASIDE)

    def _noun(self, first: int) -> bool:
        """Whether the cue at that index is a noun: a determiner or preposition stands before it."""
        before = self.cut[first - 1] if first else None
        return before is not None and (
            before.lower in ARTICLES
            or before.lower in ("despite", "amid", "after", "of", "with", "on", "for")
            or before.possessive
        )

    def _agent(self, last: int, content: Sequence[Run]) -> Run | None:
        """The phrase after "by" or "from" behind a noun of saying."""
        if last + 1 >= len(self.cut) or self.cut[last].lower not in MARKERS:
            return None
        end = last + 1
        while end < len(self.cut) and end < last + 8 and self._inside(end, last + 1, content):
            end += 1
        return (self.cut[last + 1].start, self.cut[end - 1].end) if end > last + 1 else None

    def _inside(self, at: int, begin: int, content: Sequence[Run]) -> bool:
        t = self.cut[at]
        return (
            t.sentence == self.cut[begin].sentence
            and not any(a <= t.start < b for a, b in content)
            and (at in self.name_at or (t.lower not in STOPS and t.text[0].isalnum()))
        )

    def _sentence(self, at: int) -> int:
        """Index of the first token of a sentence, a dateline ("ACCRA - ") aside."""
        begin = at
        while begin > 0 and self.cut[begin - 1].sentence == self.cut[at].sentence:
            begin -= 1
        for k in range(begin, min(begin + 12, at)):
            if self.cut[k].text in ("-", "–", "—") and all(
                t.capital or not t.text[0].isalpha() for t in self.cut[begin:k]
            ):
                begin = k + 1
        return begin

    def _opening(self, begin: int, end: int) -> Run | None:
        """The subject at the front of a clause, which a verb after "and" shares."""
        for k in range(end - 1, begin, -1):
            # The clause that the verb belongs to may be the second of its sentence.
            if self.cut[k].text in ":;":
                begin = k + 1
                break
        at = begin
        while at < end and self.cut[at].lower in OPENING:
            comma = next((k for k in range(at, end) if self.cut[k].text == ","), None)
            at = comma + 1 if comma is not None and comma < begin + ASIDE else at + 1
        return self._starting(at, end)

    def _starting(self, begin: int, end: int) -> Run | None:
        """The noun phrase that starts at `begin`: it ends with the first head that a noun can be."""
        at = begin
        while at < min(end, begin + 8, len(self.cut)):
            name = self.name_at.get(at)
            if name is not None and name.kind not in ("title", "demonym"):
                at = bisect_left(self.starts, name.end) - 1
                second = self.name_at.get(at + 2)
                if second and self.cut[at + 1].lower == "and" and second.kind != "title":
                    return self.cut[begin].start, second.end
                if not self.cut[at].possessive:
                    return self.cut[begin].start, name.end
            t = self.cut[at]
            if not t.text[0].isalnum():
                return None
            ahead = self.cut[at + 1] if at + 1 < len(self.cut) else None
            noun = head_kind(t.lower) in ("person", "body", "people", "document")
            pronoun = at == begin and t.lower in ("he", "she", "they", "it")
            if pronoun or (
                noun
                and not t.possessive
                and not (ahead and head_kind(ahead.lower) != "thing")
                and at + 1 not in self.name_at
            ):
                return self.cut[begin].start, t.end
            at += 1
        return None

    def _before_aside(self, begin: int, comma: int) -> int:
        """Index of the last token before the aside that a comma closes; below `begin` if none does."""
        for k in range(comma - 1, max(begin, comma - ASIDE) - 1, -1):
            if self.cut[k].text == ",":
                return k - 1
        # "The minister, asking not to be named," may follow without its second comma: the cue is in it.
        return comma - 1

    def _ending(self, begin: int, end: int, object_too: bool = False) -> Run | None:
        """The noun phrase whose last token is at `end`, if its head can speak.

        object_too: whether it may follow a preposition.
        """
        t = self.cut[end]
        if t.lower in ("who", "he", "she", "they", "i", "we"):
            return t.start, t.end
        head = self.name_at.get(end)
        if head is None and head_kind(t.lower) == "thing":
            return None
        at = bisect_left(self.starts, head.begin) if head else end
        while at > begin:
            left = self.cut[at - 1]
            if left.lower in lex.DETERMINERS:
                at -= 1
                if at - 1 > begin and self.cut[at - 1].lower in ("of", "at", "from", "and"):
                    at -= 2
                    continue
                break
            if left.lower in ("of", "at", "from", "and") and at - 2 >= begin:
                noun = self.cut[at - 2]
                named = self.name_at.get(at - 2)
                if not named and head_kind(noun.lower) == "thing":
                    break
                at = bisect_left(self.starts, named.begin) if named else at - 2
                continue
            if not left.text[0].isalpha() or left.lower in NO_PART:
                break
            at -= 1
        # "His dealings in Ukraine have …": what follows a preposition is no subject.
        held = at > begin and self.cut[at - 1].lower in PREPOSITIONS
        return None if held and not object_too else (self.cut[at].start, t.end)


def _active(cue: Sequence[Token]) -> bool:
    """Whether a cue can have a subject of its own that says it."""
    found = [t.lower for t in cue]
    if SEEMING & set(found):
        return False
    first = next((k for k, word in enumerate(found) if word in BE), None)
    done = found[first + 1 :] if first is not None else []
    return found != ["asked"] and not any(w.endswith("ed") or w in PARTICIPLES for w in done)


def _adverb(t: Token) -> bool:
    return t.lower.endswith("ly") and not t.capital
