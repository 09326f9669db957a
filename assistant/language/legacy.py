"""Legacy Vietnamese encodings (TCVN3, VNI, VPS) recognised and converted to Unicode."""

from __future__ import annotations

__all__ = ["from_font", "mend_legacy"]


def mend_legacy(text: str) -> str | None:
    """The text in Unicode if it is in a legacy encoding, else ``None``."""
    return None


def from_font(font: str, text: str) -> str:
    """``text`` set in ``font``, in Unicode."""
    return text
