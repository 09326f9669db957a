"""What a test of a draft for a theme finds: the request holds, is met already, or cannot be decided (``None``)."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.review.spots import Spot

__all__ = ["Measure", "Met", "Outcome"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A request that holds. ``state`` chooses the wording; ``values`` fill it; ``spots`` show it.

    Where only some precedents ask for what is missing, ``sought`` are words (``match_key``) that those have.
    """

    state: str
    confidence: float
    spots: tuple[Spot, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    sought: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Met:
    """What is asked is there already: ``spot`` shows where."""

    spot: Spot | None = None


Outcome = Measure | Met | None
