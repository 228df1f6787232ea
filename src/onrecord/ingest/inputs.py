"""What the user names → inputs, lazily and in the order named; nothing is opened here."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from onrecord.errors import InputError, MissingInput, NoArticles, UnknownFormat, UnreadableInput

TEXT_SUFFIXES = frozenset({".txt", ".md"})
PAGE_SUFFIXES = frozenset({".html", ".htm"})
SUFFIXES = TEXT_SUFFIXES | PAGE_SUFFIXES


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of file that are looked for: ends of names in lower case, and how messages say so."""

    suffixes: frozenset[str]
    told: str

    def hold(self, name: str) -> bool:
        """Tell whether a file of that name is one."""
        return name.lower().endswith(tuple(self.suffixes))


ARTICLES = Kinds(SUFFIXES, "onrecord reads .txt, .md, .html and .htm")

#: Names of files that hold many articles; the kinds that are looked for may leave them out.
_MANY = re.compile(r"\.(jsonl|ndjson|csv|tsv|parquet|warc)(\.gz)?$", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)


@dataclass(frozen=True)
class Input:
    """One thing to read; `name` is what messages call it, `path` is set for files only."""

    name: str
    kind: Literal["file", "stdin", "address"] = "file"
    path: Path | None = None


def find_inputs(arguments: Sequence[str], kinds: Kinds = ARTICLES) -> Iterator[Input | InputError]:
    """Turn arguments into inputs, lazily and in their order.

    arguments: files, folders (searched to the bottom, by name, hidden entries left out),
        patterns with `*`, `?`, `[…]` and `**`, http(s) addresses, and `-` for standard input.
    kinds: the kinds of file that a folder or pattern is searched for.
    What cannot be read is yielded as an InputError in its place and stops nothing.
    """
    for argument in arguments:
        yield from _find(argument, kinds)


def _find(argument: str, kinds: Kinds) -> Iterator[Input | InputError]:
    if argument == "-":
        yield Input("standard input", "stdin")
    elif scheme := _SCHEME.match(argument):
        yield _address(argument, scheme[1])
    elif not argument.strip():
        # Path("") is the current folder, which nobody meant.
        yield MissingInput("an argument is empty", "Name a file, a folder, an address, or -")
    else:
        yield from _find_on_disk(argument, kinds)


def _address(argument: str, scheme: str) -> Input | InputError:
    if scheme.lower() in ("http", "https"):
        return Input(argument, "address")
    return UnknownFormat(
        f"{argument} is a {scheme.lower()}:// address, and only http and https are fetched",
        "Name the file itself, or save the page and name that file",
    )


def _find_on_disk(argument: str, kinds: Kinds) -> Iterator[Input | InputError]:
    try:
        mode = os.stat(argument).st_mode
    except PermissionError:
        yield _refused(argument)
        return
    except (OSError, ValueError):  # not there, too long for a name, a loop of links, a NUL byte
        yield from _find_pattern(argument, kinds)
        return
    if stat.S_ISDIR(mode):
        yield from _or_none(_walk(argument, kinds), f"the folder {argument}", kinds)
    else:
        yield _file(argument, Path(argument), kinds)


def _file(argument: str, path: Path, kinds: Kinds) -> Input | InputError:
    # Without a suffix (`<(pdftotext …)`, say) it is taken for what it looks like, as - is.
    if not path.suffix or kinds.hold(path.name):
        return Input(argument, "file", path)
    return UnknownFormat(
        f"{argument} is a {path.suffix} file, and {kinds.told}",
        "Files of many articles are for `onrecord bulk`"
        if _MANY.search(path.name)
        else "Save its text as .txt, or hand the text over on standard input with -",
    )


def _find_pattern(argument: str, kinds: Kinds) -> Iterator[Input | InputError]:
    """Expand what is no file's name, for shells that do not and patterns in quotation marks."""
    if not glob.has_magic(argument):
        yield MissingInput(
            f"there is no file or folder {argument}",
            "Check the name; the address of a web page begins with https://",
        )
        return
    # A stable order needs a sorted list of names; 200,000 of them are some 20 MB.
    matches = sorted(glob.iglob(argument, recursive=True))
    if matches:
        found = _matched(matches, kinds, deep="**" in argument)
        yield from _or_none(found, f"what matches {argument}", kinds)
    else:
        yield MissingInput(
            f"nothing matches {argument}", "Check the pattern, or name the folder to read all of it"
        )


def _matched(matches: Sequence[str], kinds: Kinds, *, deep: bool) -> Iterator[Input | InputError]:
    for match in matches:
        if kinds.hold(match):
            path = Path(match)
            if not path.is_dir():
                yield Input(match, "file", path)
        # `**` names what is in a folder as well; anything else names the folder alone,
        # and means what a shell's expansion of it would mean.
        elif not deep and os.path.isdir(match):
            yield from _walk(match, kinds)


def _walk(folder: str, kinds: Kinds) -> Iterator[Input | InputError]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield _refused(folder)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        # Both answers come with the listing: no file is touched before it is read. Links to
        # folders are left alone, since they can lead back to where they are.
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, kinds)
        elif kinds.hold(entry.name) and not (entry.is_symlink() and entry.is_dir()):
            yield Input(entry.path, "file", Path(entry.path))


def _or_none(
    found: Iterator[Input | InputError], place: str, kinds: Kinds
) -> Iterator[Input | InputError]:
    first = next(found, None)
    if first is None:
        yield NoArticles(f"{place} holds no article", f"{kinds.told}; hidden files are left out")
        return
    yield first
    yield from found


def _refused(name: str) -> UnreadableInput:
    return UnreadableInput(
        f"the system does not let you read {name}",
        "Ask for the right to read it, or copy it to a folder of your own",
    )
