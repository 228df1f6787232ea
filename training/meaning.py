"""What sentences mean, from a pretrained encoder that was made to tell: targets of the meaning head.

The teacher is all-MiniLM-L6-v2: a sentence's vector is the mean over its subwords (Reimers and
Gurevych 2019), cut to its leading principal components.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from onrecord.read.features import PLAIN
from onrecord.read.segment import words
from training.encoder import Encoder, load_pretrained
from training.model import MEANING
from training.newswire import held_out, read_newswire
from training.polnear import read_split

LONGEST = 64
EVERY = 6


def sentence_meanings(
    data: Path, teacher: Path, tokenizer: Tokenizer, kept: Path
) -> dict[str, torch.Tensor]:
    """Unit vectors of the sentences of some articles, by the article's name: [sentences, MEANING].

    One in `EVERY` of PolNeAR's and of the newswire's. kept: file that keeps them from one run to the next.
    """
    if kept.exists():
        found: dict[str, torch.Tensor] = torch.load(kept)
        return found
    newswire = read_newswire(data / "en-worldwide-newswire")
    texts = {a.name: a.text for a in read_split(data / "polnear" / "train")}
    texts |= {a.name: a.text for a in newswire if not held_out(a.name)}
    texts = {name: texts[name] for name in sorted(texts)[::EVERY]}
    encoder = load_pretrained(teacher).eval()
    sentences = {name: sentence_texts(text) for name, text in texts.items()}
    flat = [s for each in sentences.values() for s in each]
    vectors = embedded(encoder, tokenizer, flat)
    axes = principal_axes(vectors)
    cut = torch.nn.functional.normalize(vectors @ axes, dim=1)
    rows = iter(cut.split([len(each) for each in sentences.values()]))
    found = {name: next(rows).clone() for name in sentences}
    torch.save(found, kept)
    return found


def sentence_texts(text: str) -> list[str]:
    """The sentences of a text, in the order of their numbers."""
    found = words(text)
    reach: dict[int, tuple[int, int]] = {}
    for w in found:
        begin, _ = reach.get(w.sentence, (w.start, 0))
        reach[w.sentence] = (begin, w.end)
    return [text[a:b] for a, b in (reach.get(n, (0, 0)) for n in range(max(reach, default=-1) + 1))]


def principal_axes(vectors: torch.Tensor) -> torch.Tensor:
    """The MEANING directions in which unit vectors differ most: float32 [width, MEANING]."""
    _, _, axes = np.linalg.svd(vectors[::2].numpy(), full_matrices=False)
    return torch.from_numpy(axes[:MEANING].T.copy())


@torch.no_grad()
def embedded(encoder: Encoder, tokenizer: Tokenizer, texts: list[str]) -> torch.Tensor:
    """The teacher's unit vector of each text: float32 [texts, width]."""
    ids = [e.ids[:LONGEST] for e in tokenizer.encode_batch([t.translate(PLAIN) for t in texts])]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    out = torch.zeros(len(ids), encoder.config.hidden)
    for at in range(0, len(order), 64):
        chosen = order[at : at + 64]
        longest = max(len(ids[i]) for i in chosen)
        batch = torch.ones(len(chosen), longest, dtype=torch.long)
        mask = torch.zeros(len(chosen), longest, dtype=torch.bool)
        for row, i in enumerate(chosen):
            batch[row, : len(ids[i])] = torch.tensor(ids[i])
            mask[row, : len(ids[i])] = True
        zero = torch.zeros_like(batch)
        x = encoder(batch, zero, zero, zero, mask)
        mean = (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        out[chosen] = torch.nn.functional.normalize(mean, dim=1)
    return out
