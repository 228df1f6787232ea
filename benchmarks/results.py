"""The file of results: each benchmark puts in its own figures and leaves those of others."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.json"
#: Instructions that decide how fast 8-bit products are, as Linux names them.
_TELLING = ("avx2", "avx512_vnni", "avx_vnni", "amx_int8")


def machine() -> dict[str, Any]:
    """What figures were measured on: processor, what it can, how many cores, which Python."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    pairs = (line.partition(":") for line in lines)
    known = {name.strip(): value.strip() for name, _, value in pairs}
    flags = known.get("flags", "").split()
    return {
        "processor": known.get("model name") or platform.processor() or platform.machine(),
        "instructions": [name for name in _TELLING if name in flags],
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }


def keep(path: Path, name: str, figures: Mapping[str, Any]) -> None:
    """Put the figures of one benchmark into the file, with the machine that they were measured on."""
    whole = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    whole[name] = {**figures, "machine": machine()}
    path.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
