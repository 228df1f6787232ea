"""Time expressions: TIMEX3 spans with values, and the one that says when words were said."""

from onrecord.read.times.find import times
from onrecord.read.times.said import said_on

__all__ = ["said_on", "times"]
