"""The head of acts, fitted on made-up vectors and laid out in full; needs the packages of training."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from onrecord.read.act_signs import SIGNS
from onrecord.read.acts import ACTS
from onrecord.read.encoder import Encoder
from onrecord.read.features import pieces
from onrecord.read.segment import words
from training import acts
from training.act_vectors import Corpora, Statements
from training.exported import Exported
from training.polnear import GoldArticle

TINY = Path(__file__).parents[1] / "models" / "tiny"
WIDE = 24


def statements(count: int, seed: int = 0) -> Statements:
    """Statements whose label shows in the first numbers of their contents' vectors."""
    torch.manual_seed(seed)
    labels = torch.arange(count) % 4
    vectors = 0.3 * torch.randn(count, 2, WIDE)
    vectors[torch.arange(count), 1, labels] += 3
    wanted = torch.nn.functional.one_hot(labels, len(ACTS)).float()
    return Statements(vectors, torch.zeros(count, len(SIGNS)), wanted)


def test_a_head_learns_what_the_vectors_show() -> None:
    head = acts.fit(statements(400), epochs=20, seed=1)
    left = statements(80, seed=2)
    assert acts.figures(acts.scores(head, left), left.wanted)["act"] > 90


def test_a_layer_over_components_is_one_over_the_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "COMPONENTS", 6)
    vectors = statements(200).vectors[:, 1]
    axes = acts.Axes.of(vectors)
    layer = torch.nn.Linear(6, 5)
    assert torch.allclose(axes.unfold(layer)(vectors), layer(axes.small(vectors)), atol=1e-4)


def test_scores_that_are_too_sure_are_cooled() -> None:
    wanted = torch.nn.functional.one_hot(torch.tensor([0, 1, 0, 1]), len(ACTS)).float()
    right_half_the_time = torch.zeros(4, len(ACTS))
    right_half_the_time[:, 0] = 20
    assert acts.temperature(right_half_the_time, wanted) > 2


def test_either_annotators_label_counts_as_right() -> None:
    wanted = torch.zeros(1, len(ACTS))
    wanted[0, :2] = 0.5
    for label in (0, 1):
        scored = torch.zeros(1, len(ACTS))
        scored[0, label] = 5
        assert acts.figures(scored.repeat(12, 1), wanted.repeat(12, 1))["act"] == 100


def test_each_text_is_left_out_once_and_a_set_of_gold_is_left_out_whole() -> None:
    news = {f"n{k}": GoldArticle(f"n{k}", "") for k in range(30)}
    gold = {f"{letter}-{k}": GoldArticle("", "") for letter in "abcde" for k in range(3)}
    folds = list(acts.crosswise(Corpora(news, gold, {})))
    out = [name for fold in folds for names in fold.values() for name in names]
    assert sorted(out) == sorted([*news, *gold])
    assert all(
        {n[0] for n in names} == {letter}
        for fold in folds
        for letter, names in fold.items()
        if letter != "news"
    )


def test_a_fitted_head_is_laid_into_an_exported_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "COMPONENTS", 6)
    folder = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    encoder = Exported(folder)
    found = words("The minister said on Monday that the bridge would open in May.")
    cut = pieces(found, encoder.tokenizer)
    seen = torch.from_numpy(encoder.vectors(cut, 0, len(found))).float()
    seen = torch.nn.functional.layer_norm(seen, seen.shape[1:])
    wide = seen.shape[1]
    axes = [acts.Axes.of(seen + 0.1 * torch.randn(len(seen), wide)) for _ in range(2)]
    head = acts.fit(replace(statements(40), vectors=torch.randn(40, 2, 6)), epochs=1, seed=1)
    acts.write_acts(head, axes, 2.0, folder)
    reader = Encoder(folder, threads=1)
    scores = reader.submit(cut, 0, len(found)).result()
    for got, part, axis in zip(
        (scores.act_cue, scores.act_content), (head.cue, head.content), axes, strict=True
    ):
        assert torch.allclose(torch.from_numpy(got), part(axis.small(seen)), atol=0.05)
    assert reader.heads.act_signs.shape == (len(ACTS), len(SIGNS))
