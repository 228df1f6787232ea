"""What the encoder says of a whole article's words, put together from its windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.read.attributions import Floats, Heads, WindowScores
from onrecord.read.entities import Entity, entities
from onrecord.read.segment import Word
from onrecord.read.windows import Window


@dataclass(frozen=True, slots=True)
class Layers:
    """Scores of every word, each from the window that owns it, shapes as in WindowScores; entities."""

    link_query: Floats
    link_key: Floats
    act_cue: Floats
    act_content: Floats
    meaning: Floats
    entities: tuple[Entity, ...] = ()
    clause: Floats | None = None

    @classmethod
    def of(
        cls,
        found: Sequence[Word],
        windows: Sequence[Window],
        scores: Sequence[WindowScores],
        heads: Heads,
    ) -> Layers:
        """Lay the owned parts of all windows one behind the other, and decode the entities.

        found: the article's words.
        """

        def whole(name: str) -> Floats:
            owned = [
                getattr(s, name)[w.core_begin - w.begin : w.core_end - w.begin]
                for w, s in zip(windows, scores, strict=True)
            ]
            return np.concatenate(owned)

        link_query, link_key, act_cue, act_content, meaning = map(
            whole, ("link_query", "link_key", "act_cue", "act_content", "meaning")
        )
        named = entities(whole("entity"), heads.entity_moves, [w.sentence for w in found])
        clause = None if any(s.clause is None for s in scores) else whole("clause")
        return cls(link_query, link_key, act_cue, act_content, meaning, tuple(named), clause)

    def links(self, anaphor: int, candidates: Sequence[int]) -> Floats:
        """Probability that a word means the same as each of the candidates, float32 [candidates].

        What is left of one is the chance that it means none of them.
        """
        scores = self.link_key[list(candidates)] @ self.link_query[anaphor]
        scaled = np.append(scores / np.float32(self.link_query.shape[1] ** 0.5), np.float32(0))
        raised = np.exp(scaled - scaled.max())
        return np.asarray(raised[:-1] / raised.sum(), np.float32)
