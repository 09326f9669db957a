# ruff: noqa: E501 (sentences stay whole)
"""A dense yearly report: nothing to find when it is sound, and each slip planted in it is found under its kind."""

from __future__ import annotations

import pytest

from assistant.diagnosis.model import FindingKind
from tests.diagnosis.drafts import findings

KINDS: tuple[FindingKind, ...] = (
    "figure_conflict", "unit_mismatch", "percent_mismatch", "date_conflict", "figure_without_baseline", "table_arithmetic",
)  # fmt: skip
REPORT = """ỦY BAN NHÂN DÂN
TỈNH KIM BÌNH
Kim Bình, ngày     tháng 12 năm 2024
BÁO CÁO
Tình hình kinh tế - xã hội năm 2024, phương hướng, nhiệm vụ năm 2025
# PHẦN THỨ NHẤT. TÌNH HÌNH KINH TẾ - XÃ HỘI NĂM 2024
# I. PHÁT TRIỂN KINH TẾ
Tổng sản phẩm trên địa bàn (GRDP) theo giá so sánh năm 2010 ước đạt 42.350 tỷ đồng, tăng 7,8% so với năm 2023, cao hơn mức tăng 6,9% của năm trước; trong đó khu vực nông, lâm nghiệp và thủy sản tăng 3,6%, công nghiệp và xây dựng tăng 9,8% (riêng công nghiệp tăng 10,4%), dịch vụ tăng 7,9%. Quy mô GRDP theo giá hiện hành ước đạt 78.600 tỷ đồng, GRDP bình quân đầu người đạt 63,2 triệu đồng/người/năm, tăng 6,1 triệu đồng so với năm 2023. Cơ cấu kinh tế: nông, lâm nghiệp và thủy sản chiếm 22,4%; công nghiệp và xây dựng chiếm 34,1%; dịch vụ chiếm 38,9%; thuế sản phẩm trừ trợ cấp sản phẩm chiếm 4,6%.
1. Sản xuất nông, lâm nghiệp và thủy sản: Tổng diện tích gieo trồng cây hằng năm đạt 182.400 ha, tăng 0,6%; trong đó lúa cả năm 98.600 ha, năng suất bình quân 58,4 tạ/ha, sản lượng 575.800 tấn; riêng vụ đông xuân 46.200 ha, năng suất 63,1 tạ/ha; vụ hè thu 52.400 ha, năng suất 54,2 tạ/ha. Diện tích ngô 21.300 ha, sản lượng 98.700 tấn; diện tích mía 12.450 ha, sản lượng 812.500 tấn; diện tích sắn 14.250 ha. Đàn trâu 58,2 nghìn con, giảm 1,5%; đàn bò 182,4 nghìn con, tăng 1,2%; đàn lợn 512,6 nghìn con, tăng 4,3%. Sản lượng thịt hơi xuất chuồng 98.400 tấn, trong đó thịt lợn 71.200 tấn. Trồng rừng tập trung 8.450 ha, đạt 105,6% kế hoạch (8.000 ha); tỷ lệ che phủ rừng 52,3%. Sản lượng thủy sản 64.300 tấn, trong đó khai thác 38.200 tấn, nuôi trồng 26.100 tấn; sản lượng tôm 5.200 tấn.
Chương trình xây dựng nông thôn mới: lũy kế có 112/148 xã đạt chuẩn nông thôn mới (75,7%), trong năm công nhận thêm 8 xã; có 34 xã đạt chuẩn nông thôn mới nâng cao, 9 xã kiểu mẫu; 4/12 huyện đạt chuẩn. Có 146 sản phẩm OCOP, trong đó 118 sản phẩm 3 sao, 27 sản phẩm 4 sao, 1 sản phẩm 5 sao.
2. Công nghiệp: Chỉ số sản xuất công nghiệp (IIP) tăng 11,2%; trong đó khai khoáng tăng 3,4%, chế biến, chế tạo tăng 12,6%, sản xuất và phân phối điện tăng 8,9%. Sản lượng điện sản xuất 2.450 triệu kWh, tăng 9,3%; xi măng 3,42 triệu tấn, bằng 97,1% kế hoạch; đường 92.400 tấn. Toàn tỉnh có 5 khu công nghiệp với diện tích 1.120 ha, tỷ lệ lấp đầy 68,4%; 14 cụm công nghiệp với diện tích 612 ha, tỷ lệ lấp đầy 54,2%.
3. Thương mại, dịch vụ: Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng ước đạt 48.900 tỷ đồng, tăng 12,1% so với năm 2023 (43.620 tỷ đồng). Kim ngạch xuất khẩu đạt 1.245 triệu USD, tăng 14,2% so với năm 2023 (1.090 triệu USD), vượt 3,8% kế hoạch (1.200 triệu USD); kim ngạch nhập khẩu 842 triệu USD, tăng 9,6%. Đón 4,2 triệu lượt khách, tăng 18,3%, trong đó khách quốc tế 186 nghìn lượt; doanh thu du lịch 3.860 tỷ đồng.
4. Thu ngân sách nhà nước trên địa bàn ước đạt 9.860 tỷ đồng, bằng 112,0% dự toán (8.800 tỷ đồng); trong đó thu nội địa 8.420 tỷ đồng, bằng 110,8% dự toán (7.600 tỷ đồng), thu xuất nhập khẩu 1.440 tỷ đồng, bằng 120% dự toán (1.200 tỷ đồng). Trừ tiền sử dụng đất, thu nội địa đạt 6.150 tỷ đồng. Chi ngân sách địa phương 18.640 tỷ đồng, trong đó chi đầu tư phát triển 6.120 tỷ đồng, chi thường xuyên 11.380 tỷ đồng. Tổng dư nợ tín dụng đến 31/12/2024 ước 58.400 tỷ đồng, tăng 11,6%; huy động vốn 46.200 tỷ đồng, tăng 9,1%; nợ xấu 1,1%.
5. Đầu tư: Tổng vốn đầu tư toàn xã hội 28.400 tỷ đồng, tăng 10,2%, bằng 36,1% GRDP. Kế hoạch vốn đầu tư công năm 2024 là 5.640 tỷ đồng, giải ngân đến 30/11/2024 đạt 4.180 tỷ đồng, bằng 74,1%; ước đến hết năm ngân sách đạt 5.390 tỷ đồng, bằng 95,6%. Cấp mới 42 dự án trong nước với vốn đăng ký 8.640 tỷ đồng, 9 dự án FDI với vốn đăng ký 214 triệu USD; lũy kế có 486 dự án còn hiệu lực với vốn đăng ký 128.500 tỷ đồng. Thành lập mới 1.120 doanh nghiệp, vốn đăng ký 9.450 tỷ đồng; 286 doanh nghiệp giải thể, 412 doanh nghiệp tạm ngừng; tổng số doanh nghiệp đang hoạt động 9.240.
# II. VĂN HÓA, XÃ HỘI
Toàn tỉnh có 642 trường, trong đó 452 trường đạt chuẩn quốc gia (70,4%): mầm non 148/214 trường, tiểu học 162/226 trường, trung học cơ sở 121/168 trường, trung học phổ thông 21/34 trường. Tỷ lệ tốt nghiệp trung học phổ thông 98,9%. Có 9,6 bác sĩ và 31,2 giường bệnh trên một vạn dân; tỷ lệ bao phủ bảo hiểm y tế 94,6%; tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể nhẹ cân 9,8%, thể thấp còi 17,4%. Giải quyết việc làm cho 24.600 lao động, đạt 106,9% kế hoạch (23.000 lao động), trong đó xuất khẩu lao động 3.240 người. Tỷ lệ lao động qua đào tạo 69,5%, trong đó có bằng cấp, chứng chỉ 29,8%. Tỷ lệ hộ nghèo đa chiều giảm từ 7,42% cuối năm 2023 xuống 5,86%, giảm 1,56 điểm phần trăm, đạt kế hoạch (giảm 1,5 điểm phần trăm); tỷ lệ hộ nghèo vùng đồng bào dân tộc thiểu số còn 12,4%; tỷ lệ hộ cận nghèo 6,1%.
Tỷ lệ dân cư nông thôn sử dụng nước hợp vệ sinh 97,2%, trong đó sử dụng nước sạch theo quy chuẩn 61,5%. Tỷ lệ thu gom chất thải rắn sinh hoạt đô thị 95,4%, nông thôn 78,6%.
# III. ĐÁNH GIÁ CHUNG
Trong 18 chỉ tiêu chủ yếu, có 9 chỉ tiêu vượt, 7 chỉ tiêu đạt và 2 chỉ tiêu không đạt kế hoạch. Kinh tế tăng trưởng 7,8%, thu nội địa vượt dự toán 10,8%, xuất khẩu vượt 1,2 tỷ USD, hộ nghèo giảm 1,56 điểm phần trăm. Tuy nhiên, giải ngân vốn đầu tư công đến 30/11/2024 mới đạt 74,1%; tỷ lệ lao động có bằng cấp, chứng chỉ mới đạt 29,8%, thấp hơn mục tiêu (31%); sản lượng xi măng chỉ bằng 97,1% kế hoạch.
# PHẦN THỨ HAI. NHIỆM VỤ NĂM 2025
# I. MỤC TIÊU NĂM 2025
Phấn đấu GRDP tăng 8,0 - 8,5%; GRDP bình quân đầu người đạt 69 triệu đồng; thu nội địa 8.900 tỷ đồng; kim ngạch xuất khẩu 1.380 triệu USD; tổng vốn đầu tư toàn xã hội 31.500 tỷ đồng; giải quyết việc làm cho 24.000 lao động; tỷ lệ hộ nghèo giảm 1,2 điểm phần trăm; tỷ lệ lao động có bằng cấp, chứng chỉ 31,5%; thêm 8 xã đạt chuẩn nông thôn mới; tỷ lệ che phủ rừng 52,5%.
# II. NHIỆM VỤ, GIẢI PHÁP
- Hoàn thành đưa vào sử dụng đường nối quốc lộ 12 với cảng Kim Sơn (dài 18,4 km, tổng mức đầu tư 1.450 tỷ đồng) trước ngày 30/9/2025; khởi công cầu Bến Trà (tổng mức đầu tư 1.540 tỷ đồng) trong quý II/2025.
- Giải ngân trên 95% kế hoạch vốn đầu tư công 6.120 tỷ đồng; thu hút 45 dự án với vốn đăng ký 9.000 tỷ đồng, trong đó 10 dự án FDI với vốn 250 triệu USD.
- Trồng 8.200 ha rừng tập trung; phát triển 1.500 ha rừng gỗ lớn; mở rộng 2.000 ha cây ăn quả; nâng sản lượng tôm lên 5.600 tấn."""

SLIPS: list[tuple[str, str, FindingKind]] = [
    ("thu nội địa 8.420 tỷ đồng, bằng 110,8%", "thu nội địa 8.420 tỷ đồng, bằng 118,8%", "percent_mismatch"),
    ("Kinh tế tăng trưởng 7,8%", "Kinh tế tăng trưởng 8,7%", "figure_conflict"),
    ("(75,7%), trong năm", "(79,7%), trong năm", "percent_mismatch"),
    ("giảm 1,56 điểm phần trăm, đạt kế hoạch", "giảm 1,65 điểm phần trăm, đạt kế hoạch", "percent_mismatch"),
    ("7 chỉ tiêu đạt và 2", "8 chỉ tiêu đạt và 2", "percent_mismatch"),
    ("thịt lợn 71.200 tấn", "thịt lợn 171.200 tấn", "percent_mismatch"),
    ("thu xuất nhập khẩu 1.440 tỷ đồng", "thu xuất nhập khẩu 1.540 tỷ đồng", "percent_mismatch"),
    ("đạt 4.180 tỷ đồng, bằng 74,1%", "đạt 4.180 tỷ đồng, bằng 71,4%", "percent_mismatch"),
    ("452 trường đạt chuẩn quốc gia (70,4%)", "452 trường đạt chuẩn quốc gia (74,0%)", "percent_mismatch"),
    ("Đón 4,2 triệu lượt khách", "Đón 4,2 tỷ lượt khách", "unit_mismatch"),
    ("thấp hơn mục tiêu (31%)", "vượt mục tiêu (31%)", "percent_mismatch"),
]


def test_a_sound_report_is_left_alone() -> None:
    assert [f.message for f in findings(REPORT, *KINDS)] == []


@pytest.mark.parametrize(("right", "wrong", "kind"), SLIPS)
def test_each_slip_is_found_under_its_kind(right: str, wrong: str, kind: FindingKind) -> None:
    assert REPORT.count(right) == 1
    found = findings(REPORT.replace(right, wrong), *KINDS)
    assert kind in {f.kind for f in found}
    assert len(found) <= 2
