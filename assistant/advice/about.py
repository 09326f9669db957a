"""The draft an advisory report was about: its type, title and level, from the report's own subject."""

from __future__ import annotations

import re

from assistant.advice.model import AdviceSubject, Level
from assistant.documents.model import Document
from assistant.language.normalize import match_key

__all__ = ["about"]

_TYPES = (
    r"báo cáo chính trị|báo cáo sơ kết|báo cáo tổng kết|báo cáo kiểm điểm|báo cáo|kế hoạch|quy hoạch|đề án|dự án luật|"
    r"dự án|nghị quyết|tờ trình|quyết định|chương trình|chỉ thị|bộ luật|luật|pháp lệnh|nghị định|thông tư|phương án|"
    r"chiến lược|quy định|quy chế|văn kiện|điều lệ|hướng dẫn"
)
_TYPE = re.compile(rf"(?:{_TYPES})(?!\w)", re.IGNORECASE)
_DRAFT = re.compile(
    r"dự thảo\s+(?:lần\s+(?:thứ\s+)?\S+\s+)?(?:các\s+)?(?=\S)(?P<title>.+)|"
    r"\bdự án\s+(?P<bill>(?:bộ )?luật\b.+|pháp lệnh\b.+)",
    re.IGNORECASE | re.DOTALL,
)
_TARGET = re.compile(
    r"(?:tư vấn|phản biện|phản biện xã hội|góp ý|tham gia ý kiến|ý kiến|thẩm tra|thẩm định|giám định xã hội)"
    rf"(?:\s+(?:về|đối với|vào|cho))?\s+(?P<title>(?:{_TYPES})(?!\w).*)",
    re.IGNORECASE | re.DOTALL,
)
_PLACES: tuple[tuple[Level, str], ...] = (
    ("province", r"tỉnh|cấp tỉnh|thành phố trực thuộc trung ương|tỉnh ủy|thành ủy"),
    ("district", r"huyện|thị xã|quận|cấp huyện|huyện ủy"),
    ("commune", r"cấp xã|(?<!kinh tế - )(?<!hợp tác )(?<!thị )xã(?! hội)|phường|thị trấn|đảng ủy xã"),
    ("national", r"bộ luật|luật|pháp lệnh|nghị định|toàn quốc|quốc gia|cả nước|chính phủ|của đảng"),
)


def about(document: Document) -> AdviceSubject:
    """The draft that the report's subject names; without a name the subject itself, and the level of the issuer."""
    subject = document.metadata.subject or ""
    opens = _TYPE.match(subject)
    found = None if opens else _DRAFT.search(subject) or _TARGET.search(subject)
    groups = found.groupdict() if found else {}
    title = subject if opens else next((text for text in groups.values() if text), None)
    if title is None:
        return AdviceSubject(None, subject or None, _level(subject) or _issuer_level(document))
    title = title.strip(" .\"'“”") if title.count("“") != title.count("”") else title.strip()
    kind = _TYPE.match(title)
    return AdviceSubject(kind[0] if kind else None, title, _level(title) or _issuer_level(document))


def _level(title: str) -> Level | None:
    key = match_key(title)
    kind = _TYPE.match(key)
    if kind and kind[0] in {"luật", "bộ luật", "pháp lệnh", "nghị định"}:
        return "national"
    return next((level for level, words in _PLACES if re.search(rf"(?<!\w)(?:{words})(?!\w)", key)), None)


def _issuer_level(document: Document) -> Level | None:
    metadata = document.metadata
    return _level(f"{metadata.parent_body or ''} {metadata.issuer or ''}")
