"""Recognition's slips in heading numbers and posts."""

from __future__ import annotations

from assistant.documents.blocks import Block
from assistant.documents.misread import mended


def _texts(*texts: str, provenance: str = "ocr") -> list[str]:
    return [block.text for block in mended(Block(text, provenance=provenance) for text in texts)]  # type: ignore[arg-type]


def test_roman_numbers_that_must_follow() -> None:
    assert _texts("I. A B", "I. ĐÁNH GIÁ", "H. Ý KIẾN", "HI, KIẾN NGHỊ", "IV. KẾT LUẬN", "VỊ. PHỤ LỤC") == [
        "I. A B", "I. ĐÁNH GIÁ", "II. Ý KIẾN", "III. KIẾN NGHỊ", "IV. KẾT LUẬN", "VỊ. PHỤ LỤC",
    ]  # fmt: skip


def test_what_is_plain_or_text_stays() -> None:
    assert _texts("HI. KIẾN NGHỊ") == ["HI. KIẾN NGHỊ"]
    assert _texts("I. ĐÁNH GIÁ", "H. Ý KIẾN", provenance="text") == ["I. ĐÁNH GIÁ", "H. Ý KIẾN"]


def test_posts_that_lost_an_accent() -> None:
    assert _texts("PHO CHỦ TỊCH", "KT. CHỦ TICH", "CHỦ TỌA PHIÊN", "Pho chủ tịch") == [
        "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH", "CHỦ TỌA PHIÊN", "Pho chủ tịch",
    ]  # fmt: skip
