"""Capital letters of Vietnamese, one by one: a range such as "À-Ỹ" takes in small letters too."""

from __future__ import annotations

__all__ = ["CAPITALS"]

CAPITALS = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
