"""A Vega or Vega-Lite chart → SVG in the colours of the pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

Theme = Literal["light", "dark"]
Language = Literal["vega", "vega-lite"]
#: For a page on a screen, or in a hand: scaled down, the words of the one cannot be read.
Size = Literal["wide", "narrow"]

_KEPT = 256
_SANS = "Source Sans, system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a theme; `classes` by class of act."""

    ink: str
    soft: str
    rule: str
    accent: str
    paper: str
    classes: dict[str, str]


COLOURS: dict[Theme, Colours] = {
    "light": Colours(
        "#1c1b19",
        "#5b5850",
        "#ddd8ca",
        "#0b4a6f",
        "#fbfaf6",
        {
            "assertive": "#8fa1ad",
            "directive": "#c98a1b",
            "commissive": "#b0301f",
            "expressive": "#8e5bb0",
            "declarative": "#3f8f54",
            "attitude": "#b9b6cc",
        },
    ),
    "dark": Colours(
        "#e9e6df",
        "#b0aba1",
        "#363a40",
        "#8fcaff",
        "#14161a",
        {
            "assertive": "#78909e",
            "directive": "#f0c070",
            "commissive": "#ff8d7a",
            "expressive": "#c49af0",
            "declarative": "#7fce92",
            "attitude": "#8a88a8",
        },
    ),
}


def config(theme: Theme) -> dict[str, Any]:
    """Vega's and Vega-Lite's configuration: quiet axes, no frame, no background."""
    colours = COLOURS[theme]
    return {
        "background": None,
        "font": _SANS,
        "view": {"stroke": None},
        "axis": {
            "labelColor": colours.soft,
            "titleColor": colours.soft,
            "labelFontSize": 13,
            "titleFontSize": 13,
            "titleFontWeight": "normal",
            "gridColor": colours.rule,
            "domainColor": colours.soft,
            "tickColor": colours.soft,
            "labelFont": _SANS,
            "titleFont": _SANS,
        },
        "legend": {
            "labelColor": colours.ink,
            "titleColor": colours.soft,
            "labelFontSize": 13,
            "labelFont": _SANS,
            "titleFont": _SANS,
        },
    }


def svg(specification: dict[str, Any], language: Language) -> str:
    """Draw a specification; the same one again comes from memory."""
    return _svg(json.dumps(specification, sort_keys=True), language)


@lru_cache(maxsize=_KEPT)
def _svg(specification: str, language: Language) -> str:
    # Brings a JavaScript engine: the first chart waits for it, the first page does not.
    import vl_convert  # noqa: PLC0415

    if language == "vega":
        return str(vl_convert.vega_to_svg(specification, allowed_base_urls=[]))
    return str(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[]))
