"""A figure that a sentence states and that other figures of the draft let one compute again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.diagnosis.cells import printed
from assistant.language.quantities import Amount

__all__ = ["Claim", "growth", "ratio", "times", "written"]

Variant = Literal[
    "ratio",
    "over",
    "growth",
    "fall",
    "times",
    "difference",
    "sum",
    "share",
    "verdict",
    "mean",
    "structure",
    "part",
    "rank",
]
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Claim:
    """``stated`` is what the text prints, ``value`` what comes out, ``slack`` how far rounding may part them (all in
    units of the stated figure); ``work``: the sum in words; ``start``/``end``: the stated figure in its clause.
    """

    variant: Variant
    stated: Amount
    value: Decimal
    slack: Decimal
    work: str

    @property
    def holds(self) -> bool:
        """Whether the stated figure is right within rounding, or within what its "trên", "gần", "khoảng" allow."""
        low, high = self.value - self.slack, self.value + self.slack
        said = self.stated.value
        if self.stated.bound in {"over", "least"}:
            return low <= said * Decimal("1.25") + 1 and high >= said
        if self.stated.bound in {"under", "most"}:
            return high >= said * Decimal("0.8") - 1 and low <= said
        if self.stated.bound == "about":
            return said * Decimal("0.88") - 1 <= high and low <= said * Decimal("1.12") + 1
        return low <= said <= high

    @property
    def digits(self) -> int:
        """Decimals of the stated figure."""
        return len(self.stated.number.partition(",")[2])


def ratio(stated: Amount, part: Amount, whole: Amount) -> Claim:
    """part / whole, in per cent."""
    value = _HUNDRED * part.value / whole.value
    work = f"{written(part)} : {written(whole)} × 100% = {{value}}%"
    return Claim("ratio", stated, value, _slack(part, whole, _HUNDRED) + 2 * stated.half, work)


def growth(stated: Amount, new: Amount, old: Amount, *, down: bool) -> Claim:
    """new / old - 1, in per cent, or the fall."""
    change = _HUNDRED * (new.value / old.value - 1)
    work = f"{written(new)} : {written(old)} × 100% - 100% = {'-' if down else ''}{{value}}%"
    return Claim(
        "fall" if down else "growth",
        stated,
        -change if down else change,
        _slack(new, old, _HUNDRED) + 2 * stated.half,
        work,
    )


def times(stated: Amount, new: Amount, old: Amount) -> Claim:
    """new / old, as a multiple."""
    work = f"{written(new)} : {written(old)} = {{value}} lần"
    return Claim("times", stated, new.value / old.value, _slack(new, old, Decimal(1)) + stated.half, work)


def _slack(a: Amount, b: Amount, factor: Decimal) -> Decimal:
    """How far the rounding of both moves their ratio."""
    return factor * (_half(a) / b.value + a.value * _half(b) / (b.value * b.value))


def _half(amount: Amount) -> Decimal:
    """Counts of whole things are exact."""
    return Decimal(0) if amount.measure == "count" and amount.scale == 0 else amount.half


def written(amount: Amount) -> str:
    """The number as printed; a count of thousands or millions spelled out is kept by its scale."""
    scale = {3: " nghìn", 6: " triệu", 9: " tỷ", 12: " nghìn tỷ"}.get(amount.scale, "")
    return f"{amount.number}{scale}"


def shown_value(claim: Claim) -> str:
    """The computed value with the decimals of the stated one, one more where that would hide the difference."""
    text = printed(claim.value, claim.digits)
    return text if text != claim.stated.number else printed(claim.value, claim.digits + 1)
