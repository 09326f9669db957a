"""Whether two printed values of one thing agree, and whether they are clearly apart."""

from __future__ import annotations

from decimal import Decimal

from assistant.diagnosis.facts import Fact
from assistant.language.quantities import Amount

__all__ = ["agree", "apart", "significant", "slip", "strength", "swapped"]

_LOOSE = {"over": (Decimal("0.995"), Decimal("1.25")), "under": (Decimal("0.85"), Decimal("1.005")),
          "about": (Decimal("0.9"), Decimal("1.1"))}  # fmt: skip
_FARTHEST = Decimal("1.6")


def agree(a: Fact, b: Fact) -> bool:
    """Equal within half a unit of the coarser printed digit, or within what an approximation allows."""
    x, y = a.amount, b.amount
    if abs(x.value - y.value) <= max(x.half, y.half, _round(x) if x.bound != "exact" else Decimal(0)):
        return True
    return _within(x, y) or _within(y, x) or (x.of is not None and y.of is None and x.of == y.value)


def _within(rough: Amount, other: Amount) -> bool:
    if rough.bound not in _LOOSE or rough.value == 0:
        return False
    low, high = _LOOSE[rough.bound]
    return low <= other.value / rough.value <= high


def _round(amount: Amount) -> Decimal:
    """Half a unit of the last digit that is not a trailing nought of a whole number."""
    digits = amount.number.replace(".", "")
    if "," in digits:
        return amount.half
    return amount.half.scaleb(len(digits) - len(digits.rstrip("0")))


def apart(a: Fact, b: Fact) -> bool:
    """Beyond rounding and approximation; and of one size, else they are hardly one thing."""
    x, y = a.amount.value, b.amount.value
    if agree(a, b) or min(x, y) <= 0:
        return False
    return max(x, y) / min(x, y) < _FARTHEST or slip(a.amount, b.amount)


def slip(a: Amount, b: Amount) -> bool:
    """Whether the digits look like one slip of the pen: two swapped, or one changed among three or more."""
    x, y = (n.number.replace(".", "").replace(",", "") for n in (a, b))
    if _lost_nought(x, y):
        return a.scale == b.scale and max(a.value, b.value) < 2 * min(a.value, b.value)
    if a.scale == b.scale and len(a.number.partition(",")[2]) != len(b.number.partition(",")[2]):
        return False
    while len(x) == len(y) > 1 and x[-1] == y[-1] == "0":
        x, y = x[:-1], y[:-1]
    if len(x) != len(y) or len(x) < 3:
        return len(x) == len(y) == 2 and x == y[::-1] and x != y
    wrong = [i for i, (p, q) in enumerate(zip(x, y, strict=True)) if p != q]
    if len(wrong) == 1:
        return len(x) >= 4 or (wrong[0] == 1 and len(x) == 3)
    return len(wrong) == 2 and x[wrong[0]] == y[wrong[1]] and x[wrong[1]] == y[wrong[0]]


def _lost_nought(x: str, y: str) -> bool:
    """Whether one is the other without an inner nought ("3,05" and "3,5")."""
    long, short = (x, y) if len(x) > len(y) else (y, x)
    return len(long) == len(short) + 1 >= 3 and any(
        long[:i] + long[i + 1 :] == short for i in range(1, len(long) - 1) if long[i] == "0"
    )


def swapped(a: Amount, b: Amount) -> bool:
    """Whether two neighbouring digits are swapped in numbers of four digits or more, which chance hardly does."""
    x, y = (n.number.replace(".", "").replace(",", "") for n in (a, b))
    wrong = [i for i, (p, q) in enumerate(zip(x, y, strict=False)) if p != q]
    if a.scale != b.scale or len(x) != len(y) or len(x.strip("0")) < 3 or len(wrong) != 2:
        return False
    return len(x) >= 4 and wrong[1] == wrong[0] + 1 and x[wrong[0]] == y[wrong[1]] and x[wrong[1]] == y[wrong[0]]


def strength(a: Amount, b: Amount) -> int:
    """How much two values of one size look like one with a slip of the pen: 3 for swapped neighbours in four digits
    that tell, 2 for a swap in three or one digit of four, 1 for less, 0 for not at all; "286,5 nghìn" and "268.500"
    are compared as values.
    """
    if a.value <= 0 or b.value <= 0 or a.value.adjusted() != b.value.adjusted():
        return 0
    x, y = significant(a), significant(b)
    x, y = x.ljust(len(y), "0"), y.ljust(len(x), "0")
    wrong = [i for i, (p, q) in enumerate(zip(x, y, strict=True)) if p != q]
    if len(wrong) == 1:
        return {1: 0, 2: 0, 3: 1}.get(len(x), 2)
    if len(wrong) != 2 or x[wrong[0]] != y[wrong[1]] or x[wrong[1]] != y[wrong[0]]:
        return 0
    near = wrong[1] == wrong[0] + 1
    return {2: 1, 3: 2 if near else 1}.get(len(x), 3 if near else 2)


def significant(amount: Amount) -> str:
    """The digits of the value from the first to the last that is not nought."""
    return "".join(map(str, amount.value.as_tuple().digits)).strip("0")
