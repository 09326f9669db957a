# ruff: noqa: E501 (sentences of drafts stay whole)
"""missing_section and overlong: outlines by type, parts under other headings, causes that are only objective."""

from __future__ import annotations

import pytest

from assistant.diagnosis.model import Finding, FindingKind
from tests.diagnosis.drafts import findings

FILLER = "\n".join(["Các cấp, các ngành đã tổ chức thực hiện nội dung được giao và báo cáo theo quy định."] * 60)


def letter(kind: str, subject: str, body: str) -> str:
    return f"ỦY BAN NHÂN DÂN\nTỈNH VÂN HẢI\nSố: 15/BC-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nVân Hải, ngày 10 tháng 3 năm 2027\n{kind}\n{subject}\n{body}"


def parts(*titles: str) -> str:
    return "\n".join(
        f"# {n}. {title}\n{FILLER if n == 'I' else 'Nội dung của phần này được nêu ngắn gọn.'}"
        for n, title in zip(["I", "II", "III", "IV", "V", "VI", "VII"], titles, strict=False)
    )


def found(kind: str, subject: str, body: str, check: FindingKind = "missing_section") -> tuple[Finding, ...]:
    return findings(letter(kind, subject, body), check)


SUMMARY = "Sơ kết 3 năm thực hiện Nghị quyết về phát triển du lịch"
WHOLE = ("KẾT QUẢ ĐẠT ĐƯỢC", "HẠN CHẾ, TỒN TẠI", "NGUYÊN NHÂN", "BÀI HỌC KINH NGHIỆM", "PHƯƠNG HƯỚNG, NHIỆM VỤ")


def test_a_whole_report_is_left_alone() -> None:
    assert found("BÁO CÁO", SUMMARY, parts(*WHOLE)) == ()


@pytest.mark.parametrize(
    ("titles", "part"),
    [
        ((*WHOLE[:3], *WHOLE[4:]), "bài học kinh nghiệm"),
        ((*WHOLE[:2], *WHOLE[3:]), "nguyên nhân"),
        (WHOLE[:4], "nhiệm vụ, giải pháp"),
    ],
)
def test_a_report_without_a_part(titles: tuple[str, ...], part: str) -> None:
    missing = found("BÁO CÁO", SUMMARY, parts(*titles))
    assert [part in f.message for f in missing] == [True]


def test_merged_headings_and_text_under_another_heading_count() -> None:
    body = parts("KẾT QUẢ VÀ BÀI HỌC RÚT RA", "TỒN TẠI", "PHƯƠNG HƯỚNG")
    assert (
        found("BÁO CÁO", SUMMARY, body + "\nNguyên nhân của tồn tại nêu trên là do công tác phối hợp chưa chặt chẽ.")
        == ()
    )


def test_causes_that_are_only_objective() -> None:
    objective = "Dịch bệnh kéo dài, thị trường thế giới suy giảm. Thiên tai, bão lũ gây thiệt hại lớn. Pháp luật về đất đai còn thay đổi."
    body = parts(*WHOLE).replace(
        "# III. NGUYÊN NHÂN\nNội dung của phần này được nêu ngắn gọn.", f"# III. NGUYÊN NHÂN\n{objective}"
    )
    missing = found("BÁO CÁO", SUMMARY, body)
    assert ["chủ quan" in f.message for f in missing] == [True]
    both = body.replace("thay đổi.", "thay đổi. Công tác tham mưu, phối hợp của một số sở chưa quyết liệt.")
    assert found("BÁO CÁO", SUMMARY, both) == ()


@pytest.mark.parametrize(
    ("kind", "subject", "titles", "part"),
    [
        (
            "ĐỀ ÁN",
            "Phát triển kinh tế biển",
            ("SỰ CẦN THIẾT", "PHẠM VI, ĐỐI TƯỢNG", "THỰC TRẠNG", "MỤC TIÊU", "GIẢI PHÁP", "TỔ CHỨC THỰC HIỆN"),
            "kinh phí",
        ),
        ("KẾ HOẠCH", "Cải cách hành chính năm 2027", ("MỤC ĐÍCH, YÊU CẦU", "NHIỆM VỤ"), "tổ chức thực hiện"),
        (
            "TỜ TRÌNH",
            "Dự thảo Nghị quyết quy định chính sách hỗ trợ ngư dân",
            ("SỰ CẦN THIẾT", "QUÁ TRÌNH XÂY DỰNG", "NỘI DUNG CƠ BẢN", "KINH PHÍ THỰC HIỆN"),
            "đánh giá tác động",
        ),
    ],
)
def test_outlines_of_other_types(kind: str, subject: str, titles: tuple[str, ...], part: str) -> None:
    assert [part in f.message for f in found(kind, subject, parts(*titles))] == [True]


def test_a_type_without_an_outline_and_a_short_text_are_not_judged() -> None:
    assert found("THÔNG BÁO", "Kết luận của Chủ tịch", parts("KẾT QUẢ")) == ()
    assert found("BÁO CÁO", SUMMARY, "# I. KẾT QUẢ\nKinh tế tăng khá.") == ()


def test_breakthroughs_of_the_resolution_need_an_assessment() -> None:
    resolution = "# I. CHỈ TIÊU\nTỷ lệ đô thị hóa đạt 45%.\n# II. BA KHÂU ĐỘT PHÁ\nMột là, phát triển hạ tầng giao thông.\nHai là, phát triển nhân lực."
    text = letter("BÁO CÁO", SUMMARY, parts(*WHOLE))
    missing = findings(text, "missing_section", governing=resolution)
    assert ["đột phá" in f.message for f in missing] == [True]
    assert missing[0].governing[0].quote.endswith("BA KHÂU ĐỘT PHÁ")
    treated = text.replace(
        "# II. HẠN CHẾ", "# 1. Kết quả thực hiện ba khâu đột phá\nCả ba khâu đều đạt tiến độ.\n# II. HẠN CHẾ"
    )
    assert findings(treated, "missing_section", governing=resolution) == ()


def test_overlong_once_with_the_longest_sections() -> None:
    long = parts("SỰ CẦN THIẾT", "NỘI DUNG CƠ BẢN").replace("được nêu ngắn gọn.", FILLER * 6)
    tours = found("TỜ TRÌNH", "Đề nghị xem xét điều chỉnh địa giới", long, "overlong")
    assert [f.kind for f in tours] == ["overlong"]
    assert "5.500" in tours[0].message
    assert (
        found("TỜ TRÌNH", "Đề nghị xem xét điều chỉnh địa giới", parts("SỰ CẦN THIẾT", "NỘI DUNG CƠ BẢN"), "overlong")
        == ()
    )


def test_a_section_that_outgrows_the_others() -> None:
    body = parts(*WHOLE).replace("# II. HẠN CHẾ, TỒN TẠI\n", f"# II. HẠN CHẾ, TỒN TẠI\n{FILLER}\n")
    body = body.replace("# I. KẾT QUẢ ĐẠT ĐƯỢC\n", "# I. KẾT QUẢ ĐẠT ĐƯỢC\nNội dung ngắn.\n")
    long = found("BÁO CÁO", SUMMARY, body.replace(FILLER, "Kết quả khá.", 1), "overlong")
    assert ["HẠN CHẾ, TỒN TẠI" in f.message for f in long] == [True]
    assert found("BÁO CÁO", SUMMARY, parts(*WHOLE).replace(FILLER, "Kết quả khá."), "overlong") == ()


def test_a_paragraph_of_a_whole_page() -> None:
    body = parts(*WHOLE).replace(FILLER, " ".join(FILLER.split("\n")[:24]))
    long = found("BÁO CÁO", SUMMARY, body, "overlong")
    assert ["khó theo dõi" in f.message for f in long] == [True]


def test_a_scheme_that_names_limitations_gives_their_causes() -> None:
    titles = (
        "SỰ CẦN THIẾT, PHẠM VI",
        "THỰC TRẠNG",
        "HẠN CHẾ",
        "MỤC TIÊU",
        "GIẢI PHÁP",
        "KINH PHÍ",
        "TỔ CHỨC THỰC HIỆN",
    )
    missing = found("ĐỀ ÁN", "Phát triển văn hóa đọc", parts(*titles))
    assert ["nguyên nhân" in f.message for f in missing] == [True]
    assert missing[0].evidence[0].quote == "III. HẠN CHẾ"
    titles = tuple(t.replace("HẠN CHẾ", "HẠN CHẾ VÀ NGUYÊN NHÂN") for t in titles)
    assert found("ĐỀ ÁN", "Phát triển văn hóa đọc", parts(*titles)) == ()


def test_a_programme_that_names_limitations_gives_their_causes() -> None:
    titles = ("SỰ CẦN THIẾT", "THỰC TRẠNG, HẠN CHẾ", "MỤC TIÊU", "NHIỆM VỤ, GIẢI PHÁP", "TỔ CHỨC THỰC HIỆN")
    missing = found("CHƯƠNG TRÌNH", "Phát triển nhà ở", parts(*titles))
    assert ["nguyên nhân" in f.message for f in missing] == [True]


def test_causes_told_of_results_are_not_those_of_limitations() -> None:
    body = parts(*WHOLE[:2], *WHOLE[3:]).replace(
        "# I. KẾT QUẢ ĐẠT ĐƯỢC\n",
        "# I. KẾT QUẢ ĐẠT ĐƯỢC\nThu ngân sách tăng 12%, nguyên nhân chính là kinh tế phục hồi.\n",
    )
    assert ["nguyên nhân" in f.message for f in found("BÁO CÁO", SUMMARY, body)] == [True]


@pytest.mark.parametrize(
    ("below", "part"),
    [
        (("1. Hạn chế", "2. Bài học kinh nghiệm"), "nguyên nhân"),
        (("1. Hạn chế", "2. Nguyên nhân", "3. Bài học kinh nghiệm"), None),
        (("1. Về kinh tế", "2. Về xã hội"), None),
    ],
)
def test_a_heading_that_promises_a_part(below: tuple[str, ...], part: str | None) -> None:
    inner = "\n".join(f"# {title}\nNội dung được nêu ngắn gọn." for title in below)
    body = f"# I. KẾT QUẢ\n{FILLER}\n# II. HẠN CHẾ, NGUYÊN NHÂN VÀ BÀI HỌC KINH NGHIỆM\n{inner}\n# III. NHIỆM VỤ\nNội dung."
    missing = [f for f in found("BÁO CÁO", SUMMARY, body) if "Đề mục" in f.message or "đề mục" in f.message]
    assert len(missing) == (part is not None), missing
    assert all((part or "") in f.message for f in missing)


def test_a_title_that_announces_the_year_to_come() -> None:
    subject = "Tình hình kinh tế - xã hội năm 2026 và phương hướng, nhiệm vụ năm 2027"
    titles = ("KẾT QUẢ ĐẠT ĐƯỢC", "HẠN CHẾ, NGUYÊN NHÂN", "DỰ BÁO", "MỤC TIÊU", "NHIỆM VỤ", "TỔ CHỨC THỰC HIỆN")
    assert found("BÁO CÁO", subject, parts(*titles)) == ()
    missing = found("BÁO CÁO", subject, parts(*titles[:-1]))
    assert ["tổ chức thực hiện" in f.message for f in missing] == [True]
