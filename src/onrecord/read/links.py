"""What the encoder says of whom a word means: shares of an article's members."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from onrecord.read.characters import Character
from onrecord.read.entities import head_word
from onrecord.read.layers import Layers
from onrecord.read.segment import Word

#: Characters before a word within which its antecedents are looked for.
REACH = 2500


class Links:
    """The encoder's links between words, summed over the mentions of each member."""

    def __init__(self, found: Sequence[Word], layers: Layers | None) -> None:
        self._found = found
        self._starts = [w.start for w in found]
        self._layers = layers
        self._heads: dict[tuple[int, int], int] = {}

    def __bool__(self) -> bool:
        return self._layers is not None

    def likeliest(
        self, at: int, members: Iterable[Character], least: float, *, among: bool = False
    ) -> Character | None:
        """The member that the word at a character means, if its probability is over `least`.

        among: whether it must mean one of them, so that their probabilities add up to 1.
        """
        near = list(dict.fromkeys(members))
        shares = self.shares(at, near)
        if not shares:
            return None
        best = max(near, key=lambda member: shares.get(id(member), 0.0))
        whole = sum(shares.values()) if among else 1.0
        return best if shares.get(id(best), 0.0) > least * whole else None

    def shares(self, at: int, members: Iterable[Character]) -> dict[int, float]:
        """Probability, by id, that the word at a character means each of the members.

        Mentions before it count alone; what is left of one is the chance that it means none.
        """
        if self._layers is None:
            return {}
        owners: list[Character] = []
        heads: list[int] = []
        for member in members:
            for span in member.mentions:
                if at - REACH < span[0] and span[1] <= at:
                    owners.append(member)
                    heads.append(self._head(span))
        if not heads:
            return {}
        found: dict[int, float] = {}
        scores = self._layers.links(self._index(at), heads).tolist()
        for member, score in zip(owners, scores, strict=True):
            found[id(member)] = found.get(id(member), 0.0) + score
        return found

    def _index(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)

    def _head(self, span: tuple[int, int]) -> int:
        if span not in self._heads:
            first, last = self._index(span[0]), bisect_left(self._starts, span[1])
            words = [w.text for w in self._found[first : max(last, first + 1)]]
            self._heads[span] = first + head_word(words)
        return self._heads[span]
