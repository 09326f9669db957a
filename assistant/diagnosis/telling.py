"""Whether a clause tells what a date is of as having been."""

from __future__ import annotations

import re

from assistant.diagnosis.reading import Line, Reading
from assistant.diagnosis.timeline import any_of
from assistant.language.normalize import match_key
from assistant.language.periods import Dated, Period

__all__ = ["counted", "done", "opened", "reported", "told_as_past"]

# Told as finished, right up to the day: "đã hoàn thành xóa nhà tạm, nhà dột nát vào", "được xử lý xong vào".
_FINISHED = re.compile(
    r"(?<!\w)(?:đã\s[^;.\d]{0,12}"
    r"(?:hoàn thành|hoàn tất|tổ chức|ban hành|phê duyệt|khởi công|khánh thành|bàn giao|trình|đưa vào)"
    r"|được\s(?:\w+\s){1,4}(?:xong|dứt điểm)|(?<!phải )(?:hoàn thành|xử lý|giải quyết|thanh toán) (?:xong|dứt điểm))"
    r"[^;:,]*(?:,[^;:,\d]*)*\s(?:vào|từ|trong|hôm|ngày|tháng)\s?(?:ngày|tháng|quý)?\s?[\divx/.-]+"
)
# A resolution or congress, and the day on which it was passed: "…, thông qua ngày 24/9/2025".
_APPOSED = re.compile(
    r"(?:[Nn]ghị quyết|[Đđ]ại hội|[Qq]uyết định|[Kk]ế hoạch|[Đđ]ề án|[Cc]hương trình)[^;.]*,\s(?:được\s)?"
    r"(?:thông qua|ban hành|ký|phê duyệt|công bố|khai mạc|bế mạc)\s$"
)
_FOUND = re.compile(r"\s(?:cho thấy|ghi nhận|cho kết quả)(?!\w)")
_EVENT = re.compile(
    r"(?:chạy thử|khánh thành|thông xe|khai trương|được công nhận|bế mạc|vận hành thử)(?:\s\w+){0,2}\s$"
)
# An event and its day, alone in brackets: "cảng Cồn Én (công bố ngày 20/12/2024)".
_BRACKETED = re.compile(
    r"\((?:đã\s|được\s)*(?:công bố|công nhận|khánh thành|khai trương|thông xe|khởi công|động thổ|thành lập|ra mắt|"
    r"bàn giao|nghiệm thu|khai mạc|bế mạc|thông qua)\s(?:vào\s)?(?:ngày\s)?$",
    re.IGNORECASE,
)
# A clause that opens with the event, and its day behind a comma or right behind the name: "Khởi công cầu X, ngày 19/8".
_BEGUN = re.compile(r"\W*(?:khởi công|động thổ|khánh thành|thông xe|khai trương)\s", re.IGNORECASE)
_LIMIT = re.compile(r"(?<!\w)(?:trước|trong|chậm nhất|muộn nhất|vào|đến|hạn|từ|xong|hết)(?:\s\w+){0,2}\s*$")


def told_as_past(reading: Reading, line: Line, text: str, dated: Dated, *, planned: bool) -> bool:
    """Whether what the date is of is told as having been: also among tasks, where "đã" or a finding says so."""
    if _APPOSED.search(text[: dated.start]) or _FOUND.match(text[dated.end :]):
        return True
    past = done(text, dated)
    if planned:
        return past and "đã " in _stretch(text, dated.start, dated.end)
    return past or _bracketed(text, dated) or _plain(reading, line, text, dated)


def opened(text: str, at: Period) -> bool:
    """ "Nhà máy … chạy thử tháng 9/2024": an event with nothing of the future in its stretch."""
    stretch = _stretch(text, at.start, at.end)
    return _EVENT.search(text[: at.start].rsplit(",", 1)[-1]) is not None and not any_of("future", stretch)


def _bracketed(text: str, dated: Dated) -> bool:
    """ "… (công bố ngày 20/12/2024)": the brackets hold the event and its day, nothing else."""
    return _BRACKETED.search(text[: dated.start]) is not None and text[dated.end :].startswith(")")


def done(text: str, at: Dated | Period) -> bool:
    """Told as done: a word of the past in the same stretch, none of the future."""
    stretch = _stretch(text, at.start, at.end)
    if any_of("past", stretch) and not any_of("future", stretch):
        return True
    whole = _stretch(
        text, at.start, at.end, cuts=r"[;.](?!\d)\s|,\s(?=(?:và|trong đó|nhưng|song|dự kiến|đến|phấn đấu)\s)"
    )
    coming = re.sub(r"giai đoạn trước|quý [ivx\d]+", "", match_key(whole))
    return _FINISHED.search(match_key(whole)) is not None and not any_of("future", coming)


def _plain(reading: Reading, line: Line, text: str, at: Dated) -> bool:
    """Among results a date to come without any word of the future is told as past too."""
    if counted(reading, line, text, at):
        return True
    told = reading.part(line.section) == "results" and not line.text.rstrip().endswith(":")
    return told and not any_of("future", text) and not _due(text, at)


def counted(reading: Reading, line: Line, text: str, at: Dated | Period) -> bool:
    """ "Đến ngày 31/12/2025, 1.386/1.412 thôn có sóng" among results: a state told as reached."""
    if reading.part(line.section) not in {"results", "context", "limitations"}:
        return False
    ahead = re.match(r"\W*(?:tính\s)?đến\s(?:hết\s)?(?:tháng\s)?$", match_key(text[: at.start]) + " ")
    rest = re.sub(r"(?i)kế hoạch số|theo quy định", "", text[at.end :])
    return ahead is not None and re.search(r"\d", rest) is not None and not any_of("future", rest)


def reported(text: str, at: Period) -> bool:
    stretch = re.split(r"[;.](?!\d)", text[max(0, at.start - 60) : at.end + 110])[-1 if ";" in text[: at.start] else 0]
    told = re.search(r"(?<!\w)(?:đạt|tăng|giảm|bằng|thực hiện được|thu được)\s(?:\w+\s){0,2}\d", match_key(stretch))
    return told is not None and not any_of("future", re.sub(r"quý", "", stretch))


def _stretch(text: str, start: int, end: int, cuts: str = r"[;.,]\s") -> str:
    """The words around a date, from the last of ``cuts`` before it to the comma behind it."""
    left = text[:start]
    right = re.split(r"[,;.](?!\d)", text[end:])[0]
    begin = max((m.end() for m in re.finditer(cuts, left)), default=0)
    return text[begin : end + len(right)]


def _due(text: str, at: Dated) -> bool:
    """Whether the date may be a deadline: a word of one stands in the clause, unless the clause opens with an event
    and nothing says by when.
    """
    if _BEGUN.match(text) and not _LIMIT.search(match_key(text[: at.start])):
        return False
    return any_of("deadline", text)
