# ruff: noqa: E501 (sentences of drafts stay whole)
"""inconsistent_name: one thing under two names, former names, two ways of spelling."""

from __future__ import annotations

import pytest

from tests.diagnosis.drafts import findings

DATED = "Số liệu theo Công văn số 15/STC-NS ngày 20/10/2025 của Sở Tài chính."


def names(*lines: str) -> list[str]:
    return [f.message for f in findings("\n".join([DATED, "# I. KẾT QUẢ", *lines]), "inconsistent_name")]


@pytest.mark.parametrize(
    ("lines", "one", "other"),
    [
        (("Khởi công cụm công nghiệp Đồng Vân.", "Hạ tầng cụm công nghiệp Đồng Văn còn chậm."), "Đồng Văn", "Đồng Vân"),
        (
            ("Lấp đầy khu công nghiệp Nam Lam Giang.", "Khu công nghiệp Lam Giang Nam thiếu điện."),
            "Lam Giang Nam",
            "Nam Lam Giang",
        ),
        (
            ("| Khu công nghiệp | Ha |\n| Nam Lam Giang | 210 |", "Hạ tầng KCN Lam Giang Nam đang thi công."),
            "Lam Giang Nam",
            "Nam Lam Giang",
        ),
        (
            ("Cầu Bến Thóc thông xe.", "Đường dẫn cầu Bến Thóc xong.", "Cầu Bến Thốc chưa nghiệm thu."),
            "Bến Thốc",
            "Bến Thóc",
        ),
        (
            ("Khu công nghiệp Đông Hải II khởi công.", "Lấp đầy khu công nghiệp Đông Hải 2."),
            "Đông Hải 2",
            "Đông Hải II",
        ),
        (("Nâng cấp cửa khẩu thông minh Tà Pài.", "Hoàn thành cửa khẩu thông minh Tà Bài."), "Tà Bài", "Tà Pài"),
        (
            (
                "Huyện Cồn Lau có 312 lồng bè.",
                "Ưu tiên huyện Cồn Lau.",
                "| Cơ sở | Giường |\n| Bệnh viện đa khoa khu vực Cồn Lâu | 380 |",
            ),
            "Cồn Lâu",
            "Cồn Lau",
        ),
        (
            ("Trường Cao đẳng Kỹ thuật công nghệ tuyển sinh.", "Trường Cao đẳng Công nghệ kỹ thuật tự chủ."),
            "Công nghệ kỹ thuật",
            "Kỹ thuật công nghệ",
        ),
        (("Có 1.968 bác sĩ.", "Bác sĩ tuyến huyện.", "Thu hút bác sĩ.", "Luân phiên bác sỹ."), "bác sỹ", "bác sĩ"),
        (("Phục hồi suối Cầm.", "Bờ suối Cẩm sạt lở."), "suối Cẩm", "suối Cầm"),
        (
            ("Khu công nghiệp Hòn Sấu lấp đầy.", "Đường vào Hòn Sấu.", "Hạ tầng khu công nghiệp Hòn Xấu chậm."),
            "Hòn Xấu",
            "Hòn Sấu",
        ),
        (
            ("Xây khu ký túc xá tại phường Cốc Lâm.", "| Công trình | Vốn |\n| Khu ký túc xá phường Cộc Lâm | 620 |"),
            "Cộc Lâm",
            "Cốc Lâm",
        ),
        (
            (
                "Đảng ủy phường Quế Thượng chỉ đạo sát sao, UBND phường Quế Thượng bố trí trực; mô hình ở phường Quế Thưởng tốt.",
            ),
            "Quế Thưởng",
            "Quế Thượng",
        ),
        (
            (
                "Giao Trung tâm Nước sạch và Vệ sinh môi trường nông thôn tỉnh vận hành.",
                "Trung tâm Nước sạch nông thôn tỉnh có trách nhiệm.",
            ),
            "Trung tâm Nước sạch nông thôn",
            "Vệ sinh môi trường",
        ),
        (
            ("Ban Quản lý các khu công nghiệp trình.", "Giao Ban Quản lý khu công nghiệp rà soát."),
            "Ban Quản lý khu công nghiệp",
            "Ban Quản lý các khu công nghiệp",
        ),
        (
            ("Lễ hội sông Lũng thu hút khách.", "Kè sông Lũng xong.", "Hát ví sông Lùng được phục dựng."),
            "sông Lùng",
            "sông Lũng",
        ),
        (
            ("Huyện Tiền Lãng nuôi tôm.", "Chuyển đổi ở các huyện Hải Vân, Tiền Lạng."),
            "Tiền Lạng",
            "Tiền Lãng",
        ),
        (
            (
                "Nuôi tôm ở huyện Tiên Phụng phát triển.",
                "Cảng cá tại huyện Tiên Phụng mở rộng.",
                "Đường về huyện Tiên Phụng thông xe.",
                "Mô hình ở xã Phụng Minh, huyện Tiên Phượng có lãi.",
            ),
            "Tiên Phượng",
            "Tiên Phụng",
        ),
        (
            ("Giao Sở Nông nghiệp và Phát triển nông thôn chủ trì.",),
            "Sở Nông nghiệp và Phát triển nông thôn",
            "Sở Nông nghiệp và Môi trường",
        ),
        (("Đề nghị Bộ Kế hoạch và Đầu tư bố trí vốn.",), "Bộ Kế hoạch và Đầu tư", "Bộ Tài chính"),
        (
            ("Chương trình mỗi xã một sản phẩm có 180 sản phẩm.", "Chương trình mỗi làng một sản phẩm được nhân rộng."),
            "mỗi làng một sản phẩm",
            "mỗi xã một sản phẩm",
        ),
        (
            (
                "Ủy ban nhân dân tỉnh giao.",
                "Ủy ban nhân dân tỉnh chỉ đạo.",
                "Ủy ban nhân dân tỉnh trình.",
                "Ủy ban Nhân dân tỉnh báo cáo.",
            ),
            "Ủy ban Nhân dân",
            "Ủy ban nhân dân",
        ),
        (
            (
                "Văn hóa, xã hội hóa, chuẩn hóa, khóa mới, hòa giải, thỏa thuận, tọa đàm.",
                "Tự động hoá; số hoá; hiện đại hoá.",
            ),
            "hoá",
            "hóa",
        ),
    ],
)
def test_two_names_of_one_thing_are_found(lines: tuple[str, ...], one: str, other: str) -> None:
    found = names(*lines)
    assert len(found) == 1, found
    assert one in found[0]
    assert other in found[0]


@pytest.mark.parametrize(
    "lines",
    [
        ("Các xã Tân Lập và Tân Lạp đạt chuẩn nông thôn mới.", "Xã Tân Lạp còn 12 hộ nghèo."),
        ("| Xã | Hộ |\n| Đông Sơn | 1 |\n| Đồng Sơn | 2 |",),
        ("Khu công nghiệp Thuận Lam đã lấp đầy.", "Khu công nghiệp Thuận Lam 2 vừa khởi công."),
        ("Khu công nghiệp Thuận Lam I lấp đầy.", "Khu công nghiệp Thuận Lam II khởi công."),
        ("Cầu Bến Gạo thông xe.", "Hồ Bến Gào chứa 2 triệu m³ nước."),
        ("Hội Khuyến học tỉnh có 400 chi hội.", "Hội Khoa học tỉnh có 20 hội viên."),
        ("Trước đây, Sở Nông nghiệp và Phát triển nông thôn chủ trì.",),
        ("Đã hợp nhất Sở Kế hoạch và Đầu tư với Sở Tài chính; giao Sở Tài chính chủ trì.",),
        ("Năm 2023, Sở Giao thông vận tải phối hợp kiểm tra 12 tuyến.",),
        ("Căn cứ Thông tư số 22/2023/TT-BTTTT của Bộ trưởng Bộ Thông tin và Truyền thông;",),
        (
            "Khẩu hiệu “Chương trình mỗi làng một sản phẩm” ra đời ở Nhật Bản; Chương trình mỗi xã một sản phẩm ở nước ta.",
        ),
        (
            "Ủy ban nhân dân tỉnh và ủy ban nhân dân các xã.",
            "Ủy ban nhân dân tỉnh giao.",
            "Ủy ban nhân dân tỉnh trình.",
        ),
        ("Văn hóa, xã hội hóa, chuẩn hóa, khóa mới.", "Ông Hoà và bà Thoa nhận giải; thuỷ lợi, ủy ban."),
        ("Xã Đông Sơn đạt chuẩn.", "Xã Đông Sơn có chợ.", "Phường Đồng Sơn mở đường."),
        ("Khu công nghiệp Lam Sơn lấp đầy.", "Khu công nghiệp Lam Sơn mở rộng.", "Khu công nghiệp Nam Sơn khởi công."),
        ("Trường Cao đẳng Y tế tuyển sinh.", "Trường Cao đẳng Y tế tự chủ.", "Trường Cao đẳng Nghề mở ngành."),
        (
            "Giao Sở Tài chính, Sở Xây dựng rà soát.",
            "Sở Tài chính và Sở Xây dựng báo cáo.",
            "Sở Tài chính, Sở Xây dựng trình.",
        ),
        ("Theo Luật Đấu thầu và Luật Đầu tư công.", "Luật Đầu tư được sửa.", "Luật Đầu tư công mới."),
        ("Xã Tân Phú đạt chuẩn.", "Xã Tân Phú có chợ.", "Xã Phú Tân mở đường.", "Quận Bình Tân và quận Tân Bình họp."),
        ("Chợ huyện Tiên Phụng.", "Cảng huyện Tiên Phụng.", "Đường huyện Tiên Phụng.", "Trường huyện Tiên Phương."),
        ("Chợ xã Tiên Phụng.", "Cảng xã Tiên Phụng.", "Đường xã Tiên Phụng.", "Trường xã Tiên Phượng."),
        ("Khu công nghiệp Lam Sơn lấp đầy.", "Khu công nghiệp Nam Sơn khởi công.", "Xã Trà Sơn và xã Chà Sơn họp."),
        ("Trung tâm Văn hóa huyện Lam Sơn.", "Trung tâm Văn hóa và Truyền thông huyện Đông Sơn."),
        ("Quý IV, quyết định, quý báu, nguy cơ, tuy nhiên, thủy lợi, lũy kế, hủy bỏ, suy giảm.",),
    ],
)
def test_different_things_are_left_alone(lines: tuple[str, ...]) -> None:
    assert names(*lines) == []


def test_a_former_name_was_right_before_the_change() -> None:
    text = "Số liệu theo Công văn số 15/STC-NS ngày 20/10/2024 của Sở Tài chính.\n# I. GIẢI PHÁP\nGiao Sở Kế hoạch và Đầu tư chủ trì."
    assert findings(text, "inconsistent_name") == ()


@pytest.mark.parametrize(
    ("lines", "former", "successor"),
    [
        (
            ("# II. TỔ CHỨC THỰC HIỆN", "# 1. Sở Tài nguyên và Môi trường", "Công bố số liệu."),
            "Sở Tài nguyên",
            "Môi trường",
        ),
        (
            ("# II. TỔ CHỨC THỰC HIỆN", "1. Sở Lao động, Thương binh và Xã hội: hướng dẫn các xã."),
            "Sở Lao động",
            "Sở Nội vụ",
        ),
        (("# II. TỔ CHỨC THỰC HIỆN", "2. UBND cấp huyện bố trí kinh phí hằng năm."), "UBND cấp huyện", "cấp xã"),
        (("# II. GIẢI PHÁP", "Giao UBND các huyện, thị xã, thành phố rà soát quỹ đất."), "UBND các huyện", "cấp xã"),
        (
            ("# II. GIẢI PHÁP", "Ban cán sự đảng UBND tỉnh chỉ đạo xây dựng kế hoạch."),
            "Ban cán sự đảng",
            "Đảng ủy UBND",
        ),
        (
            ("# II. GIẢI PHÁP", "| Nhiệm vụ | Cơ quan chủ trì |\n| Xây kho dữ liệu | Sở Thông tin và Truyền thông |"),
            "Sở Thông tin",
            "Sở Khoa học và Công nghệ",
        ),
    ],
)
def test_a_body_that_is_no_more_is_given_work(lines: tuple[str, ...], former: str, successor: str) -> None:
    found = names(*lines)
    assert len(found) == 1, found
    assert former in found[0]
    assert successor in found[0]


@pytest.mark.parametrize(
    "line",
    [
        "Ba năm qua, Sở Tài nguyên và Môi trường tham mưu nhiều văn bản.",
        "Trước khi kết thúc hoạt động, UBND cấp huyện có trách nhiệm bàn giao hồ sơ.",
        "Xử lý công trình của Ủy ban nhân dân cấp huyện theo quy định.",
        "Thực hiện theo Thông tư của Bộ Tài nguyên và Môi trường về quan trắc.",
        "Sở Kế hoạch và Đầu tư (nay là Sở Tài chính) theo dõi.",
        "Sở Nông nghiệp và Môi trường chủ trì.",
    ],
)
def test_a_former_body_as_history_is_left_alone(line: str) -> None:
    assert names(line) == []
