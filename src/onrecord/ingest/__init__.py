"""Bytes into articles: what the user names → inputs → bytes → text → article.

`find_inputs` says what there is to read and opens nothing; `load` opens one of them.
"""

from onrecord.ingest.inputs import Input, find_inputs
from onrecord.ingest.loading import Loaded, Overrides, load

__all__ = ["Input", "Loaded", "Overrides", "find_inputs", "load"]
