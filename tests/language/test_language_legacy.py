"""Legacy encodings: known bytes, round trips, and ordinary text left alone."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from assistant.language.legacy import (
    Encoding,
    convert,
    detect,
    font_encoding,
    from_font,
    mend_legacy,
    syllable_validity,
    to_legacy,
)

TEXT = (
    "Thực hiện Nghị quyết Đại hội, kinh tế tỉnh tiếp tục tăng trưởng khá; cơ cấu chuyển dịch tích cực. Tuy nhiên, "
    "chất lượng tăng trưởng chưa bền vững, thu hút đầu tư còn khó, quỹ đất sạch còn thiếu, giải ngân chậm. Đề nghị "
    "rà soát, bổ sung giải pháp cụ thể để hoàn thành các mục tiêu đã đề ra trong nửa cuối nhiệm kỳ."
)
LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"


def test_known_bytes() -> None:
    assert convert("\xae\xb9i h\xe9i", "TCVN3") == "đại hội"
    assert convert("Nghò quyeát Ñaïi hoäi ñöôïc thoâng qua", "VNI") == "Nghị quyết Đại hội được thông qua"
    assert convert("\xc7\xe5i h\xb6i", "VPS") == "đại hội"


def test_tcvn3_agrees_with_the_c_library() -> None:
    command = shutil.which("iconv")
    if command is None:
        pytest.skip("iconv is not installed")
    codes = to_legacy(LETTERS, "TCVN3").encode("latin-1")
    done = subprocess.run([command, "-f", "TCVN5712-1", "-t", "UTF-8"], input=codes, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this iconv does not know TCVN5712-1")
    assert done.stdout.decode() == LETTERS


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI", "VPS"])
def test_every_letter_comes_back(encoding: Encoding) -> None:
    assert convert(to_legacy(LETTERS, encoding), encoding) == LETTERS


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI", "VPS"])
def test_text_is_recognised_and_mended(encoding: Encoding) -> None:
    legacy = to_legacy(TEXT, encoding)
    assert syllable_validity(legacy) < 0.7
    assert detect(legacy) == encoding
    assert mend_legacy(legacy) == (TEXT if encoding != "TCVN3" else convert(legacy, "TCVN3"))


def test_capitals_of_vni_come_back() -> None:
    assert convert(to_legacy("ĐỀ NGHỊ BỔ SUNG CƠ CHẾ ƯU ĐÃI", "VNI"), "VNI") == "ĐỀ NGHỊ BỔ SUNG CƠ CHẾ ƯU ĐÃI"


def test_fonts_give_the_encoding_away() -> None:
    assert font_encoding(".VnTime") == font_encoding("ABCDEF+.VnTimeH") == "TCVN3"
    assert font_encoding("VNI-Times") == "VNI"
    assert font_encoding("VPS Times") == "VPS"
    assert font_encoding("Times New Roman") is None
    assert font_encoding("Vni") is None


def test_capital_fonts_show_lower_case_codes_as_capitals() -> None:
    assert from_font(".VnTimeH", "b\xb8o c\xb8o") == "BÁO CÁO"
    assert from_font(".VnTime", "b\xb8o c\xb8o") == "báo cáo"
    assert from_font("Times New Roman", "b\xb8o") == "b\xb8o"
    assert from_font(".VnTime", "đã là Unicode: nghị quyết") == "đã là Unicode: nghị quyết"


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Le Conseil des ministres a approuvé hier le projet de loi relatif à l'aménagement du territoire, après débat.",
        "L'élève a été reçu à l'école où il était né; ça lui a plu énormément, déjà. À bientôt, chère Hélène, à Noël !",
        "The committee approved the naïve façade of the café; the résumé of Mr. Müller was attached.",
        "Señor, mañana por la mañana iré al colegio con mis niños y el año próximo también.",
        "Übung für Öl und Äpfel, schöne Grüße aus München, größer als früher.",
        "",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    for start in range(0, max(1, len(text)), 40):
        assert mend_legacy(text[start : start + 200]) is None


def test_validity() -> None:
    assert syllable_validity(TEXT) == 1.0
    assert syllable_validity("nghị quyết xyzzy") == pytest.approx(2 / 3)
    assert syllable_validity("") == 0.0
    assert syllable_validity("hộí") == 0.0
