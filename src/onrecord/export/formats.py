"""Every format by name, as lines of text or as a folder of files."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal, get_args

from onrecord.errors import OutputError
from onrecord.export.bibtex import bibtex
from onrecord.export.brat import names_of, write_brat
from onrecord.export.jsonld import claim_reviews, jsonld
from onrecord.export.webannotation import web_annotations
from onrecord.records import Record

LineFormat = Literal["jsonl", "plover", "ftm", "jsonld", "claimreview", "webannotation", "bibtex"]
FolderFormat = Literal["csv", "parquet", "polnear"]

LINE_FORMATS: tuple[LineFormat, ...] = get_args(LineFormat)
FOLDER_FORMATS: tuple[FolderFormat, ...] = get_args(FolderFormat)


def lines(records: Iterable[Record], form: LineFormat) -> Iterator[str]:
    """Write records lazily: whole lines of JSON, or a BibTeX entry, at a time."""
    if form == "bibtex":
        return (bibtex(record) + "\n" for record in records)
    objects = _objects(form)
    return (
        json.dumps(made, ensure_ascii=False) + "\n"
        for record in records
        for made in objects(record)
    )


def _objects(form: LineFormat) -> Callable[[Record], Iterable[Any]]:
    if form == "plover":
        # The knowledge base, for the codes of actors.
        from onrecord.export.plover import plover_events  # noqa: PLC0415

        return plover_events
    if form == "ftm":
        # babel, for the codes of countries.
        from onrecord.export.ftm import ftm_entities  # noqa: PLC0415

        return ftm_entities
    if form == "claimreview":
        return claim_reviews
    if form == "webannotation":
        return web_annotations
    if form == "jsonld":
        return lambda record: [jsonld(record)]
    return lambda record: [record.to_dict()]


def write_folder(
    records: Iterable[Record], form: FolderFormat, folder: Path, like: Path | None = None
) -> None:
    """Write records into a folder that is empty or does not exist yet, put in place when complete.

    like: for polnear, a corpus whose names its texts are to have. Raises NoArticles (R102) when
    that holds none, OutputError (R301) when it is not, or when a file cannot be written.
    """
    aside = folder.with_name(f".onrecord-{secrets.token_hex(4)}.part")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(f"{folder} is not an empty folder", "Name a new one")
        aside.mkdir()
        _folder_writer(form, like)(records, aside)
        aside.replace(folder)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(f"{folder} cannot be written ({reason})", "Write elsewhere") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _folder_writer(
    form: FolderFormat, like: Path | None
) -> Callable[[Iterable[Record], Path], None]:
    if form == "polnear":
        return partial(write_brat, names=names_of(like) if like else None)
    # pyarrow takes longer to import than all else here.
    from onrecord.export.table_files import write_csv, write_parquet  # noqa: PLC0415

    return write_csv if form == "csv" else write_parquet
