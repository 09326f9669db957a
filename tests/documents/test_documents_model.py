"""The printed form of a document number."""

from __future__ import annotations

import pytest

from assistant.documents.model import printed_number


@pytest.mark.parametrize(
    ("number", "symbol", "printed"),
    [
        ("52", "BC-LHH", "52/BC-LHH"),
        ("14", "BC/TU", "14-BC/TU"),
        ("06", "NQ/TW", "06-NQ/TW"),
        ("31", "2024/QH15", "31/2024/QH15"),
        ("30", "2020/NĐ-CP", "30/2020/NĐ-CP"),
        ("1865", "CV-TU", "1865/CV-TU"),
        ("07", "QĐ", "07/QĐ"),
        ("12", None, "12"),
        (None, None, ""),
    ],
)
def test_number_and_symbol_are_joined_as_they_are_printed(number: str | None, symbol: str | None, printed: str) -> None:
    assert printed_number(number, symbol) == printed
