"""The issuing body and the body above it, from the lines at the top left of a letterhead."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.documents.wordlists import caps_key, wording

__all__ = ["issuing_bodies"]


def issuing_bodies(lines: Sequence[tuple[str, bool]]) -> tuple[str | None, str | None]:
    """(parent body, issuer): the last name is the issuer's, what stands above it the parent's."""
    names: list[tuple[str, bool]] = []
    openers = wording()["bodies"]["openers"]
    unfinished = tuple(wording()["bodies"]["unfinished"])
    weights = {bold for _, bold in lines}
    for line, bold in lines:
        text = " ".join(line.strip("*_ ").split())
        key = caps_key(text)
        opens = any(key == opener or key.startswith(opener + " ") for opener in openers)
        same_weight = bool(names) and (len(weights) == 1 or names[-1][1] == bold)
        cut = bool(names) and caps_key(names[-1][0]).split()[-1] in unfinished
        if names and same_weight and (cut or not opens or (len(weights) == 2 and _runs_on(names[-1][0]))):
            names[-1] = (f"{names[-1][0]} {text}", bold)
        else:
            names.append((text, bold))
    if not names:
        return None, None
    if len(names) == 1:
        return None, names[0][0]
    return " ".join(name for name, _ in names[:-1]), names[-1][0]


def _runs_on(name: str) -> bool:
    return len(name.split()) < 2
