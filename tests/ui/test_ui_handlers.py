"""What the pages do, without a browser: stages, decisions kept, hostile text escaped, errors in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.index.knowledge import KnowledgeBase
from assistant.settings import Settings
from assistant.ui import cards
from assistant.ui.handlers import Desk, Reviewed, around
from assistant.ui.strings import say

DRAFT = """ỦY BAN NHÂN DÂN
TỈNH TRƯỜNG HẢI

DỰ THẢO

BÁO CÁO
Kết quả thực hiện kế hoạch năm 2024

I. KẾT QUẢ

Hồ sơ GPMB của ba dự án còn chậm <script>alert(1)</script>.

II. GIẢI PHÁP

Đẩy nhanh GPMB.

III. GIẢI PHÁP

V. TỔ CHỨC THỰC HIỆN

Các sở, ngành thực hiện.
"""


@pytest.fixture
def desk(settings: Settings, open_base: Callable[[str], KnowledgeBase]) -> Desk:
    return Desk(settings, open_base("write"))


def reviewed(desk: Desk, tmp_path: Path) -> Reviewed:
    path = tmp_path / "du-thao.txt"
    path.write_text(DRAFT, "utf-8")
    *stages, (html, result) = desk.analyse(path, None, 15)
    assert result is not None
    assert len(stages) == 4
    assert all(value is None for _, value in stages)
    assert "tl-card" in html
    return result


def test_text_of_a_draft_is_never_markup(desk: Desk, tmp_path: Path) -> None:
    html = desk.suggestions(reviewed(desk, tmp_path))
    assert "<script>" not in html


def test_decisions_outlive_the_desk_and_can_be_taken_back(
    desk: Desk, settings: Settings, tmp_path: Path, open_base: Callable[[str], KnowledgeBase]
) -> None:
    result = reviewed(desk, tmp_path)
    first = result.review.suggestions[0].id
    assert "1 đã chấp nhận" in desk.decide(result, {"id": first, "verdict": "accept"})
    assert "1 đã sửa" in desk.decide(result, {"id": first, "verdict": "edit", "text": "Câu đã sửa."})
    assert "Câu đã sửa." in desk.suggestions(result)
    assert "0 đã chấp nhận, 0 đã sửa" in desk.decide(result, {"id": first, "verdict": "undo"})


@pytest.mark.parametrize(
    "event", [{}, {"id": "unknown", "verdict": "accept"}, {"id": 7, "verdict": None}, {"verdict": "accept"}]
)
def test_an_event_that_names_no_suggestion_changes_nothing(
    desk: Desk, tmp_path: Path, event: dict[str, object]
) -> None:
    result = reviewed(desk, tmp_path)
    before = desk.suggestions(result)
    assert desk.decide(result, event) == before


def test_an_unreadable_draft_is_one_sentence_with_the_next_step(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "trong.docx"
    path.write_bytes(b"")
    *_, (html, result) = desk.analyse(path, None, 15)
    assert result is None
    assert html.startswith('<div class="tl-notice tl-error">trong.docx: ')


def test_a_bug_is_a_plain_sentence_here_and_a_traceback_on_the_console(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("assistant.pipeline.review", broken)
    path = tmp_path / "du-thao.txt"
    path.write_text(DRAFT, "utf-8")
    *_, (html, result) = desk.analyse(path, None, 15)
    assert result is None
    assert html == cards.notice(say("review.bug"), "error")
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_the_report_is_a_word_file_named_after_the_draft(desk: Desk, tmp_path: Path) -> None:
    import docx

    target = desk.report(reviewed(desk, tmp_path))
    assert target.name == "Bao cao gop y - du-thao.docx"
    assert any("ĐÁNH GIÁ CHUNG" in p.text for p in docx.Document(str(target)).paragraphs)


def test_years_of_the_knowledge_base_newest_first(desk: Desk, tmp_path: Path) -> None:
    for name, year in (("a.txt", 2019), ("b.txt", 2023)):
        letter = (
            f"HỘI LUẬT GIA\n\nSố: 8/BC-HLG\n\nHải Bình, ngày 5 tháng 6 năm {year}\n\nBÁO CÁO\nGóp ý\n\nNội dung {name}."
        )
        (tmp_path / name).write_text(letter, "utf-8")
    html = desk.ingest([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"], "auto", lambda *_: None)
    assert "Đã nạp 2 văn bản mới, cập nhật 0, không đổi 0, không nạp được 1." in html
    assert desk.years() == [2023, 2019]


def test_the_surroundings_of_a_quotation_are_cut_at_spaces() -> None:
    assert around("một hai ba bốn năm sáu bảy", 11, 14, reach=6) == ("… ba ", " năm …")
    assert around("một hai", 0, 3) == ("", " hai")
