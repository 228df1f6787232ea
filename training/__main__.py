"""Make a shipped model again: `python -m training DATA WORK [RECIPE]`, `base` unless told.

DATA holds the corpora's folders; WORK keeps encoders and checkpoints (2 GB). Writes `src/onrecord/models/`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from training.acts import fit_acts
from training.attribution_layer import fit_attributions
from training.clauses import fit_clauses
from training.encoders import fetch
from training.evaluate import load_checkpoint
from training.export import write
from training.meaning import sentence_meanings
from training.meaning_head import fit_meanings
from training.names import fit_names
from training.recipes import RECIPES, SLIM
from training.slim import slim
from training.smoothing import calibration_articles
from training.train import load_tokenizer, train

MODELS = Path(__file__).resolve().parent.parent / "src" / "onrecord" / "models"


def main(data: Path, work: Path, name: str = "base") -> None:
    """Fetch the encoders, train one recipe and export it."""
    if not (work / "encoders" / "mpnet").exists():
        fetch(work / "encoders")
    recipe = RECIPES[name]
    encoder = work / "encoders" / recipe.encoder
    teacher = work / "encoders" / "minilm"
    train(recipe, data, encoder, teacher, work / name, threads=os.cpu_count() or 1)
    model = load_checkpoint(recipe, encoder, work / name / "model.pt")
    tokenizer = load_tokenizer(encoder)
    wanted = sentence_meanings(data, teacher, load_tokenizer(teacher), work / name / "meanings.pt")
    fit_meanings(model, tokenizer, data, wanted)
    # Base loses too much by the cut to be shipped so (docs/decisions/0021).
    cut = name == "small"
    whole = work / name / "whole" if cut else MODELS / name
    write(model, tokenizer, f"{name}-5", whole, watched=calibration_articles(data))
    if cut:
        slim(whole, MODELS / name, SLIM[name], data, articles=60)
    fit_attributions(MODELS / name, data)
    fit_names(MODELS / name, data)
    fit_clauses(MODELS / name, data)
    fit_acts(MODELS / name, data)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
