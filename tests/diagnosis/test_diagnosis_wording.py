"""undefined_abbreviation: words nobody explains are found; common ones, symbols, names and numerals are not."""

from __future__ import annotations

import pytest

from tests.diagnosis.drafts import findings


def words(text: str) -> list[str]:
    return [f.message.split("viết tắt “")[1].split("”")[0] for f in findings(text, "undefined_abbreviation")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# I. KẾT QUẢ\nTỉnh đã đưa vào vận hành kho dữ liệu dùng chung và IOC.", ["IOC"]),
        ("# I. KẾT QUẢ\nViệc lập hồ sơ GPMB tại ba dự án còn chậm; công tác GPMB cần được ưu tiên.", ["GPMB"]),
        ("# 1. Nông nghiệp\nDiện tích áp dụng quy trình SRI đạt 4.200 ha, tăng 600 ha.", ["SRI"]),
        ("# 2. Môi trường\nHệ thống quan trắc tự động được nối với trung tâm của Sở; chỉ số WQI đạt mức khá.", ["WQI"]),
        ("# 3. Năng lượng\nThu hút dự án BESS 126 triệu USD và kho LNG.", ["BESS", "LNG"]),
        ("# 1. Hữu cơ\nChứng nhận theo hệ thống bảo đảm PGS cho 120 hộ.", ["PGS"]),
        ("# 4. Chăn nuôi\nCó 67 chuỗi liên kết theo chuẩn VietGAHP và HACCP.", ["VietGAHP", "HACCP"]),
        ("# 5. Thủy lợi\nLắp hệ thống SCADA 24 trạm bơm; áp dụng EPR 3 năm qua.", ["SCADA", "EPR"]),
        ("# 6. Cấp nước\nHệ thống SCADA (tại bốn trạm bơm của huyện) vận hành.", ["SCADA"]),
        ("# 7. May mặc\nPhương thức FOB – hướng tới thị trường châu Âu – được áp dụng.", ["FOB"]),
        ("# 8. Công nghệ\nỨng dụng các công nghệ mới (SCADA, GIS) và eKYC.", ["SCADA", "GIS", "eKYC"]),
        ("# 9. Tín dụng\nCác ngân hàng trên địa bàn đã áp dụng eKYC.", ["eKYC"]),
        ("# 2. Hạ tầng số\nNền tảng LGSP kết nối 14 dịch vụ; đóng góp của TFP đạt 41%.", ["LGSP", "TFP"]),
    ],
)
def test_an_unexplained_abbreviation_is_found(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Công tác giải phóng mặt bằng (GPMB) được đẩy nhanh. Các dự án GPMB xong đạt 80%.",
        "Trung tâm điều hành thông minh (sau đây gọi tắt là IOC) đã vận hành. IOC có 24 dịch vụ.",
        "Chống khai thác bất hợp pháp, không báo cáo (gọi tắt là chống khai thác IUU). Xử lý vi phạm IUU.",
        "Hệ số ICOR (hệ số sử dụng vốn) giảm; ICOR bình quân là 5,1.",
        "UBND tỉnh, HĐND các cấp và MTTQ phối hợp; GRDP tăng 8,1%; vốn FDI đạt 300 triệu USD.",
        "Thực hiện Kế hoạch số 145/KH-STNMT ngày 12/3/2024 và Nghị quyết số 06-NQ/HU của Huyện ủy.",
        "Đại hội lần thứ XVII; quý IV năm 2023; Chương trình giai đoạn II.",
        "Công ty TNHH ABC và Tập đoàn XYZ đăng ký đầu tư hai dự án.",
        "BÁO CÁO TỔNG KẾT CTMT VÀ KTTT",
        "Khẩu hiệu “SẠCH TỪ NHÀ RA NGÕ” được treo tại 120 thôn.",
        "Quốc lộ QL37 và đường tỉnh ĐT.295B được nâng cấp; cầu BT3 hoàn thành.",
        "PGS.TS Trần Văn A và TS Lê B dự hội thảo; quốc lộ QL 37, đường ĐT 295 được nâng cấp.",
        "Doanh nghiệp nhỏ và vừa *(DNNVV)* được hỗ trợ; 320 DNNVV đã tham gia.",
        "Xuất khẩu theo phương thức FOB (giao hàng qua lan can tàu); các đơn hàng FOB tăng.",
        "Hệ thống SCADA là hệ thống điều khiển và giám sát từ xa; SCADA có 24 trạm.",
        "Chỉ số hiệu quả quản trị (PAPI, 8 nội dung) tăng; sản phẩm đạt chuẩn VietGAP, GlobalGAP; định danh VNeID.",
        "Đầu tư 412 máy CNC; quốc lộ QL 37 đã thông xe; cảng xếp dỡ 350 nghìn TEU.",
        "Ngân hàng thương mại cổ phần XYZB tài trợ; Công ty cổ phần đầu tư ABCX xây dựng.",
        "Danh mục chữ viết tắt\nCCN: Cụm công nghiệp\nCác CCN đã lấp đầy 78% diện tích.",
    ],
)
def test_what_needs_no_explanation_is_left_alone(text: str) -> None:
    assert words(f"# I. KẾT QUẢ ĐẠT ĐƯỢC\n{text}") == []


def test_provisions_of_an_annexed_rule_are_read_and_other_annexes_are_not() -> None:
    head = "# NGHỊ QUYẾT\n# Điều 1. Ban hành Quy định\nBan hành kèm theo Nghị quyết này Quy định."
    rule = "# PHỤ LỤC\n# QUY ĐỊNH\n# Điều 1. Nội dung hỗ trợ\n1. Hỗ trợ lắp hệ thống SCADA cho công trình."
    assert words(f"{head}\n{rule}") == ["SCADA"]
    assert words(f"{head}\n# PHỤ LỤC\n# DANH MỤC\nCông trình SCADA tại xã.") == []


def test_an_explanation_in_a_table_counts() -> None:
    text = "# I. KẾT QUẢ\nCác CCN đã lấp đầy 78%.\n| Chữ viết tắt | Nghĩa |\n| CCN | Cụm công nghiệp |"
    assert words(text) == []


def test_all_uses_are_one_finding_with_several_places() -> None:
    found = findings("# I. KẾT QUẢ\nHồ sơ GPMB còn chậm.\n# II. GIẢI PHÁP\nĐẩy nhanh GPMB.", "undefined_abbreviation")
    assert len(found) == 1
    assert [e.section_path for e in found[0].evidence] == [("I. KẾT QUẢ",), ("II. GIẢI PHÁP",)]
