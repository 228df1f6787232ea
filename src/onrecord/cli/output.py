"""Where results and complaints go: standard output, a file put in place whole, standard error."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol

import click

from onrecord.errors import OnrecordError, OutputError

EXIT_SOME_FAILED = 1
EXIT_NOTHING_READ = 2
EXIT_OUTPUT = 3
EXIT_INTERRUPTED = 130


class Output(Protocol):
    """Takes text piece by piece; `write` and `keep` raise OutputError (R301)."""

    def write(self, piece: str) -> None:
        """Write a piece and hand it to the system at once."""

    def keep(self) -> None:
        """Finish: all pieces written so far are the result, none of them cut."""

    def discard(self) -> None:
        """Give up: leave the target as it was, as far as that can be done."""


def open_output(target: Path | None) -> Output:
    """Open a file, or standard output for None; raises OutputError when that cannot be.

    A target that is no regular file (`/dev/null`, a named pipe) is written to as it stands.
    """
    if target is None:
        return StreamOutput(_standard_output(), "standard output")
    # A link stays a link: what it points to is replaced.
    place = Path(os.path.realpath(target))
    if place.is_dir():
        raise OutputError(f"{target} is a folder", "Give the name of a file")
    if not place.parent.is_dir():
        raise OutputError(f"there is no folder {target.parent}", "Create it, or write elsewhere")
    try:
        if place.exists() and not place.is_file():
            return StreamOutput(place.open("wb"), str(target))
        return FileOutput(place, str(target))
    except OSError as error:
        raise _unwritable(str(target), error) from error


class StreamOutput:
    """Writes straight into a stream; what is written stays written."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name

    def write(self, piece: str) -> None:
        """Write and flush; raises BrokenPipeError when nobody reads on, OutputError otherwise."""
        try:
            self._stream.write(_encoded(piece))
            self._stream.flush()
        except OSError as error:
            self._silence()
            if isinstance(error, BrokenPipeError):
                raise
            raise _unwritable(self._name, error) from error

    def keep(self) -> None:
        """Nothing is left to do: every piece was flushed."""

    def discard(self) -> None:
        """Nothing can be taken back."""

    def _silence(self) -> None:
        # What is left in the buffer would be flushed, and fail once more, when Python ends.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)


class FileOutput:
    """Writes to a file of its own beside the target, which `keep` puts in the target's place."""

    def __init__(self, place: Path, name: str) -> None:
        """Open the file; raises OSError when it, or the target, may not be written."""
        if place.exists() and not os.access(place, os.W_OK):
            raise PermissionError(None, "Permission denied")
        self._place = place
        self._name = name
        self._partial = place.with_name(f".onrecord-{secrets.token_hex(4)}.part")
        self._file = self._partial.open("xb")
        self._whole = 0

    def write(self, piece: str) -> None:
        """Write and flush; raises OutputError, and then `keep` still keeps the pieces before."""
        raw = _encoded(piece)
        try:
            self._file.write(raw)
            self._file.flush()
        except OSError as error:
            raise _unwritable(self._name, error) from error
        self._whole += len(raw)

    def keep(self) -> None:
        """Put the whole pieces in the target's place, with the mode that the target had."""
        try:
            self._close()
            os.truncate(self._partial, self._whole)
            if self._place.exists():
                shutil.copymode(self._place, self._partial)
            self._partial.replace(self._place)
        except OSError as error:
            self._partial.unlink(missing_ok=True)
            raise _unwritable(self._name, error) from error

    def discard(self) -> None:
        """Remove the file of our own; the target was not touched."""
        self._close()
        self._partial.unlink(missing_ok=True)

    def _close(self) -> None:
        # The disk that refused a piece refuses its rest too; `keep` cuts that piece off.
        with suppress(OSError):
            self._file.close()


def complain(problem: OnrecordError | str) -> None:
    """Print one line on standard error: `onrecord: R101: …`."""
    click.echo(f"onrecord: {problem}", err=True)


def plain(words: str) -> str:
    """Words from outside on one line, without what would make a terminal do something."""
    return "".join(c for c in " ".join(words.split()) if c.isprintable())


def is_terminal(stream: object) -> bool:
    """Whether a standard stream, which may be closed (None), is a terminal."""
    return bool(getattr(stream, "isatty", bool)())


def _standard_output() -> BinaryIO:
    if sys.stdout is None:
        raise OutputError("standard output is closed", "Name a file with --output")
    return sys.stdout.buffer


def _encoded(piece: str) -> bytes:
    # Half a surrogate pair, which a web page can hold, has no UTF-8; `\ud83d` is its JSON.
    return piece.encode("utf-8", "backslashreplace")


def _unwritable(name: str, error: OSError) -> OutputError:
    reason = error.strerror or type(error).__name__
    return OutputError(f"{name} cannot be written ({reason})", "Write elsewhere, or make room")
