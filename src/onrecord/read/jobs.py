"""Articles cut into blocks and windows, and handed to the encoder."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass

from onrecord.read.attributions import WindowScores
from onrecord.read.blocks import Block, blocks
from onrecord.read.encoder import Encoder
from onrecord.read.segment import Word, words
from onrecord.read.windows import Window, plan


@dataclass(frozen=True, slots=True)
class Job:
    """One block of an article whose windows are with the encoder; `text` is the block's own."""

    block: Block
    text: str
    words: list[Word]
    windows: list[Window]
    scores: list[Future[WindowScores]]


def jobs(text: str, encoder: Encoder) -> Iterator[Job]:
    """Cut an article's text into blocks, and start scoring the windows of each; empty ones are left out."""
    for block in blocks(text):
        own = text[block.start : block.end]
        found = words(own)
        if found:
            cut = encoder.cut(found)
            windows = plan(found, cut)
            scores = [encoder.submit(cut, w.begin, w.end) for w in windows]
            yield Job(block, own, found, windows, scores)


def scored(found: list[Word], encoder: Encoder) -> tuple[list[Window], list[WindowScores]]:
    """Windows over a few words, and what the encoder says of each.

    They are scored here and now: behind the windows of articles that are read ahead, what needs
    them would wait until no work is left for the encoder.
    """
    cut = encoder.cut(found)
    windows = plan(found, cut)
    return windows, [encoder.score(cut, w.begin, w.end) for w in windows]
