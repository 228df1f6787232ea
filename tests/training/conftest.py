"""Tests of what only training needs are collected where its packages are installed."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("torch") and find_spec("onnx") else ["test_acts.py"]
