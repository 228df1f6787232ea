"""Time expressions: TIMEX3 spans with values, and the one that says when words were said."""

from onrecord.read.times.find import times

__all__ = ["times"]
