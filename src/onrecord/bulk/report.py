"""What a run says of itself at its end: counts, rates, notices, versions, warnings."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

#: Packages whose versions can change what is read or the bytes that it is written as.
_STAND_ON = ("onnxruntime", "tokenizers", "numpy", "trafilatura", "pyarrow")


@dataclass(frozen=True, slots=True)
class Totals:
    """What was done this time: articles read, those kept of earlier runs, seconds, with what."""

    read: int
    kept: int
    seconds: float
    engine: str
    workers: int

    def rates(self) -> dict[str, float | int]:
        """Articles a second, all together and for each worker; what was kept does not count."""
        rate = self.read / self.seconds if self.seconds else 0.0
        return {
            "read": self.read,
            "kept": self.kept,
            "seconds": round(self.seconds, 1),
            "articles_a_second": round(rate, 3),
            "articles_a_second_and_worker": round(rate / self.workers, 3),
        }


@dataclass(slots=True)
class Counts:
    """Places of the archive, and what is in the output.

    places = articles + rejects. repeated: articles that come in several parts, beyond the first.
    first_reject: the first place without a record, and why, for people.
    """

    places: int = 0
    articles: int = 0
    parts: int = 0
    swept: int = 0
    repeated: int = 0
    first_reject: str | None = None
    rejects: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    notices: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Report:
    """The whole of report.json."""

    settings: Mapping[str, Any]
    counts: Counts
    totals: Totals
    warnings: tuple[str, ...]

    @property
    def rejects(self) -> int:
        """Places without a record."""
        return self.counts.rejects.total()

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON-ready dicts and lists."""
        counts = self.counts
        return {
            "complete": True,
            "settings": dict(self.settings),
            "counts": {
                "places": counts.places,
                "articles": counts.articles,
                "rejects": self.rejects,
                "parts": counts.parts,
                "rows": dict(sorted(counts.rows.items())),
            },
            "rejects": dict(sorted(counts.rejects.items())),
            "notices": dict(sorted(counts.notices.items())),
            "warnings": list(self.warnings),
            "engine": {"name": self.totals.engine, "workers": self.totals.workers},
            "rates": self.totals.rates(),
            "versions": {
                "python": platform.python_version(),
                "machine": platform.machine(),
                **{name: version(name) for name in _STAND_ON},
            },
        }
