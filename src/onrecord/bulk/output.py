"""The output's folder: claimed by one run, filled with whole files, swept of what is no longer so."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from glob import has_magic
from itertools import takewhile
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.bulk.step import Outcome
from onrecord.errors import OptionError, OutputError
from onrecord.export.tables import TABLES

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

#: Folders that hold files of parts; `parts` holds the summaries, and each is written last.
FOLDERS = (*TABLES, "records", "parts")
_SETTINGS = "run.json"
_PARTIAL = ".partial-"


def check_apart(folder: Path, inputs: Sequence[str]) -> None:
    """Raise OptionError (R201) when results would be found among the inputs."""
    place = folder.resolve()
    for argument in inputs:
        # A pattern is searched from its first part without a wildcard, and below that for `**`.
        parts = Path(argument).parts
        plain = list(takewhile(lambda part: not has_magic(part), parts))
        base = Path(*plain).resolve()
        deep = base.is_dir() and (len(plain) == len(parts) or "**" in argument)
        if base.is_relative_to(place) or (deep and place.is_relative_to(base)):
            raise OptionError(
                f"{folder} lies where inputs are looked for ({argument})",
                "Name a folder for the results that is not inside the inputs",
            )


class Output:
    """A folder of results. What it does to files raises OutputError (R301)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def claimed(self, settings: Mapping[str, Any], *, anew: bool) -> Iterator[None]:
        """Keep the folder for one run with these settings, from start to end of the block.

        anew: remove what an earlier run left there. Raises OptionError (R201) when the folder
        holds something else, or results of another version, model or input.
        """
        if self.folder.exists() and not self.folder.is_dir():
            raise OptionError(f"{self.folder} is a file", "Name a folder for the results")
        with _told(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        self._check_is_ours()
        with _locked(self.folder):
            earlier = self._settings()
            if anew:
                self.sweep(())
            elif earlier is not None:
                _check_goes_on(self.folder, earlier, settings)
            with _told(self.folder):
                for name in FOLDERS:
                    (self.folder / name).mkdir(exist_ok=True)
                self._remove_partial()
                # Where there is a report, the run is complete.
                (self.folder / "report.json").unlink(missing_ok=True)
            self.put(_SETTINGS, _json(settings))
            yield

    def summary(self, part: str) -> dict[str, Any] | None:
        """What a part's summary says, or None when the part is not there whole."""
        try:
            told = json.loads((self.folder / "parts" / f"{part}.json").read_bytes())
            for path, size in told["files"].items():
                if (self.folder / path).stat().st_size != size:
                    return None
        except (OSError, ValueError, KeyError):
            return None
        return dict(told)

    def put_part(self, part: str, outcome: Outcome) -> None:
        """Put a part's files in place, its summary last: with that it is finished."""
        for path, raw in outcome.files.items():
            self.put(path, raw)
        self.put(f"parts/{part}.json", outcome.summary())

    def put(self, path: str, raw: bytes) -> None:
        """Put one file in place whole, on disk before it has its name."""
        place = self.folder / path
        partial = place.with_name(_PARTIAL + place.name)
        with _told(place):
            try:
                with partial.open("wb") as file:
                    file.write(raw)
                    file.flush()
                    os.fsync(file.fileno())
                partial.replace(place)
            except BaseException:
                partial.unlink(missing_ok=True)
                raise
            _sync_folder(place.parent)

    @contextmanager
    def growing(self, path: str) -> Iterator[Path]:
        """A file that is written bit by bit, and put in place at the end of the block."""
        place = self.folder / path
        partial = place.with_name(_PARTIAL + place.name)
        with _told(place):
            try:
                yield partial
                with partial.open("rb+") as file:
                    os.fsync(file.fileno())
                partial.replace(place)
            except BaseException:
                partial.unlink(missing_ok=True)
                raise
            _sync_folder(place.parent)

    def sweep(self, keep: Collection[str]) -> int:
        """Remove the files of every part that is not to be kept; say how many parts those were."""
        swept = set()
        with _told(self.folder):
            for name in FOLDERS:
                for path in self._files(name):
                    if path.stem not in keep:
                        path.unlink()
                        swept.add(path.stem)
        return len(swept)

    def _files(self, name: str) -> list[Path]:
        folder = self.folder / name
        suffix = {"records": ".jsonl", "parts": ".json"}.get(name, ".parquet")
        return [p for p in folder.iterdir() if p.suffix == suffix] if folder.is_dir() else []

    def _settings(self) -> dict[str, Any] | None:
        try:
            return dict(json.loads((self.folder / _SETTINGS).read_bytes()))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise OutputError(
                f"{self.folder / _SETTINGS} cannot be read ({error})",
                "Start anew with --no-resume, or write to another folder",
            ) from error

    def _check_is_ours(self) -> None:
        with _told(self.folder):
            there = [p.name for p in self.folder.iterdir() if not p.name.startswith(".")]
        if there and _SETTINGS not in there:
            raise OptionError(
                f"{self.folder} holds files that are not of a bulk run ({sorted(there)[0]}, …)",
                "Name a folder that is empty or does not exist yet",
            )

    def _remove_partial(self) -> None:
        for folder in (self.folder, *(self.folder / name for name in FOLDERS)):
            for path in folder.glob(f"{_PARTIAL}*"):
                path.unlink()


def _check_goes_on(folder: Path, earlier: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Raise OptionError when a run of these settings does not go on with an earlier one."""
    for name, here in now.items():
        there = earlier.get(name)
        if name == "inputs":
            gone = [argument for argument in there or () if argument not in here]
            if gone:
                raise OptionError(
                    f"{folder} holds what was read from {gone[0]}, which is not among the inputs",
                    "Name it as well, write to another folder, or start anew with --no-resume",
                )
        elif there != here:
            raise OptionError(
                f"{folder} holds the results of another run ({name}: {there}, and now {here})",
                "Write to another folder, or start anew with --no-resume",
            )


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other runs out of a folder, where the system can."""
    with _told(folder):
        lock = (folder / ".lock").open("wb")
    with lock:
        if fcntl is not None:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise OptionError(
                    f"another run is writing to {folder}", "Wait for it, or name another folder"
                ) from None
            except OSError:
                pass  # a network's disk may not know locks
        yield


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """Turn what the system says into an OutputError."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(
            f"{place} cannot be written ({reason})",
            "Make room or name another folder; what is finished stays, and the same command goes on",
        ) from error


def _sync_folder(folder: Path) -> None:
    # Without it a crash of the machine can leave a name without its file. Windows has no such call.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _json(told: Mapping[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "backslashreplace"
    )
