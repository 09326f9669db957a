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


@pytest.mark.parametrize(
    ("result", "limitation"),
    [
        (
            "Thủ tục cấp phép xây dựng nhanh gọn, người dân hài lòng.",
            "- Người dân phải mất bình quân 45 ngày để xin phép xây dựng.",
        ),
        (
            "Cảnh quan, kiến trúc nhà cổ được gìn giữ nguyên vẹn.",
            "- Kiến trúc nhà cổ ở vài nơi bị bê tông hóa, biến dạng.",
        ),
        (
            "Cán bộ thôn, bản thành thạo sử dụng phần mềm quản lý hộ nghèo.",
            "- Cán bộ thôn, bản còn lúng túng khi sử dụng phần mềm quản lý hộ nghèo.",
        ),
        (
            "Việc bàn giao hồ sơ cho cấp xã đầy đủ, liên tục.",
            "- Hồ sơ bàn giao cho cấp xã thiếu, nhiều tài liệu thất lạc.",
        ),
        (
            "Nguồn nước sinh hoạt luôn bảo đảm, không thiếu nước vào mùa khô.",
            "- Thiếu nước sinh hoạt vào mùa khô tại 21 thôn.",
        ),
        (
            "Thuốc và vật tư y tế được cung ứng đầy đủ, kịp thời.",
            "- Tình trạng thiếu thuốc, vật tư y tế kéo dài trong 6 tháng.",
        ),
        (
            "Công tác giải phóng mặt bằng được hoàn thành đúng hẹn, người dân đồng thuận.",
            "- Giải phóng mặt bằng vướng mắc kéo dài, 14 dự án trễ hẹn.",
        ),
        ("Ruộng đất được dồn đổi, sản xuất quy mô lớn, tập trung.", "- Ruộng đất manh mún, sản xuất nhỏ lẻ, phân tán."),
        (
            "Trên địa bàn không còn tình trạng khai thác cát trái phép.",
            "- Khai thác cát trái phép vẫn diễn ra trên sông Lam.",
        ),
        ("Chợ nông thôn hoạt động nhộn nhịp, phát huy hết công năng.", "- Nhiều chợ nông thôn vắng khách, bỏ hoang."),
        (
            "Các bộ phận phối hợp nhịp nhàng trong phòng cháy rừng.",
            "- Việc phối hợp trong phòng cháy rừng còn chồng chéo, đùn đẩy.",
        ),
        (
            "Đội ngũ giáo viên đủ về số lượng, cơ cấu hợp lý.",
            "- Thiếu 412 giáo viên, cơ cấu giáo viên mất cân đối giữa các môn.",
        ),
        (
            "Nước thải khu công nghiệp được xử lý triệt để, đạt quy chuẩn.",
            "- Nước thải khu công nghiệp chưa qua xử lý vẫn xả ra môi trường.",
        ),
        ("Giá điện, cước vận chuyển giảm, chi phí logistics thấp.", "- Chi phí logistics cao, chiếm 21% giá thành."),
        (
            "Hoạt động của hợp tác xã hiệu quả, thực chất.",
            "- Hợp tác xã hoạt động cầm chừng, nhiều hợp tác xã tồn tại hình thức.",
        ),
        (
            "Người lao động gắn bó, tỷ lệ nghỉ việc không đáng kể.",
            "- Người lao động nghỉ việc nhiều, doanh nghiệp khó giữ chân.",
        ),
        (
            "Rác thải sinh hoạt được thu gom hằng ngày, đúng giờ.",
            "- Rác thải sinh hoạt tồn đọng nhiều ngày tại điểm tập kết.",
        ),
        (
            "Tiếp cận vốn tín dụng dễ dàng, thủ tục đơn giản.",
            "- Doanh nghiệp khó tiếp cận vốn tín dụng, thủ tục rườm rà.",
        ),
        (
            "Quy hoạch xây dựng xã được công khai, minh bạch.",
            "- Quy hoạch xây dựng xã chưa được công khai, người dân khó tra cứu.",
        ),
        (
            "Bình đẳng giới trong tuyển dụng được bảo đảm, không có phân biệt.",
            "- Còn phân biệt giới trong tuyển dụng ở một số doanh nghiệp.",
        ),
        (
            "Công tác phối hợp giữa các sở, ngành chặt chẽ, nhịp nhàng.",
            "- Phối hợp giữa các sở, ngành thiếu chặt chẽ, có việc còn đùn đẩy.",
        ),
        (
            "Hệ thống thủy lợi được duy tu thường xuyên, vận hành tốt.",
            "- Hệ thống thủy lợi xuống cấp, nhiều kênh mương hư hỏng.",
        ),
        (
            "100% cán bộ, công chức xã sử dụng thành thạo chữ ký số.",
            "- Một số cán bộ, công chức xã chưa biết dùng chữ ký số.",
        ),
        (
            "Nguồn vốn cho chương trình được phân bổ kịp thời ngay từ đầu năm.",
            "- Phân bổ vốn cho chương trình chậm, đến quý III mới giao xong.",
        ),
        (
            "Sản phẩm sau thu hoạch tiêu thụ thuận lợi, giá ổn định.",
            "- Sản phẩm sau thu hoạch khó tiêu thụ, giá bấp bênh.",
        ),
        (
            "Việc kiểm tra, giám sát được tiến hành thường xuyên.",
            "- Kiểm tra, giám sát chưa thường xuyên, còn nặng hình thức.",
        ),
        (
            "Người dân tích cực tham gia hiến đất làm đường.",
            "- Người dân còn trông chờ, ít tham gia hiến đất làm đường.",
        ),
        (
            "Học sinh vùng cao đến lớp đều, không còn học sinh bỏ học.",
            "- Tình trạng học sinh vùng cao bỏ học còn xảy ra.",
        ),
        (
            "Hồ sơ sức khỏe điện tử được cập nhật đầy đủ, chính xác.",
            "- Hồ sơ sức khỏe điện tử cập nhật thiếu, nhiều thông tin sai lệch.",
        ),
        ("Mạng lưới trạm y tế xã được đầu tư khang trang.", "- Trạm y tế xã xuống cấp, dột nát."),
        (
            "Môi trường nước sông Lô trong lành, đạt quy chuẩn.",
            "- Nước sông Lô ô nhiễm, nhiều chỉ tiêu vượt quy chuẩn.",
        ),
        ("Các dự án trọng điểm bảo đảm tiến độ.", "- Các dự án trọng điểm chậm tiến độ, phải điều chỉnh nhiều lần."),
        ("Chính sách hỗ trợ đến đúng đối tượng, không bỏ sót.", "- Chính sách hỗ trợ còn bỏ sót đối tượng, chi sai."),
        ("Bộ máy sau sắp xếp tinh gọn, hoạt động trơn tru.", "- Bộ máy sau sắp xếp còn cồng kềnh, vận hành trục trặc."),
        ("Doanh nghiệp tiếp cận đất đai thuận lợi.", "- Doanh nghiệp khó tiếp cận đất đai, mặt bằng sản xuất."),
        (
            "Lực lượng kiểm lâm đủ mạnh, tuần tra rừng thường xuyên.",
            "- Lực lượng kiểm lâm mỏng, tuần tra rừng thưa thớt.",
        ),
        (
            "Thiết chế văn hóa thôn hoạt động sôi nổi.",
            "- Thiết chế văn hóa thôn hoạt động đơn điệu, cửa đóng then cài.",
        ),
        (
            "Với 14 lò đốt cỡ nhỏ, khói bụi được kiểm soát, các lò đều đạt quy chuẩn khí thải.",
            "- 8 lò đốt cỡ nhỏ không đạt quy chuẩn khí thải.",
        ),
        (
            "Nạn tảo hôn làm học sinh nữ bỏ học đã được ngăn chặn triệt để.",
            "- Tảo hôn vẫn làm học sinh nữ bỏ học.",
        ),
        (
            "Thông tin quy hoạch được công bố công khai, dễ tra cứu.",
            "- Thông tin quy hoạch khó tra cứu, chưa công khai kịp thời.",
        ),
    ],
)
def test_contraries_of_one_thing_whatever_the_field(result: str, limitation: str) -> None:
    found = findings(report(result, limitation), KIND)
    assert len(found) == 1
    assert found[0].evidence[0].quote == result


@pytest.mark.parametrize(
    ("result", "limitation"),
    [
        ("Xây mới 412 nhà văn hóa, 38 chợ, phần lớn phát huy hiệu quả.", "- Có 11 chợ vắng khách."),
        (
            "Nhân lực y tế từng bước được bổ sung nhờ chính sách đào tạo.",
            "- Nhân lực y tế còn thiếu bác sĩ chuyên khoa.",
        ),
        ("Khí thải lò nung giảm rõ nhờ chuyển đổi công nghệ.", "- Nước thải lò nung còn thải ra kênh mương."),
        ("Bộ máy mới vận hành thông suốt.", "- Một số xã thiếu cán bộ."),
        ("Tỷ lệ giải quyết hồ sơ đất đai đúng hạn đạt 92%.", "- Một số hồ sơ đất đai còn quá hạn."),
        ("Vốn đầu tư giải ngân tốt.", "- Vốn sự nghiệp giải ngân chậm."),
        ("Du lịch phục hồi nhanh, lượng khách tăng 34%.", "- Du lịch còn thiếu sản phẩm đặc trưng."),
        ("Tốc độ tăng trưởng công nghiệp cao.", "- Công nghiệp còn phụ thuộc vào gia công, giá trị gia tăng thấp."),
        ("Cây cà phê được mùa, giá cao.", "- Cây cà phê già cỗi chiếm 28% diện tích."),
        ("Trường mầm non được đầu tư xây dựng đồng bộ.", "- Trường trung học phổ thông còn thiếu phòng học."),
        ("Ngân sách bố trí đầy đủ, kịp thời cho giáo dục.", "- Chất lượng giáo dục vùng cao còn thấp."),
        ("Đường tỉnh được nâng cấp, đi lại thuận lợi.", "- Đường thôn còn lầy lội."),
        ("Thông tin tuyên truyền đa dạng, phong phú.", "- Thông tin thị trường đến nông dân còn thiếu."),
        (
            "Hoạt động của 58 trung tâm phục vụ hành chính công thông suốt.",
            "- Cán bộ một số xã còn lúng túng trong tiếp nhận hồ sơ.",
        ),
        ("Trong 14 lò đốt cỡ nhỏ, 6 lò đạt quy chuẩn khí thải.", "- 8 lò đốt cỡ nhỏ không đạt quy chuẩn khí thải."),
        ("Đô thị, nông thôn phát triển hài hòa.", "- Tỷ lệ đô thị hóa thấp."),
        ("85% học viên ngành chế biến có việc làm.", "- Nhân lực ngành chế biến còn thiếu."),
        ("Sản xuất lúa ổn định, năng suất cao.", "- Sản xuất rau màu còn bấp bênh."),
        ("Quy hoạch tỉnh được phê duyệt kịp thời.", "- Quy hoạch phân khu còn chậm."),
        ("Thu nội địa ổn định.", "- Thu từ đất không ổn định."),
        ("Đội ngũ bác sĩ tuyến tỉnh đủ, chuyên môn vững.", "- Tuyến xã thiếu bác sĩ."),
        ("Cả 6 khu công nghiệp có trạm xử lý nước thải ổn định (100%).", "- Có 14 cụm chưa có trạm xử lý nước thải."),
        ("Phần lớn hồ sơ đất đai được giải quyết đúng hạn.", "- Hồ sơ đất đai còn giải quyết chậm ở bốn huyện."),
        ("Phần mềm một cửa được dùng thành thạo.", "- Thời gian đầu cán bộ dùng phần mềm một cửa còn lúng túng."),
        ("Công tác tuyên truyền về chuyển đổi số thường xuyên, sâu rộng.", "- Kỹ năng số của người dân còn hạn chế."),
        ("Lực lượng công an xã chính quy được bố trí đủ.", "- Trụ sở công an xã còn thiếu."),
        ("Giao thông đường bộ kết nối thuận lợi.", "- Giao thông đường thủy còn kém phát triển."),
        ("Thị trường trong nước tiêu thụ tốt.", "- Thị trường xuất khẩu khó khăn."),
        ("Tiến độ lập quy hoạch nhanh.", "- Tiến độ xây dựng khu tái định cư chậm."),
        ("Bảo hiểm y tế bao phủ rộng khắp.", "- Bảo hiểm xã hội tự nguyện tham gia còn ít."),
        ("Đường điện được kéo đến tất cả các thôn.", "- Đường vào thôn còn lầy lội."),
        (
            "Các hộ vay vốn sử dụng đúng mục đích, có hiệu quả.",
            "- Nguồn vốn cho vay còn thiếu so với nhu cầu của các hộ.",
        ),
        ("Chất lượng nước giếng khoan được kiểm soát tốt.", "- Chất lượng không khí tại khu công nghiệp vượt ngưỡng."),
    ],
)
def test_two_things_a_part_or_the_past_are_no_contraries(result: str, limitation: str) -> None:
    assert findings(report(result, limitation), KIND) == ()
