"""Links that make a browser go to the very words, and show them.

After the URL fragment text directives (WICG, 2023), which current browsers know; others open the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from onrecord.records import Span

#: Words at either end of a longer quotation that a link to it names.
ENDS = 4


def deep_link(address: str | None, content: Iterable[Span]) -> str | None:
    """The address with a text directive for each piece; None for what is not on the web."""
    if not address or not address.startswith(("http://", "https://")):
        return None
    parts = "&".join(f"text={_directive(span.text.split())}" for span in content)
    return f"{address.partition('#')[0]}#:~:{parts}" if parts else address


def _directive(words: list[str]) -> str:
    if len(words) <= 2 * ENDS:
        return _escaped(words)
    return f"{_escaped(words[:ENDS])},{_escaped(words[-ENDS:])}"


def _escaped(words: Iterable[str]) -> str:
    # Commas, ampersands and hyphens part a directive's pieces.
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
