"""Records ⇄ brat stand-off annotations, laid out as PolNeAR's: so that others can score us.

A folder holds `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`. An attribution is an event
(`E` line) over text-bound spans (`T` lines): `Source`, `Cue`, `Content`, and `Attribution` (or
`Attribution-no-source`) at the cue; a span in pieces has its offsets parted by semicolons.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

from onrecord.errors import DamagedInput, InputError, NoArticles
from onrecord.export.wording import one_line
from onrecord.read.quotations import kind
from onrecord.read.segment import Word, words
from onrecord.records import SCHEMA, Article, Notice, ReaderInfo, Record, Span, Statement

Pieces = tuple[Span, ...]

TEXTS, ATTRIBUTIONS = "text", "attributions"
#: Version given to records that were not read but annotated.
ANNOTATED = "annotated"

_ROLE = re.compile(r"(Source|Cue|Content)\d*")
_SPAN = re.compile(r"(T\S+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_EVENT = re.compile(r"E\S+\tAttribution\S*:\S+(.*)")
_UNWRITABLE = re.compile("[\ud800-\udfff]")


def write_brat(
    records: Iterable[Record], folder: Path, names: Mapping[str, str] | None = None
) -> None:
    """Write a text and its annotations an article, the annotator being the model that read it.

    names: what to call the files of a text, by the text; by the article's id without. A statement
    without a cue stands at its content. Raises OSError when a file cannot be written.
    """
    for part in (TEXTS, ATTRIBUTIONS):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for record in records:
        text = record.article.text
        name = _file_name((names or {}).get(text, record.article.id))
        (folder / TEXTS / f"{name}.txt").write_bytes(_writable(text))
        lines = "".join(f"{line}\n" for line in _lines(record.statements))
        file = folder / ATTRIBUTIONS / f"{name}_{_annotator(record.reader)}.ann"
        file.write_bytes(_writable(lines))


def names_of(corpus: Path) -> dict[str, str]:
    """The name of each text of a folder laid out as PolNeAR's, by the text.

    Raises NoArticles (R102) where it has none.
    """
    files = sorted((corpus / TEXTS).glob("*.txt"))
    if not files:
        raise NoArticles(f"{corpus} holds no texts", "Name a folder laid out as PolNeAR's")
    return {file.read_bytes().decode("utf-8", "replace"): file.stem for file in files}


def _annotator(reader: ReaderInfo) -> str:
    name = reader.model if reader.version == ANNOTATED else f"onrecord-{reader.model}"
    # The last underscore of a file's name parts the text's name from the annotator's.
    return _file_name(name).replace("_", "-")


def _file_name(name: str) -> str:
    """The name without what would make it a path."""
    return re.sub(r"[^\w.-]", "_", name)


def _writable(text: str) -> bytes:
    return _UNWRITABLE.sub("\ufffd", text).encode()


def _lines(statements: Sequence[Statement]) -> Iterator[str]:
    numbers = count(1)
    for n, statement in enumerate(statements, start=1):
        anchor = [statement.cue] if statement.cue else statement.content[:1]
        if not anchor:
            continue
        label = "Attribution" if statement.source else "Attribution-no-source"
        roles: list[tuple[str, Sequence[Span]]] = [
            ("Source", [statement.source] if statement.source else []),
            ("Cue", [statement.cue] if statement.cue else []),
            ("Content", statement.content),
            (label, anchor),
        ]
        keys = {}
        for role, spans in roles:
            if spans:
                keys[role] = f"T{next(numbers)}"
                offsets = ";".join(f"{span.start} {span.end}" for span in spans)
                said = " ".join(one_line(span.text) for span in spans)
                yield f"{keys[role]}\t{role} {offsets}\t{said}"
        trigger = keys.pop(label)
        arguments = "".join(f" {role}:{key}" for role, key in keys.items())
        yield f"E{n}\t{label}:{trigger}{arguments}"


def is_brat(folder: Path) -> bool:
    """Whether a folder is laid out as PolNeAR's."""
    return (folder / TEXTS).is_dir() and (folder / ATTRIBUTIONS).is_dir()


def read_brat(folder: Path) -> Iterator[Record | InputError]:
    """A record for each annotation file, by name; its statements have spans and a kind, no more.

    The article's id is the text's name, the reader's model the annotator's. An error instead of a
    record where a file's text is missing or not UTF-8; raises NoArticles (R102) without any file.
    """
    files = sorted((folder / ATTRIBUTIONS).glob("*.ann"))
    if not files:
        raise NoArticles(f"{folder} holds no annotations", "Name a folder laid out as PolNeAR's")
    for file in files:
        name, _, annotator = file.stem.rpartition("_")
        try:
            text = (folder / TEXTS / f"{name}.txt").read_bytes().decode()
            lines = file.read_bytes().decode().split("\n")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8"
            yield DamagedInput(
                f"{file.name} or its text cannot be read ({reason})",
                f"Put {name}.txt into {folder / TEXTS}, in UTF-8",
            )
            continue
        article = Article(name, None, None, None, None, None, "en", text)
        yield _record(article, annotator, [line.rstrip("\r") for line in lines])


def _record(article: Article, annotator: str, lines: Sequence[str]) -> Record:
    notices: list[Notice] = []
    spans: dict[str, Pieces] = {}
    for match in filter(None, map(_SPAN.match, lines)):
        pieces = [tuple(map(int, pair.split())) for pair in match[2].split(";")]
        inside = [(a, b) for a, b in pieces if a < b <= len(article.text)]
        spans[match[1]] = tuple(article.span(a, b) for a, b in inside)
        if len(inside) < len(pieces):
            notices.append(Notice("span-outside-text", f"{match[1]} is not inside the text"))
    found = words(article.text)
    statements = []
    for match in filter(None, map(_EVENT.match, lines)):
        roles: dict[str, Pieces] = {"Source": (), "Cue": (), "Content": ()}
        for argument in match[1].split():
            name, _, key = argument.partition(":")
            if role := _ROLE.fullmatch(name):
                roles[role[1]] += spans.get(key, ())
        for role_name in ("Source", "Cue"):
            if len(roles[role_name]) > 1:
                place = roles[role_name][1]
                notices.append(
                    Notice("span-in-pieces", f"Only the {role_name}'s first piece is kept", place)
                )
        if roles["Cue"] or roles["Content"]:
            statements.append(_statement(roles, found))
        else:
            notices.append(Notice("empty-attribution", "An attribution has no words of its own"))
    statements.sort(key=lambda s: (s.cue.start if s.cue else 0, [c.start for c in s.content]))
    numbered = tuple(
        Statement(f"s{n}", s.kind, s.source, s.cue, s.content, score=s.score)
        for n, s in enumerate(statements, start=1)
    )
    reader = ReaderInfo(ANNOTATED, annotator)
    return Record(SCHEMA, reader, article, (), numbered, notices=tuple(notices))


def _statement(roles: dict[str, Pieces], found: Sequence[Word]) -> Statement:
    content = tuple(sorted(roles["Content"], key=lambda span: span.start))
    cue = next(iter(roles["Cue"]), None)
    runs = [run for span in content if (run := _run(span, found))]
    at_cue = (cue and _run(cue, found)) or (runs[0] if runs else (0, 1))
    quoted = kind(found, at_cue, runs) if runs else "indirect"
    return Statement("", quoted, next(iter(roles["Source"]), None), cue, content, score=1.0)


def _run(span: Span, found: Sequence[Word]) -> tuple[int, int] | None:
    """The words inside a span, as a half-open run."""
    first = bisect_right(found, span.start, key=lambda word: word.end)
    last = bisect_left(found, span.end, key=lambda word: word.start)
    return (first, last) if first < last else None
