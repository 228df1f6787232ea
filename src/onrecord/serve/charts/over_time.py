"""How many statements of each class of act, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from onrecord.serve.charts.drawing import COLOURS, Size, Theme, config, svg

#: How long a bar is, as Vega-Lite calls it.
Unit = Literal["utcyear", "utcyearmonth", "utcyearmonthdate"]
_DAYS: dict[Unit, int] = {"utcyear": 366, "utcyearmonth": 31, "utcyearmonthdate": 1}
_FORMATS: dict[Unit, str] = {
    "utcyear": "%Y",
    "utcyearmonth": "%b %Y",
    "utcyearmonthdate": "%-d %b %Y",
}
#: Pixels between the axes, and classes beside each other in the legend.
_WIDTHS: dict[Size, int] = {"wide": 680, "narrow": 268}
_COLUMNS: dict[Size, int] = {"wide": 6, "narrow": 3}
#: Bars that there is room for at least: a single one should not fill the chart.
_FEWEST = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One class of act in one stretch of time; `start` is the stretch's first day, ISO."""

    start: str
    act_class: str
    count: int


def acts_over_time(bars: Sequence[Bar], unit: Unit, theme: Theme, size: Size = "wide") -> str:
    """Draw stacked bars as SVG."""
    import altair as alt  # noqa: PLC0415, takes half a second

    classes = COLOURS[theme].classes
    rows = [{"start": bar.start, "class": bar.act_class, "count": bar.count} for bar in bars]
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(cornerRadius=1)
        .encode(
            x=alt.X(
                "start:T",
                timeUnit=alt.TimeUnitParams(unit=unit),
                axis=alt.Axis(title=None, grid=False, labelOverlap=True, format=_FORMATS[unit]),
                scale=alt.Scale(domain=_domain(bars, unit)) if bars else alt.Undefined,
            ),
            y=alt.Y("sum(count):Q", axis=alt.Axis(title="statements", tickMinStep=1, tickCount=4)),
            color=alt.Color(
                "class:N",
                scale=alt.Scale(domain=list(classes), range=list(classes.values())),
                legend=alt.Legend(title=None, orient="top", columns=_COLUMNS[size]),
            ),
        )
        .properties(width=_WIDTHS[size], height=170)
    )
    return svg(chart.to_dict() | {"config": config(theme)}, "vega-lite")


def _domain(bars: Sequence[Bar], unit: Unit) -> list[Any]:
    """From the first bar to behind the last, widened to the room for the fewest."""
    import altair as alt  # noqa: PLC0415, as above

    step = timedelta(_DAYS[unit])
    first = min(date.fromisoformat(bar.start) for bar in bars)
    last = max(date.fromisoformat(bar.start) for bar in bars) + step
    if (missing := _FEWEST * step - (last - first)) > timedelta(0):
        first, last = first - missing / 2, last + missing / 2
    return [alt.DateTime(year=d.year, month=d.month, date=d.day, utc=True) for d in (first, last)]
