"""The systems that are compared: onrecord's reader, spaCy's pipelines, textacy's quotations over these.

A system is named `onrecord:MODEL`, `spacy:FOLDER` or `textacy:FOLDER`, with the folder of a spaCy
pipeline. Each imports what it needs when it is opened, so that none has the memory of another.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from onrecord.records import Article

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quotation: where it stands, where its source stands, whom the system names for it."""

    span: Offsets
    source: Offsets | None
    speakers: tuple[str, ...]


class System(Protocol):
    """What the benchmark asks of a system."""

    def read(self, texts: Sequence[str]) -> None:
        """Do all that it does, with every text, as fast as it can."""

    def quotes(self, article: Article) -> list[Quote] | None:
        """The direct quotations of an article; None from a system that does not look for any."""


def open_system(name: str) -> System:
    """Open a system by its name; raises ImportError when it is not installed."""
    kind, _, model = name.partition(":")
    kinds: dict[str, Callable[[str], System]] = {
        "onrecord": Onrecord,
        "spacy": Spacy,
        "textacy": Textacy,
    }
    return kinds[kind](model)


class Onrecord:
    """onrecord's reader with its own threads: whole records."""

    def __init__(self, model: str) -> None:
        from onrecord.read.reader import Reader

        self._reader = Reader.open(model)

    def read(self, texts: Sequence[str]) -> None:
        """Read whole records."""
        from onrecord.records import Article

        for _ in self._reader.read_many(Article.of(text) for text in texts):
            pass

    def quotes(self, article: Article) -> list[Quote]:
        """Statements that are all in quotation marks, one quote a piece."""
        record = self._reader.read(article)
        names = {actor.id: actor.name for actor in record.actors}
        return [
            Quote(
                (piece.start, piece.end),
                (said.source.start, said.source.end) if said.source else None,
                tuple(names[speaker] for speaker in said.speakers),
            )
            for said in record.statements
            if said.kind == "direct"
            for piece in said.content
        ]


class Spacy:
    """A spaCy pipeline as it comes, tokeniser to entities, through `nlp.pipe`."""

    def __init__(self, model: str) -> None:
        self._nlp = _pipeline(model)

    def read(self, texts: Sequence[str]) -> None:
        """Run the pipeline."""
        for _ in self._nlp.pipe(texts):
            pass

    def quotes(self, article: Article) -> None:
        """None: a pipeline finds no quotations."""


class Textacy:
    """`textacy.extract.direct_quotations` over a spaCy pipeline."""

    def __init__(self, model: str) -> None:
        from textacy.extract.triples import direct_quotations

        self._nlp = _pipeline(model)
        self._extract = direct_quotations

    def read(self, texts: Sequence[str]) -> None:
        """Run the pipeline, and look for quotations."""
        for doc in self._nlp.pipe(texts):
            self._found(doc)

    def quotes(self, article: Article) -> list[Quote]:
        """Its quotations; its speakers are words of the text, which it does not resolve."""
        return [
            Quote(
                (found.content.start_char, found.content.end_char),
                _stretch(found.speaker),
                (" ".join(token.text for token in found.speaker),),
            )
            for found in self._found(self._nlp(article.text))
        ]

    def _found(self, doc: Any) -> list[Any]:
        try:
            return list(self._extract(doc))
        except ValueError:  # it gives up on a text whose quotation marks do not pair
            return []


def _pipeline(folder: str) -> Any:
    import spacy

    # The registry has no newer medium pipeline than that of spaCy 3.7, which loads with a warning.
    warnings.filterwarnings("ignore", message=r"\[W095\]")
    return spacy.load(folder)


def _stretch(tokens: Iterable[Any]) -> Offsets:
    places = [(token.idx, token.idx + len(token.text)) for token in tokens]
    return min(start for start, _ in places), max(end for _, end in places)
