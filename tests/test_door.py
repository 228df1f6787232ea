"""The public door: few names, each of them there, and nothing paid before it is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

PACKAGE = Path(onrecord.__file__).parent


def test_the_door_is_narrow() -> None:
    assert len(onrecord.__all__) < 15
    assert onrecord.__all__ == sorted(onrecord.__all__, key=lambda n: (n.islower(), n))


@pytest.mark.parametrize("name", onrecord.__all__)
def test_every_public_name_resolves(name: str) -> None:
    assert getattr(onrecord, name) is not None
    assert name in dir(onrecord)


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'onrecord' has no attribute 'reed'"):
        _ = onrecord.reed


def test_no_public_name_hides_a_sub_package() -> None:
    inside = {entry.stem for entry in PACKAGE.iterdir()}
    assert not inside & set(onrecord.__all__)


def test_importing_the_door_imports_nothing_but_itself() -> None:
    code = (
        "import sys; before = set(sys.modules); import onrecord;"
        "print(sorted(n for n in set(sys.modules) - before if n.startswith('onrecord.')),"
        " sorted({'numpy', 'pydantic', 'click', 'onnxruntime'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"
