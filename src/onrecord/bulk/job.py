"""What every worker must agree on: version, model and the kinds of file to make."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from onrecord import __version__
from onrecord.errors import ModelError
from onrecord.read.encoder import find_model
from onrecord.read.reader import Reader
from onrecord.records import SCHEMA

Form = Literal["parquet", "jsonl"]


@dataclass(frozen=True, slots=True)
class Job:
    """How articles are read and written; equal jobs give equal files.

    model: name of a shipped model or folder of one. name, digest: what the model calls itself,
    and of its files.
    """

    model: str
    name: str
    digest: str
    forms: tuple[Form, ...]
    version: str = __version__
    schema: str = SCHEMA

    @classmethod
    def of(cls, model: str, forms: tuple[Form, ...]) -> Job:
        """Describe a job on this machine; raises ModelError when there is no such model."""
        folder = find_model(model)
        try:
            name = str(json.loads((folder / "model.json").read_bytes())["name"])
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"the model in {folder} cannot be loaded ({error!r})", "Pass a complete model"
            ) from error
        return cls(model, name, model_digest(folder), forms)

    def key(self) -> str:
        """What a part's id holds of the job; where the model lies on a disk is no part of it."""
        told = asdict(self)
        del told["model"]
        return json.dumps(told, sort_keys=True)

    def open_reader(self) -> Reader:
        """Open a reader of one thread.

        Raises ModelError when this machine has another version or model than the job's.
        """
        if self.version != __version__:
            raise ModelError(
                f"a worker has onrecord {__version__}, and the run {self.version}",
                "Install the same version everywhere",
            )
        folder = find_model(self.model)
        if model_digest(folder) != self.digest:
            raise ModelError(
                f"a worker's model {self.model} is not the run's", "Install the same one everywhere"
            )
        return Reader.open(str(folder), threads=1)


def model_digest(folder: Path) -> str:
    """A digest (BLAKE2b) of a model's files, which tells two trainings of one name apart."""
    found = hashlib.blake2b(digest_size=8)
    for path in sorted(p for p in folder.iterdir() if p.is_file()):
        found.update(path.name.encode() + b"\0")
        with path.open("rb") as stream:
            while block := stream.read(2**20):
                found.update(block)
    return found.hexdigest()
