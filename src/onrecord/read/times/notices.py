"""What a reader is told about a date, by the code of its notice."""

from __future__ import annotations

MESSAGES = {
    "impossible-date": "The calendar has no such day: the article may be wrong",
    "date-after-publication": "This date is told as past but lies after publication ({published}): "
    "the article may be wrong",
    "date-far-from-publication": "Read as {value}, the last such day before publication "
    "({published}), which is {days} days earlier: the article may be wrong",
    "no-publication-date": "Without a publication date, expressions such as this one have no "
    "certain date",
}
