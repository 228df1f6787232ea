"""Charts are SVG of their own: nothing runs in them, nothing is loaded."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from onrecord.serve.charts.drawing import Theme
from onrecord.serve.charts.network import Arrow, Node, network
from onrecord.serve.charts.over_time import Bar, acts_over_time

HOSTILE = '</text><script>alert(1)</script>" onload="alert(2)'


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_name_is_only_ever_words(theme: Theme) -> None:
    nodes = [Node("a", HOSTILE, 2), Node("b", "Orlovia", 1)]
    drawing = network(nodes, [Arrow("a", "b", 3), Arrow("b", "elsewhere", 1)], theme)
    tree = ElementTree.fromstring(drawing)
    tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert not tags & {"script", "image", "foreignObject", "use", "style", "a"}
    assert not [name for e in tree.iter() for name in e.attrib if name.lower().startswith("on")]
    words = {element.text for element in tree.iter() if element.text}
    assert "Orlovia" in words


def test_bars_stand_where_their_months_are() -> None:
    bars = [Bar("2031-03-01", "commissive", 4), Bar("2031-05-01", "directive", 1)]
    drawing = acts_over_time(bars, "utcyearmonth", "light")
    assert "#b0301f" in drawing
    assert "#c98a1b" in drawing
    assert "Apr 2031" in drawing


def test_a_narrow_screen_has_a_chart_that_fits_it() -> None:
    bars = [Bar("2031-03-01", "commissive", 4), Bar("2031-05-01", "directive", 1)]
    narrow = ElementTree.fromstring(acts_over_time(bars, "utcyearmonth", "light", "narrow"))
    assert 300 < float(narrow.attrib["width"]) < 330
    words = {element.text for element in narrow.iter() if element.text}
    assert {"assertive", "attitude"} <= words


def test_nothing_to_draw() -> None:
    assert ElementTree.fromstring(network([], [], "light")).tag.endswith("svg")
    assert ElementTree.fromstring(acts_over_time([], "utcyear", "light")).tag.endswith("svg")
