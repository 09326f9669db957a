"""Targets that have to multiply to one another and do not (``data/formulas.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from assistant.diagnosis.cells import printed
from assistant.diagnosis.statements import Statement
from assistant.language.normalize import match_key
from assistant.language.quantities import value_of
from assistant.review.analyses.tools import aims, named_in, spot_of
from assistant.review.outcome import Measure
from assistant.review.profile import DraftProfile
from assistant.review.themes import Sign

__all__ = ["incompatible"]

_APART = Decimal("0.25")
_POWERS = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9}
_QUANTITY = re.compile(
    r"(?<![\w.,/-])(?P<number>\d+(?:[.,]\d+)*)(?P<scale>(?:\s(?:nghìn|ngàn|triệu|tỷ))*)\s?(?P<unit>%|[^\W\d]+(?:/[^\W\d]+)*)"
)


@dataclass(frozen=True, slots=True)
class _Quantity:
    """An amount as printed in a clause, its value in whole units, and the power of ten it is printed with."""

    clause: Statement
    words: str
    unit: str
    value: Decimal
    power: int


@cache
def _formulas() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parents[1] / "data" / "formulas.toml").read_text("utf-8"))


def incompatible(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Targets of one section whose product is far from the target it should give."""
    sections: dict[int, list[Statement]] = {}
    for one in aims(draft, here.heading):
        sections.setdefault(id(one.section), []).append(one)
    for said in sections.values():
        for formula in _formulas().values():
            factors = [_find(row, said) for row in formula["factors"]]
            product = _find(formula["product"], said)
            if product is None or any(factor is None for factor in factors):
                continue
            measure = _compare(formula, [factor for factor in factors if factor], product)
            if measure:
                return (measure,)
    return ()


def _find(row: dict[str, Any], said: Sequence[Statement]) -> _Quantity | None:
    """The first amount with the unit asked in a clause with the words asked."""
    for one in said:
        if any(word in match_key(one.text) for word in row["words"]):
            for quantity in _quantities(one):
                if re.search(row["unit"], quantity.unit):
                    return quantity
    return None


def _quantities(one: Statement) -> Iterator[_Quantity]:
    for found in _QUANTITY.finditer(one.text):
        power = sum(_POWERS[word] for word in found["scale"].split())
        value = value_of(found["number"])[0] * Decimal(10) ** power
        yield _Quantity(one, found[0], match_key(found["unit"]), value, power)


def _compare(formula: dict[str, Any], factors: Sequence[_Quantity], product: _Quantity) -> Measure | None:
    made = Decimal(1)
    for factor in factors:
        made *= factor.value
    if not product.value or abs(made / product.value - 1) <= _APART:
        return None
    unit = product.words.split(" ", 1)[-1]
    ratio = made / product.value
    values = {
        "factors": named_in([factor.words for factor in factors]), "name": formula["name"], "what": formula["what"],
        "made": f"{printed(made / Decimal(10) ** product.power, 0)} {unit}", "given": product.words,
        "ratio": f"{ratio:.1f}".replace(".", ","),
    }  # fmt: skip
    clauses = dict.fromkeys((product.clause, *(factor.clause for factor in factors)))
    return Measure("incompatible", 0.84, tuple(spot_of(one) for one in clauses), values)
