# ruff: noqa: E501 (sentences stay whole)
"""figure_conflict and unit_mismatch: planted slips in many phrasings are found; look-alikes are left alone."""

from __future__ import annotations

import pytest

from tests.diagnosis.drafts import findings

FILLER = "Các cấp, các ngành tập trung chỉ đạo, điều hành quyết liệt."


def conflicts(*parts: str, kind: str = "figure_conflict") -> list[str]:
    """The messages and quotes on a report whose parts each stand under a heading of their own."""
    heads = [
        "I. ĐÁNH GIÁ CHUNG NĂM 2024",
        "II. KẾT QUẢ THỰC HIỆN NĂM 2024",
        "III. PHỤ LỤC SỐ LIỆU NĂM 2024",
        "IV. KẾT LUẬN",
    ]
    text = "\n".join(f"# {head}\n{FILLER}\n{part}\n{FILLER}" for head, part in zip(heads, parts, strict=False))
    return [f"{f.message} {f.working}" for f in findings(text, kind)]  # type: ignore[arg-type]


POSITIVE = [
    ("Tỷ lệ hộ nghèo đa chiều còn 3,2%.", "Đến cuối năm 2024, tỷ lệ hộ nghèo đa chiều của tỉnh giảm còn 3,5%.", "3,2", "3,5"),
    ("Toàn tỉnh có 134 xã đạt chuẩn nông thôn mới.", "Đến hết năm 2024, có 143/182 xã đạt chuẩn nông thôn mới.", "134", "143"),
    ("GRDP bình quân đầu người ước đạt 92,4 triệu đồng.", "Năm 2024, GRDP bình quân đầu người ước đạt 94,2 triệu đồng, tăng so với năm trước.", "92,4", "94,2"),
    ("Thành lập mới 1.254 doanh nghiệp.", "Trong năm có 1.245 doanh nghiệp thành lập mới với tổng vốn đăng ký 9.800 tỷ đồng.", "1.254", "1.245"),
    ("Kim ngạch xuất khẩu năm 2024 đạt 2,35 tỷ USD.", "Kim ngạch xuất khẩu hàng hóa năm 2024 đạt 2,53 tỷ USD, tăng khá.", "2,35", "2,53"),
    ("Tỷ lệ che phủ rừng duy trì ở mức 58,2%.", "Công tác bảo vệ rừng được chú trọng, tỷ lệ che phủ rừng đạt 58,7%.", "58,2", "58,7"),
    ("Thu nội địa năm 2024 đạt 9.512 tỷ đồng.", "Tổng thu ngân sách vượt dự toán. Năm 2024, thu ngân sách nội địa đạt 9.215 tỷ đồng.", "9.512", "9.215"),
    ("Giải quyết việc làm mới cho 24.600 lao động.", "Trong năm, tỉnh đã giải quyết việc làm mới cho 26.400 lao động, đạt kế hoạch.", "24.600", "26.400"),
    ("Tốc độ tăng trưởng GRDP năm 2024 đạt 8,42%.", "Năm 2024, GRDP tăng 8,24%.", "8,42", "8,24"),
    ("Tổng vốn đầu tư toàn xã hội năm 2024 ước đạt 45.300 tỷ đồng.", "Vốn đầu tư phát triển toàn xã hội năm 2024 ước đạt 43.500 tỷ đồng.", "45.300", "43.500"),
    ("Sản lượng lương thực có hạt năm 2024 đạt 512.300 tấn.", "Sản lượng lương thực có hạt cả năm đạt 521.300 tấn.", "512.300", "521.300"),
    ("Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ đạt 29,5%.", "| TT | Chỉ tiêu | Đơn vị tính | Kế hoạch 2024 | Thực hiện 2024 |\n| 1 | Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ | % | 30,0 | 28,5 |\n| 2 | Tỷ lệ đô thị hóa | % | 33,0 | 33,1 |\n| 3 | Tỷ lệ bao phủ bảo hiểm y tế | % | 94,0 | 94,6 |", "29,5", "28,5"),
    ("Diện tích cây ăn quả toàn tỉnh năm 2024 đạt 12.450 ha.", "| TT | Cây trồng | Năm 2023 (ha) | Năm 2024 (ha) |\n| 1 | Cây ăn quả | 12.100 | 12.540 |\n| 2 | Chè | 8.300 | 8.350 |\n| 3 | Cà phê | 5.200 | 5.150 |", "12.450", "12.540"),
    ("Năm 2024, lượng khách du lịch đến tỉnh đạt trên 3,2 triệu lượt.", "Năm 2024, ngành du lịch đón 2,9 triệu lượt khách du lịch.", "3,2", "2,9"),
    ("Tổng mức đầu tư dự án đường Hồ Sơn - Bản Lầu là 1.480 tỷ đồng.", "Dự án đường Hồ Sơn - Bản Lầu có tổng mức đầu tư 1.840 tỷ đồng.", "1.480", "1.840"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "one", "two"), POSITIVE)
def test_two_values_of_one_indicator_are_put_side_by_side(first: str, second: str, one: str, two: str) -> None:
    found = conflicts(first, second)
    assert len(found) == 1, found
    assert one in found[0]
    assert two in found[0]


NEGATIVE = {
    "income is not product": ("GRDP bình quân đầu người đạt 92,4 triệu đồng.", "Thu nhập bình quân đầu người đạt 61,5 triệu đồng."),
    "near poverty": ("Tỷ lệ hộ nghèo còn 3,2%.", "Tỷ lệ hộ cận nghèo còn 3,9%."),
    "poverty among minorities": ("Tỷ lệ hộ nghèo còn 3,2%.", "Tỷ lệ hộ nghèo vùng đồng bào dân tộc thiểu số còn 4,4%."),
    "one district": ("Tỷ lệ hộ nghèo còn 3,2%.", "Tỷ lệ hộ nghèo của huyện Mường Sang còn 4,1%."),
    "two districts": ("Huyện Mường Sang có tỷ lệ hộ nghèo 5,2%.", "Huyện Pá Lau có tỷ lệ hộ nghèo 6,1%."),
    "the whole country": ("Tỷ lệ đô thị hóa đạt 33,2%.", "Tỷ lệ đô thị hóa của cả nước đạt 44,3%."),
    "another year": ("Thu nội địa năm 2024 đạt 9.512 tỷ đồng.", "Thu nội địa năm 2023 đạt 8.715 tỷ đồng."),
    "nine months": ("Thu nội địa năm 2024 đạt 9.512 tỷ đồng.", "Thu nội địa 9 tháng năm 2024 đạt 7.215 tỷ đồng."),
    "plan and result": ("Thu nội địa năm 2024 đạt 9.512 tỷ đồng.", "Dự toán thu nội địa năm 2024 là 9.215 tỷ đồng."),
    "rounded": ("Thu nội địa năm 2024 đạt 9,5 nghìn tỷ đồng.", "Thu nội địa năm 2024 đạt 9.512 tỷ đồng."),
    "more than": ("Thu nội địa năm 2024 đạt trên 9.500 tỷ đồng.", "Thu nội địa năm 2024 đạt 9.512 tỷ đồng."),
    "nearly": ("GRDP năm 2024 tăng gần 8,5%.", "GRDP năm 2024 tăng 8,42%."),
    "mean of a period": ("GRDP năm 2024 tăng 8,42%.", "Bình quân giai đoạn 2021-2024, GRDP tăng 7,9%/năm."),
    "cumulative": ("Trong năm thu hút 24 dự án với vốn đăng ký 1.250 tỷ đồng.", "Lũy kế đến nay toàn tỉnh có 31 dự án với vốn đăng ký 1.420 tỷ đồng."),
    "two prices": ("Quy mô GRDP năm 2024 theo giá hiện hành đạt 98.500 tỷ đồng.", "Quy mô GRDP năm 2024 theo giá so sánh đạt 61.900 tỷ đồng."),
    "advanced communes": ("Toàn tỉnh có 45 xã đạt chuẩn nông thôn mới.", "Toàn tỉnh có 38 xã đạt chuẩn nông thôn mới nâng cao."),
    "targets of two years": ("Phấn đấu năm 2025 tỷ lệ đô thị hóa đạt 35%.", "Phấn đấu đến năm 2030, tỷ lệ đô thị hóa đạt 45%."),
    "town and country": ("Tỷ lệ thu gom chất thải rắn sinh hoạt ở đô thị đạt 95,1%.", "Tỷ lệ thu gom chất thải rắn sinh hoạt ở nông thôn đạt 84,5%."),
    "parts of a sum": ("Vốn ngân sách trung ương bố trí 412 tỷ đồng.", "Vốn ngân sách tỉnh bố trí 398 tỷ đồng."),
    "two crops": ("Diện tích lúa đông xuân đạt 12.450 ha.", "Diện tích lúa hè thu đạt 11.540 ha."),
    "the same value twice": ("Tỷ lệ hộ nghèo còn 3,2%.", "Năm 2024 tỷ lệ hộ nghèo giảm còn 3,2%."),
    "units of one size": ("Diện tích tự nhiên của tỉnh là 8.223 km².", "Diện tích tự nhiên của tỉnh là 822.300 ha."),
    "registered and paid in": ("Vốn đầu tư trực tiếp nước ngoài đăng ký đạt 320 triệu USD.", "Vốn đầu tư trực tiếp nước ngoài giải ngân đạt 240 triệu USD."),
    "years of a table": ("Diện tích cây ăn quả năm 2024 đạt 12.540 ha.", "| TT | Cây trồng | Năm 2023 (ha) | Năm 2024 (ha) |\n| 1 | Cây ăn quả | 12.100 | 12.540 |\n| 2 | Chè | 8.300 | 8.350 |\n| 3 | Cà phê | 5.200 | 5.150 |"),
    "dropped and reached": ("Tỷ lệ hộ nghèo giảm 1,2%.", "Tỷ lệ hộ nghèo còn 1,5%."),
    "two exports": ("Kim ngạch xuất khẩu đạt 2,35 tỷ USD.", "Kim ngạch nhập khẩu đạt 2,11 tỷ USD."),
    "passed and pending": ("Đã giải quyết 312 hồ sơ.", "Còn 298 hồ sơ chưa giải quyết."),
    "schools by grade": ("Có 112 trường mầm non đạt chuẩn quốc gia.", "Có 124 trường tiểu học đạt chuẩn quốc gia."),
}  # fmt: skip


@pytest.mark.parametrize("name", NEGATIVE)
def test_figures_of_two_things_are_left_alone(name: str) -> None:
    assert conflicts(*NEGATIVE[name]) == []


UNITS = [
    ("Vốn đầu tư công năm 2024 giải ngân 3.842 triệu đồng.", "Năm 2024, vốn đầu tư công giải ngân 3.842 tỷ đồng, bằng 95,1% kế hoạch."),
    ("Tổng diện tích rừng trồng mới năm 2024 đạt 2.150 km².", "Diện tích rừng trồng mới năm 2024 đạt 2.150 ha."),
    ("Kim ngạch xuất khẩu năm 2024 đạt 2.345 tỷ USD.", "Năm 2024, kim ngạch xuất khẩu đạt 2,345 tỷ USD."),
    ("Tỷ lệ hộ nghèo giảm từ 5,12% năm 2023 xuống 4,18% năm 2024, giảm 0,94%.", "Công tác giảm nghèo được chú trọng."),
    ("GRDP bình quân đầu người năm 2024 đạt 92,4 tỷ đồng.", "Đời sống người dân được nâng lên."),
    ("Năng suất lúa bình quân đạt 62,5 tấn/ha.", "Sản xuất nông nghiệp ổn định."),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), UNITS)
def test_a_unit_that_cannot_be_is_found(first: str, second: str) -> None:
    assert len(conflicts(first, second, kind="unit_mismatch")) == 1


NO_UNITS = {
    "points said": ("Tỷ lệ hộ nghèo giảm từ 5,12% năm 2023 xuống 4,18% năm 2024, giảm 0,94 điểm phần trăm.", ""),
    "per cent of per cent": ("Tỷ lệ hộ nghèo giảm từ 5,0% năm 2023 xuống 4,0% năm 2024, giảm 20%.", ""),
    "two currencies": ("GRDP bình quân đầu người đạt 92,4 triệu đồng, tương đương 3.650 USD.", ""),
    "two sums": ("Hỗ trợ 125 triệu đồng cho hộ nghèo làm nhà.", "Ngân sách tỉnh hỗ trợ 125 tỷ đồng xây dựng trường học."),
    "same value": ("Tổng kinh phí thực hiện là 1.250 triệu đồng.", "Tổng kinh phí thực hiện là 1,25 tỷ đồng."),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_UNITS)
def test_sound_units_are_left_alone(name: str) -> None:
    assert conflicts(*NO_UNITS[name], kind="unit_mismatch") == []


PHRASED = [
    (
        "Tổng thu ngân sách nhà nước trên địa bàn ước đạt 18.650 tỷ đồng.",
        "Thu ngân sách nhà nước trên địa bàn năm 2024 ước thực hiện 18.560 tỷ đồng, bằng 108% dự toán.",
    ),
    (
        "Đã hoàn thành xóa 1.245 nhà tạm, nhà dột nát.",
        "Chương trình xóa nhà tạm, nhà dột nát được triển khai tích cực, đã hoàn thành 1.254 căn nhà tạm, nhà dột nát.",
    ),
    (
        "Tỷ lệ tiêm chủng đầy đủ cho trẻ em dưới 1 tuổi đạt 96,2%.",
        "Công tác y tế dự phòng được duy trì; tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ đạt 92,6%.",
    ),
    (
        "Đến nay có 87 sản phẩm OCOP đạt từ 3 sao trở lên.",
        "Chương trình mỗi xã một sản phẩm (OCOP): toàn tỉnh có 78 sản phẩm OCOP đạt từ 3 sao trở lên.",
    ),
    (
        "Diện tích gieo trồng cây hằng năm đạt 145.200 ha.",
        "Tổng diện tích gieo trồng cây hằng năm 142.500 ha, bằng 101% kế hoạch.",
    ),
    (
        "Tổng đàn lợn đạt 412 nghìn con.",
        "Chăn nuôi phát triển ổn định: tổng đàn trâu 45 nghìn con, đàn lợn 421 nghìn con, đàn gia cầm 6,2 triệu con.",
    ),
    (
        "Chỉ số cải cách hành chính (PAR INDEX) đạt 87,45%.",
        "Chỉ số cải cách hành chính (PAR INDEX) năm 2024 đạt 84,75%, tăng 3 bậc.",
    ),
    (
        "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng ước đạt 51.240 tỷ đồng.",
        "Hoạt động thương mại sôi động, tổng mức bán lẻ hàng hoá và doanh thu dịch vụ tiêu dùng ước 52.140 tỷ đồng, tăng 12,4%.",
    ),
    ("Số hộ nghèo còn 5.320 hộ.", "Đến cuối năm 2024, toàn tỉnh còn 5.230 hộ nghèo, chiếm 3,1%."),
    (
        "Giải ngân vốn đầu tư công đạt 4.350 tỷ đồng.",
        "Tính đến hết năm 2024, vốn đầu tư công giải ngân 4.530 tỷ đồng, đạt 92,5% kế hoạch.",
    ),
    (
        "Sản lượng thủy sản đạt 86.400 tấn.",
        "Tổng sản lượng thuỷ sản ước đạt 84.600 tấn, trong đó nuôi trồng 52.100 tấn.",
    ),
    (
        "Kết nạp được 1.856 đảng viên mới.",
        "Công tác phát triển đảng viên: trong năm kết nạp 1.865 đảng viên, vượt chỉ tiêu.",
    ),
    ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,7%.", "Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn đạt 97,8%."),
    ("Doanh thu du lịch ước đạt 3.450 tỷ đồng.", "Tổng doanh thu từ hoạt động du lịch ước đạt 3.540 tỷ đồng."),
    ("Nợ xấu chiếm 1,2% tổng dư nợ.", "Nợ xấu chiếm 1,7% tổng dư nợ tín dụng."),
    (
        "Năng suất lao động xã hội đạt 142,5 triệu đồng/người.",
        "Năng suất lao động xã hội năm 2024 đạt 145,2 triệu đồng/người/năm.",
    ),
    ("Trồng mới 3.250 ha rừng tập trung.", "Lâm nghiệp: trồng rừng tập trung 3.520 ha, đạt 108% kế hoạch."),
    (
        "Dư nợ tín dụng đạt 64.300 tỷ đồng, tăng 12%.",
        "Đến 31/12/2024, tổng dư nợ tín dụng trên địa bàn đạt 63.400 tỷ đồng.",
    ),
    ("GRDP tăng 8,42% so với năm 2023.", "Tốc độ tăng trưởng kinh tế (GRDP) năm 2024 ước đạt 8,24%."),
    (
        "Thu nhập bình quân đầu người khu vực nông thôn đạt 48,5 triệu đồng.",
        "Thu nhập bình quân đầu người ở khu vực nông thôn đạt 45,8 triệu đồng/năm.",
    ),
    ("Huy động được 12,5 tỷ đồng Quỹ Vì người nghèo.", "Quỹ Vì người nghèo các cấp vận động được 15,2 tỷ đồng."),
]


@pytest.mark.parametrize(("first", "second"), PHRASED)
def test_one_indicator_phrased_in_two_ways(first: str, second: str) -> None:
    assert len(conflicts(first, second)) == 1


NEIGHBOURS = [
    (
        "Toàn tỉnh có 45 xã đạt chuẩn nông thôn mới.",
        "Phấn đấu năm 2025 có thêm 5 xã, nâng tổng số lên 50 xã đạt chuẩn nông thôn mới.",
    ),
    ("Tổng đàn trâu 45 nghìn con.", "Tổng đàn bò 52 nghìn con."),
    ("Tỷ lệ hộ nghèo giảm 1,2 điểm phần trăm.", "Tỷ lệ hộ nghèo dân tộc thiểu số giảm 1,5 điểm phần trăm."),
    (
        "Thu hút 38 dự án đầu tư trong nước với vốn đăng ký 12.500 tỷ đồng.",
        "Thu hút 45 dự án FDI với vốn đăng ký 9.800 tỷ đồng.",
    ),
    ("Sản lượng khai thác thủy sản đạt 32.400 tấn.", "Sản lượng nuôi trồng thủy sản đạt 42.100 tấn."),
    ("Thu từ doanh nghiệp nhà nước đạt 1.250 tỷ đồng.", "Thu từ khu vực ngoài quốc doanh đạt 1.520 tỷ đồng."),
    (
        "Giải ngân vốn đầu tư công đến 30/9/2024 đạt 2.350 tỷ đồng.",
        "Đến hết năm 2024, giải ngân vốn đầu tư công đạt 3.250 tỷ đồng.",
    ),
    ("Bệnh viện đa khoa tỉnh có 650 giường bệnh.", "Bệnh viện đa khoa khu vực Trà Sơn có 560 giường bệnh."),
    ("Đường tỉnh 612 dài 23,5 km.", "Đường tỉnh 615 dài 25,3 km."),
    ("Tổng mức đầu tư dự án kè sông Hồng là 450 tỷ đồng.", "Tổng mức đầu tư dự án kè sông Trà là 540 tỷ đồng."),
    ("Tỷ lệ lao động qua đào tạo đạt 68,5%.", "Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ đạt 65,8%."),
    ("Cấp mới 1.254 thẻ bảo hiểm y tế.", "Cấp đổi 1.245 thẻ bảo hiểm y tế."),
    ("Quý I tăng 7,2%, quý II tăng 7,8%.", "Quý III tăng 8,7%, quý IV tăng 8,2%."),
    (
        "Tổng chi ngân sách địa phương 21.350 tỷ đồng, trong đó chi đầu tư phát triển 7.250 tỷ đồng.",
        "Chi thường xuyên đạt 12.530 tỷ đồng; chi đầu tư phát triển 7.250 tỷ đồng.",
    ),
    ("Xuất khẩu thủy sản đạt 412 triệu USD.", "Xuất khẩu dệt may đạt 421 triệu USD."),
    (
        "Có 23 trường mầm non, 45 trường tiểu học, 42 trường trung học cơ sở.",
        "Có 54 trường tiểu học đạt chuẩn mức độ 1.",
    ),
    ("Thanh tra 68 cuộc, phát hiện vi phạm 12,5 tỷ đồng.", "Kiểm toán kiến nghị xử lý 15,2 tỷ đồng."),
    (
        "Giá trị sản xuất nông nghiệp tăng 3,2%.",
        "Giá trị sản xuất công nghiệp tăng 9,2%; giá trị tăng thêm ngành nông nghiệp tăng 2,9%.",
    ),
    ("Hỗ trợ 1.250 hộ nghèo vay vốn.", "Hỗ trợ 1.520 hộ cận nghèo vay vốn."),
    ("Số thu phí, lệ phí đạt 210 tỷ đồng.", "Số thu thuế bảo vệ môi trường đạt 201 tỷ đồng."),
]


@pytest.mark.parametrize(("first", "second"), NEIGHBOURS)
def test_neighbouring_indicators_are_left_alone(first: str, second: str) -> None:
    assert conflicts(first, second) == []


def test_a_sentence_that_prints_both_values_tells_them_apart() -> None:
    text = (
        "# I. THỰC TRẠNG\nNăm học 2023-2024, 29 xã có khu công nghiệp có 21.460 trẻ trong độ tuổi mầm non, "
        "mới huy động ra lớp 15.880 trẻ, đạt 74%.\n"
        "Bảng 1. Trẻ mầm non tại các xã có khu công nghiệp năm học 2023-2024\n"
        "| Loại hình | Số trẻ (trẻ) |\n| Công lập | 7.360 |\n| Ngoài công lập | 8.520 |\n| Tổng cộng | 15.880 |"
    )
    assert findings(text, "figure_conflict") == ()
