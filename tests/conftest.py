"""Readers shared by the tests: a tiny committed model for most, the shipped one for the golden tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.read.reader import Reader

TINY = Path(__file__).parent / "models" / "tiny"


@pytest.fixture(scope="session")
def tiny() -> Reader:
    """A two-layer model trained on our own gold articles, in milliseconds."""
    return Reader.open(str(TINY), threads=2)


@pytest.fixture(scope="session")
def base() -> Reader:
    """The shipped base model."""
    return Reader.open("base")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of outside material; tests that need it skip elsewhere."""
    folder = os.environ.get("ONRECORD_SHARED")
    if not folder:
        pytest.skip("needs the outside material: set ONRECORD_SHARED to its folder")
    return Path(folder)
