# ruff: noqa: E501 (sentences of drafts stay whole)
"""duplicate_passage: copies are found, parallel statements and set phrases are not."""

from __future__ import annotations

import pytest

from tests.diagnosis.drafts import findings

COPY = (
    "Công tác giải phóng mặt bằng tại một số dự án trọng điểm còn kéo dài do hồ sơ địa chính thiếu đồng bộ, "
    "người dân chưa thống nhất về phương án bồi thường và việc bố trí quỹ đất tái định cư chậm so với kế hoạch."
)
EDITED = (
    "Việc giải phóng mặt bằng tại một số dự án trọng điểm vẫn kéo dài do hồ sơ địa chính chưa đồng bộ, "
    "người dân chưa thống nhất về phương án bồi thường và việc bố trí đất tái định cư còn chậm so với kế hoạch."
)
LAMP = (
    "Hệ thống chiếu sáng công cộng được lắp đặt tại 12 phường, thay thế toàn bộ đèn cao áp bằng đèn LED tiết kiệm điện."
)


def report(*paragraphs: str) -> str:
    lines = ["# I. KẾT QUẢ ĐẠT ĐƯỢC", "# 1. Hạ tầng", paragraphs[0], LAMP, "# II. HẠN CHẾ", "# 1. Tồn tại"]
    return "\n".join([*lines, *paragraphs[1:]])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (COPY, COPY),
        (COPY, EDITED),
        (
            COPY,
            f"Năm qua, các sở đã cố gắng trong điều phối. {EDITED} Các huyện cần sớm khắc phục tình trạng nêu trên.",
        ),
    ],
)
def test_a_copied_passage_is_found_with_both_places(first: str, second: str) -> None:
    found = findings(report(first, second), "duplicate_passage")
    assert len(found) == 1
    assert "giải phóng mặt bằng" in found[0].evidence[0].quote
    assert "phương án bồi thường" in found[0].evidence[1].quote
    assert "mục I.1" in found[0].message
    assert "mục II.1" in found[0].message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (  # parallel targets of two periods
            "Phấn đấu đến năm 2025, tỷ lệ xã đạt chuẩn nông thôn mới đạt 82%, tỷ lệ dân cư nông thôn sử dụng nước sạch "
            "đạt 76%, tỷ lệ lao động qua đào tạo đạt 71%.",
            "Phấn đấu đến năm 2030, tỷ lệ xã đạt chuẩn nông thôn mới đạt 95%, tỷ lệ dân cư nông thôn sử dụng nước sạch "
            "đạt 90%, tỷ lệ lao động qua đào tạo đạt 80%.",
        ),
        (  # the same frame, another field
            "Tập trung lãnh đạo, chỉ đạo thực hiện đồng bộ các giải pháp phát triển nông nghiệp, nhất là chăn nuôi an "
            "toàn sinh học và trồng rừng gỗ lớn ở các xã phía tây.",
            "Tập trung lãnh đạo, chỉ đạo thực hiện đồng bộ các giải pháp phát triển du lịch, nhất là du lịch cộng đồng "
            "và lễ hội truyền thống tại vùng ven biển.",
        ),
        (  # the same field seen as result and as task
            "Tỷ lệ che phủ rừng giữ ổn định ở mức 58,2%; đã trồng mới 4.120 ha rừng tập trung, cấp chứng chỉ quản lý "
            "rừng bền vững cho 9.300 ha.",
            "Giữ ổn định tỷ lệ che phủ rừng trên 58%; mỗi năm trồng mới ít nhất 4.000 ha rừng tập trung, mở rộng diện "
            "tích có chứng chỉ quản lý rừng bền vững.",
        ),
        (  # districts described in one pattern with their own figures
            "Huyện Đông Hà có 14 xã, 128 thôn, dân số 96.400 người, thu nhập bình quân đầu người đạt 61,5 triệu đồng, "
            "số hộ nghèo còn 1.204 hộ.",
            "Huyện Tây Hà có 11 xã, 97 thôn, dân số 73.150 người, thu nhập bình quân đầu người đạt 54,2 triệu đồng, "
            "số hộ nghèo còn 1.689 hộ.",
        ),
        (  # set phrases of an official closing
            "Giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với các cơ quan, đơn vị liên quan xây dựng kế hoạch kiểm "
            "tra chất lượng giống cây lâm nghiệp trước vụ trồng rừng.",
            "Giao Sở Khoa học và Công nghệ chủ trì, phối hợp với các cơ quan, đơn vị liên quan xây dựng chương trình hỗ "
            "trợ đổi mới thiết bị cho các cơ sở chế biến chè.",
        ),
    ],
)
def test_parallel_statements_are_left_alone(first: str, second: str) -> None:
    assert findings(report(first, second), "duplicate_passage") == ()


def test_three_copies_are_still_found() -> None:
    assert findings(report(COPY, COPY, LAMP.replace("12", "15"), "# 2. Khác", COPY), "duplicate_passage")


def test_a_draft_without_headings_or_text_is_no_problem() -> None:
    assert findings(COPY, "duplicate_passage") == ()
    assert findings("Ngắn.", "duplicate_passage") == ()


PROVISION = (
    "Khi phát hiện nước không bảo đảm chất lượng, đơn vị cấp nước dừng cấp nước ngay, thông báo cho người dân trong 02 giờ "
    "và báo cáo UBND cấp xã, Sở Nông nghiệp và Môi trường trong 12 giờ."
)
REWORDED = PROVISION.replace("lượng, đơn vị cấp nước dừng", "lượng thì đơn vị cấp nước phải dừng").replace(
    "trong 12", "trong vòng 12"
)


def rule(*provisions: str) -> str:
    lines = ["QUY ĐỊNH"]
    for number, provision in enumerate(provisions, 1):
        lines += [f"# Điều {number}. Quy định thứ {number}", f"{number}. {provision}", "2. Quy định khác."]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("second", "count"),
    [
        (REWORDED, 1),
        (PROVISION, 0),
        (REWORDED.replace("đơn vị cấp nước", "chủ đầu tư"), 0),
    ],
)
def test_a_provision_is_a_copy_where_only_small_words_differ(second: str, count: int) -> None:
    assert len(findings(rule(PROVISION, second), "duplicate_passage")) == count
