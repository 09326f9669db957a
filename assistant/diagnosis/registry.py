"""The list of checks. A check is one function with ``@check``; its module is found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache

import assistant.diagnosis
from assistant.diagnosis.model import Check, CheckFunction, Claim, FindingKind

__all__ = ["check", "checks"]

_REGISTERED: dict[FindingKind, Check] = {}


def check(*, kind: FindingKind, claim: Claim) -> Callable[[CheckFunction], CheckFunction]:
    """Register the decorated function as the check of ``kind``.

    Raises:
        ValueError: if the kind has a check already, or the function has no docstring with its rule.
    """

    def register(function: CheckFunction) -> CheckFunction:
        if kind in _REGISTERED and _REGISTERED[kind].find.__module__ != function.__module__:
            raise ValueError(f"two checks of one kind: {kind}")
        if not function.__doc__:
            raise ValueError(f"a check without a rule: {kind}")
        _REGISTERED[kind] = Check(kind, claim, function)
        return function

    return register


@cache
def checks() -> tuple[Check, ...]:
    """Every registered check, by kind."""
    for module in pkgutil.iter_modules(assistant.diagnosis.__path__):
        importlib.import_module(f"{assistant.diagnosis.__name__}.{module.name}")
    return tuple(_REGISTERED[kind] for kind in sorted(_REGISTERED))
