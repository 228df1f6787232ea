"""What stands around a name and introduces who it is: "chief economist Ann Lee", "Ann Lee, a doctor,"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.read import lexicon as lex
from onrecord.read.names import Name
from onrecord.read.tokens import Token
from onrecord.world.states import state_named, state_of_demonym

APPOSITION = 12
#: Nouns of those who can be introduced.
HEADS = lex.PERSONS | lex.BODIES
#: Words that the phrase before a name does not reach over.
BREAKS = lex.DETERMINERS | lex.AFTER_HEAD | {"and", "or", "as"}
BEHIND_CORE = lex.AFTER_HEAD | {"and", "or", "'s"}


def introductions(cut: Sequence[Token], begin: int, name: Name) -> list[list[str]]:
    """The phrases before and after a name that may describe it, as lower-case words.

    begin: index in `cut` of the first token of the name or its titles.
    """
    before = _words_before(cut, begin, name)
    found = (
        before,
        _words_after(cut, begin, name),
        _phrase_before(cut, begin - len(before), name),
    )
    return [words for words in found if words]


def _words_before(cut: Sequence[Token], begin: int, name: Name) -> list[str]:
    """The noun phrase that runs into the name: "chief economist" in "chief economist Ann Lee"."""
    i = begin - 1
    words: list[str] = []
    letters = i > 2 and cut[i].text == ")" and cut[i - 2].text == "(" and name.title
    if letters:
        # "the National Farm Union (NFU) president Ann Lee"
        words, i = [cut[i - 1].lower], i - 3
    while i >= 0 and len(words) < 6 and cut[i].sentence == name.sentence:
        t = cut[i]
        if not t.text[0].isalpha() or t.lower in BREAKS:
            break
        words.insert(0, t.lower)
        i -= 1
    last = words[-1] if words else ""
    return words if letters or last in HEADS or last in lex.TITLES else []


def _words_after(cut: Sequence[Token], begin: int, name: Name) -> list[str]:
    """The apposition behind the name: "the Russian president" in "Vladimir Putin, the Russian president,"."""
    i = next(
        (k for k in range(begin, len(cut)) if cut[k].start >= name.end),
        len(cut),
    )
    if i + 1 >= len(cut) or cut[i].text != ",":
        return []
    words: list[str] = []
    for t in cut[i + 1 : i + 1 + APPOSITION]:
        if words and t.lower in lex.HUMAN:
            # "It was for Ann Lee, a party source said": who speaks is another.
            return []
        if (
            t.sentence != name.sentence
            or t.text in ',.;:()“”"'
            or t.lower in ("who", "which", "that", "whose", "said", "says")
        ):
            break
        words.append(t.lower)
    if words and words[0].isdigit():
        return _skip_age(cut, i + 2, name)
    head = next((w for w in reversed(_core(words)) if w), "")
    lead = _leading(words)
    opens = (
        words
        and not _verb(words[0])
        and (words[0] in lex.DETERMINERS or (lead and not set(lead) & lex.DETERMINERS))
    )
    return words if opens and head in HEADS else []


def _leading(words: Sequence[str]) -> Sequence[str]:
    """The words before what modifies a phrase from behind."""
    return words[: next((k for k, w in enumerate(words) if w in lex.AFTER_HEAD), len(words))]


def _verb(word: str) -> bool:
    """Whether a word goes on with the sentence rather than opening an apposition."""
    return word in lex.HUMAN or word.endswith("ed")


def _skip_age(cut: Sequence[Token], i: int, name: Name) -> list[str]:
    rest = [t.lower for t in cut[i + 1 : i + 8] if t.sentence == name.sentence]
    head = (_core(rest) or [""])[-1]
    return rest if head in lex.PERSONS and rest[0] in lex.DETERMINERS else ["person"]


def _phrase_before(cut: Sequence[Token], begin: int, name: Name) -> list[str]:
    """The phrase that the name explains: "the Russian president" in "the Russian president, Vladimir Putin"."""
    i = begin - 1
    if i < 2 or cut[i].text != "," or cut[i].sentence != name.sentence:
        return []
    words: list[str] = []
    for k in range(i - 1, max(-1, i - 1 - APPOSITION), -1):
        t = cut[k]
        if t.sentence != name.sentence or not t.text[0].isalnum():
            return []
        words.insert(0, t.lower)
        # "A spokesman for the city, Ann Lee": two words are a person's, one may be the city's.
        inner = k > 0 and name.words[1:] and cut[k - 1].lower in ("of", "for", "at", "from")
        opens = t.lower in lex.PERSONS and (k == 0 or cut[k - 1].sentence != name.sentence)
        if (t.lower in lex.DETERMINERS and not inner) or opens or (t.possessive and words[1:]):
            head = (_core(words) or [""])[-1]
            return words if head in HEADS else []
    return []


def _core(words: Sequence[str]) -> list[str]:
    """The words of a noun phrase up to what modifies it from behind, determiners aside."""
    kept: list[str] = []
    for word in words:
        if kept and word in BEHIND_CORE:
            break
        if word not in lex.DETERMINERS:
            kept.append(word)
    return kept


def gender_of(words: Iterable[str]) -> str | None:
    """The gender that titles or an apposition give, unless they give both."""
    found = {"m" for w in words if w in lex.MALE} | {"f" for w in words if w in lex.FEMALE}
    return found.pop() if len(found) == 1 else None


def canonical(words: Iterable[str]) -> frozenset[str]:
    """Words of a description, with every name or adjective of a state as "@State"."""
    kept = set()
    rest = list(words)
    while rest:
        pair, word = " ".join(rest[:2]), rest[0]
        state = state_of_demonym(pair) or state_named(pair) if len(rest) > 1 else None
        size = 2 if state else 1
        full = lex.SPELT.get(word.rstrip("."), word)
        state = state or state_of_demonym(full) or state_named(full)
        kept.add(f"@{state.name}" if state else full)
        rest = rest[size:]
    return frozenset(kept)


def own_words(words: Sequence[str]) -> list[str]:
    """A description without the persons to whom it relates its bearer: "sister of the leader"."""
    end = next((k for k, w in enumerate(words) if k and w in lex.AFTER_HEAD), len(words))
    return [w for k, w in enumerate(words) if k < end or w not in lex.PERSONS]
