"""Words to subwords: the same whatever was cut before."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from onrecord.read import features
from onrecord.read.features import Pieces, Spelled, pieces
from onrecord.read.segment import words

TINY = Path(__file__).parents[1] / "models" / "tiny" / "tokenizer.json"
TEXTS = ["“We agreed,” the minister said.", "The minister said: NATO agreed, 2022!", "NATO ☃"]


def same(one: Pieces, other: Pieces) -> bool:
    return all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(Pieces))


@pytest.mark.parametrize("kept", [1, features.KEPT])
def test_words_that_were_cut_before_give_the_same_pieces(
    kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "KEPT", kept)
    tokenizer = Tokenizer.from_file(str(TINY))
    spelled: dict[str, Spelled] = {}
    for text in TEXTS * 2:
        found = words(text)
        assert same(pieces(found, tokenizer, spelled), pieces(found, tokenizer))
    longest = max(len({w.text for w in words(text)}) for text in TEXTS)
    assert len(spelled) <= kept + longest
