"""Turn an annotator's list of quoted words into character offsets: `python -m evaluation.annotate DRAFT TEXT OUT`.

A draft is JSON: {"published": …, "outlet": …, "title": …, "attributions": […], "furniture": […]}.
Each attribution has an `anchor`, a passage that occurs once in the text and holds the whole
attribution; `source`, `cue` and `content` are lists of exact pieces of the anchor, in text order.
A piece that occurs more than once in its anchor is written `piece##2` for the second occurrence.
`kind`, `speakers` and `relayed_by` are copied. `furniture` is a list of passages.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROLES = ("source", "cue", "content")


def place(piece: str, passage: str, offset: int) -> list[int]:
    """Half-open offsets of a piece; raises ValueError when it is missing or its occurrence unclear."""
    words, _, nth = piece.partition("##")
    starts = [i for i in range(len(passage)) if passage.startswith(words, i)]
    if not starts or (nth and int(nth) > len(starts)):
        raise ValueError(f"{piece!r} is not in {passage!r}")
    if len(starts) > 1 and not nth:
        raise ValueError(f"{piece!r} occurs {len(starts)} times in {passage!r}: write ##1, ##2, …")
    start = offset + starts[int(nth or 1) - 1]
    return [start, start + len(words)]


def resolve(draft: dict[str, Any], text: str) -> dict[str, Any]:
    """Replace every quoted piece of a draft by offsets into `text`; all problems in one ValueError."""
    problems: list[str] = []
    resolved: list[dict[str, Any]] = []
    for entry in draft["attributions"]:
        try:
            at, _ = place(entry["anchor"], text, 0)
            spans = {r: [place(p, entry["anchor"], at) for p in entry.get(r, [])] for r in ROLES}
        except ValueError as error:
            problems.append(str(error))
            continue
        resolved.append(
            spans
            | {
                "kind": entry["kind"],
                "speakers": entry.get("speakers", []),
                "relayed_by": entry.get("relayed_by", []),
            }
        )
    if problems:
        raise ValueError("\n".join(problems))
    resolved.sort(key=lambda a: min(s[0] for r in ROLES for s in a[r]))
    return {
        "published": draft.get("published"),
        "outlet": draft.get("outlet"),
        "title": draft.get("title"),
        "attributions": resolved,
        "furniture": [place(p, text, 0) for p in draft.get("furniture", [])],
    }


def main(draft: str, text: str, out: str) -> None:
    """Resolve one draft file and write the gold file."""
    with Path(text).open(encoding="utf-8", newline="") as handle:
        body = handle.read()
    resolved = resolve(json.loads(Path(draft).read_text(encoding="utf-8")), body)
    Path(out).write_text(
        json.dumps(resolved, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print(f"{out}: {len(resolved['attributions'])} attributions")


if __name__ == "__main__":
    main(*sys.argv[1:])
