"""English is known without a model, other languages with one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.ingest import find_inputs, load
from onrecord.ingest.inputs import Input
from onrecord.ingest.languages import language_of

OTHERS = {
    "uk": "Президент України заявив у понеділок, що країна не прийме вимог іншої сторони.",
    "ru": "Президент России заявил в понедельник, что страна не примет требований другой стороны.",
    "de": "Der Minister sagte am Montag, dass er die Forderungen der anderen Seite nicht annimmt, was alle war.",
    "nl": "De minister zei dat hij de eisen van de andere partij niet had aanvaard en dat het is of was of had.",
    "da": "Ministeren sagde mandag, at regeringen ikke vil have flere møder i byen, og at der for tiden ikke er planer om det.",
    "pt": "O ministro disse na segunda-feira que o governo não aceitará as exigências da outra parte, as quais são inaceitáveis.",
    "fr": "Le ministre a déclaré lundi que son pays n'accepterait pas les demandes de l'autre partie.",
    "zh": "外交部长星期一表示，他的国家不会接受另一方提出的任何要求，谈判将于下周继续。",
}


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_told(tmp_path: Path, code: str) -> None:
    (tmp_path / "a.txt").write_text(OTHERS[code], encoding="utf-8")
    (source,) = find_inputs([str(tmp_path / "a.txt")])
    assert isinstance(source, Input)
    loaded = load(source)
    assert loaded.article.language == code
    (notice,) = loaded.notices
    assert notice.code == "not-english"
    assert code in notice.message
    assert "made for English" in notice.message


@pytest.mark.parametrize("text", ["Talks fail", "Kremlin: no", "12 34 56 78 90 12 34 56 78", ""])
def test_too_short_to_tell(text: str) -> None:
    assert language_of(text) is None


def test_short_english() -> None:
    assert language_of("Stoltenberg rejects demands, Putin warns NATO allies again") in ("en", None)


def test_english_needs_no_model() -> None:
    text = "The minister said on Monday that she would not accept the demands of the other side."
    program = f"""
import sys
from onrecord.ingest.languages import language_of
assert language_of({text!r}) == "en"
assert not [name for name in sys.modules if name.startswith(("py3langid", "numpy"))]
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_importing_ingest_is_light() -> None:
    program = """
import sys
import onrecord.ingest
heavy = {"trafilatura", "lxml", "urllib3", "py3langid", "numpy", "http.client", "ssl"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
