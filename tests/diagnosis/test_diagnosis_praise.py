"""praise_limitation_contradiction: one thing in one respect; figures and quality, the whole and a part, are others."""

from __future__ import annotations

import pytest

from tests.diagnosis.drafts import findings

KIND = "praise_limitation_contradiction"
FILLER = [
    "Nông nghiệp phát triển theo hướng hàng hóa, sản lượng lúa đạt 410 nghìn tấn.",
    "Hạ tầng giao thông được đầu tư, thông xe 42 km đường cao tốc.",
    "Công tác y tế dự phòng được duy trì, tiêm chủng đạt 96%.",
    "Lượng khách du lịch đạt 2,4 triệu lượt.",
    "Thu hút 21 dự án vào các khu công nghiệp.",
]


def report(result: str, limitation: str) -> str:
    return "\n".join(
        ["# I. KẾT QUẢ ĐẠT ĐƯỢC", *FILLER, result, "# II. HẠN CHẾ", "- Thị trường bất động sản trầm lắng.", limitation]
    )


@pytest.mark.parametrize(
    ("result", "limitation"),
    [
        (
            "Việc cấp giấy chứng nhận quyền sử dụng đất được thực hiện kịp thời, đúng hạn.",
            "- Cấp giấy chứng nhận quyền sử dụng đất còn chậm, nhiều hồ sơ quá hạn.",
        ),
        (
            "Công tác tiếp công dân, giải quyết khiếu nại đi vào nền nếp, xử lý dứt điểm các vụ việc.",
            "- Giải quyết khiếu nại chưa dứt điểm, còn tồn đọng nhiều vụ.",
        ),
        (
            "Chuyển đổi số được triển khai đồng bộ, thông suốt từ tỉnh đến cơ sở.",
            "- Chuyển đổi số thiếu đồng bộ, dữ liệu rời rạc.",
        ),
        ("Chỉ số PCI của tỉnh thuộc nhóm dẫn đầu cả nước.", "- Chỉ số PCI tụt hạng, nằm trong nhóm cuối của vùng."),
    ],
)
def test_praise_and_blame_of_one_thing(result: str, limitation: str) -> None:
    found = findings(report(result, limitation), KIND)
    assert len(found) == 1
    assert found[0].evidence[0].quote == result
    assert found[0].evidence[1].quote in limitation
    assert "có thể cả hai đều đúng" in found[0].working.lower()


@pytest.mark.parametrize(
    ("result", "limitation"),
    [
        ("Thu ngân sách vượt dự toán 12%.", "- Thu ngân sách thiếu bền vững, phụ thuộc tiền sử dụng đất."),
        ("Chuyển đổi số được triển khai đồng bộ.", "- Chuyển đổi số ở một số xã còn lúng túng."),
        ("Công tác khám, chữa bệnh chưa đồng bộ giữa các tuyến.", "- Công tác khám, chữa bệnh thiếu đồng bộ."),
        ("Giải ngân vốn đầu tư công bảo đảm tiến độ.", "- Giải phóng mặt bằng còn chậm."),
        ("Số doanh nghiệp thành lập mới tăng nhanh.", "- Doanh nghiệp quy mô nhỏ, sức cạnh tranh thấp."),
    ],
)
def test_what_can_both_be_true_is_left_alone(result: str, limitation: str) -> None:
    assert findings(report(result, limitation), KIND) == ()
