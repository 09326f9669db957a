"""Whether two facts are about the same thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.diagnosis.facts import Fact
from assistant.diagnosis.indicators import alone, generic, key_words, modes
from assistant.diagnosis.values import slip
from assistant.language.periods import Period

__all__ = ["Likeness", "candidates", "likeness"]

_MOST_OF_A_WORD = 50


@dataclass(frozen=True, slots=True)
class Likeness:
    """``strict``: the same words and an explicit period on both sides; ``whole``: the same words."""

    score: float
    strict: bool
    whole: bool
    confidence: float


def candidates(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs that share unit, relation and a rare telling word, in reading order, each once. Linear in practice."""
    usage = Counter(word for fact in facts for word in _all(fact))
    index: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, fact in enumerate(facts):
        seen: set[int] = set()
        rare = sorted(_all(fact), key=lambda w: (usage[w], w))[: 5 if fact.words else None]
        for word in rare:
            for before in index[word, fact.amount.unit, fact.relation][-_MOST_OF_A_WORD:]:
                if before not in seen:
                    seen.add(before)
                    yield facts[before], fact
        for word in _all(fact):
            index[word, fact.amount.unit, fact.relation].append(at)


def _all(fact: Fact) -> frozenset[str]:
    """The words a fact is found by; a total has only those of its column and caption."""
    if fact.origin == "text":
        return fact.words
    return fact.words | fact.column if fact.words else fact.column | fact.context


def likeness(a: Fact, b: Fact) -> Likeness | None:
    """How sure it is that both are about one thing; ``None`` if they are not."""
    same_table = a.table == b.table >= 0
    if same_table or a.span == b.span or not _one_status(a, b) or not _one_rate(a, b):
        return None
    period = _one_period(a, b)
    words = None if period is None else _one_name(a, b) if a.origin == b.origin == "text" else _cells(a, b)
    if period is None or words is None:
        return None
    penned = slip(a.amount, b.amount)
    score = words + 0.5 * period + 0.4 * penned
    sure = words == 1 and key_words(a.words & (b.words | b.column | b.context)) >= 2
    if score < (1 if sure else 1.15) or _doubtful(a, b, whole=words == 1, period=period, penned=penned):
        return None
    confidence = min(0.97, 0.86 + 0.05 * (words == 1) + 0.03 * period + 0.03 * penned)
    return Likeness(score, words == 1 and period, words == 1, confidence)


def _doubtful(a: Fact, b: Fact, *, whole: bool, period: bool, penned: bool) -> bool:
    """Whether one of the usual innocent explanations is at hand. ``whole``: the names are one, word for word."""
    if (not whole and not (penned or period)) or (a.order == b.order and not (whole and period)):
        return True
    if a.origin != b.origin or period:
        return False
    if not penned and _parallel(a, b):
        return True
    if a.amount.measure == "count" and not penned and key_words(a.words | b.words) < 3:
        return True
    norms = not (a.period and b.period)
    return norms and not (penned and whole and key_words(a.words) >= 3 and abs(a.order - b.order) > 8)


def _parallel(a: Fact, b: Fact) -> bool:
    """In one section or in neighbouring items of one section, where figures of several things stand in a row."""
    return a.path == b.path or (len(a.path) == len(b.path) > 1 and a.path[:-1] == b.path[:-1])


def _one_rate(a: Fact, b: Fact) -> bool:
    """ "triệu đồng/người" and "triệu đồng/người/năm" are one; "%/năm" and "%" are not."""
    short, long = sorted((a.amount.per, b.amount.per), key=len)
    return short == long or (
        a.amount.measure in {"money", "measure"} and long.startswith(short) and slip(a.amount, b.amount)
    )


def _one_status(a: Fact, b: Fact) -> bool:
    if "target" in {a.status, b.status}:
        own = a.implied == b.implied and a.origin == b.origin
        planned = a.status == b.status and (own or slip(a.amount, b.amount))
        return planned or (
            a.amount.measure == "money" and (a.implied or b.implied) and slip(a.amount, b.amount) and _same_item(a, b)
        )
    return a.status == b.status or "final" not in {a.status, b.status}


def _same_item(a: Fact, b: Fact) -> bool:
    """Equal names, or a row named by three telling syllables that the sentence has all."""
    if a.words - generic() == b.words - generic():
        return True
    text, cell = (a, b) if b.origin == "table" else (b, a)
    return cell.origin == "table" != text.origin and key_words(cell.words) >= 3 and cell.words <= text.words


def _one_period(a: Fact, b: Fact) -> bool | None:
    """Whether the periods are one: ``True`` if both say so, ``False`` if nothing speaks against it, else ``None``."""
    if a.relation == "change" and a.base and b.base and not a.base.same(b.base):
        return None
    if a.period is not None and b.period is not None and a.period.same(b.period):
        return a.said and b.said
    return False if not (a.said and b.said) and _untold(a, b) else None


def _untold(a: Fact, b: Fact) -> bool:
    """Whether a figure without a time of its own may be of the other's time: in its span, or by a slip of the pen."""
    if not (a.said or b.said):
        return (a.period is None and b.period is None) or (slip(a.amount, b.amount) and _nested(a.period, b.period))
    said, other = (a, b) if a.said else (b, a)
    if other.period is None:
        return slip(a.amount, b.amount)
    if other.period.shape != "span" or said.period is None or said.period.shape == "span":
        return False
    return other.period.first <= said.period.last <= other.period.last or slip(a.amount, b.amount)


def _nested(a: Period | None, b: Period | None) -> bool:
    """Whether one is a span that the other lies in."""
    if a is None or b is None:
        return False
    wide, narrow = (a, b) if a.last - a.first >= b.last - b.first else (b, a)
    return wide.shape == "span" and wide.first <= narrow.last <= wide.last


def _one_name(a: Fact, b: Fact) -> float | None:
    """1 for the same words, less where one is a short form of the other."""
    if a.names != b.names or a.marks != b.marks or (a.beside and b.beside and a.beside.isdisjoint(b.beside)):
        return None
    shared, whole = a.words & b.words, a.words | b.words
    if key_words(shared) < 1 or (len(shared) < 2 and not shared & alone()):
        return None
    if a.words == b.words:
        return 1.0
    telling = a.words - generic(), b.words - generic()
    counted = a.counted == b.counted and a.counted and slip(a.amount, b.amount)
    if telling[0] == telling[1] and len(telling[0]) >= (1 if counted else 2):
        return 0.9
    smaller = a.words if len(a.words) <= len(b.words) else b.words
    if shared == smaller and len(shared) >= 0.6 * len(whole) and key_words(shared) >= 2:
        return 0.5 + 0.4 * len(shared) / len(whole)
    return 0.5 if len(shared) >= 0.8 * len(whole) and key_words(shared) >= 3 else None


def _cells(a: Fact, b: Fact) -> float | None:
    """A sentence against a cell, or two cells: the row's words must be said, the rest come from head and caption."""
    text, cell = (a, b) if b.origin == "table" else (b, a)
    item = text.origin == "text" and slip(a.amount, b.amount) and _same_item(a, b) and cell.names <= text.names
    if cell.names != text.names and not item:
        return None
    if text.origin == "table":
        same = text.words == cell.words and text.column == cell.column and text.marks == cell.marks
        apart = not slip(a.amount, b.amount) and 2 * len(a.context & b.context) < len(a.context | b.context)
        return 1.0 if same and not apart and key_words(text.words) >= 2 else None
    counted_so = (text.marks & modes()) - cell.marks - cell.setting
    if cell.marks - text.marks or counted_so or not _named_by(text, cell):
        return None
    around = cell.words | cell.column | cell.context
    missing = cell.words - text.words
    extra = text.words - around - text.counted - generic()
    if item or (not missing and not extra):
        return 1.0
    most = 0.7 if not cell.words else 0.25
    if len(missing) > 0.25 * len(cell.words) or len(extra) > most * len(text.words):
        return None
    return 0.5 + 0.4 * (1 - len(extra | missing) / len(text.words | cell.words))


def _named_by(text: Fact, cell: Fact) -> bool:
    """Whether row, head and caption of the cell have enough of the words of the sentence."""
    around = cell.words | cell.column | cell.context
    told = text.words & around
    if key_words(told) < 1 or (len(told) < 2 and not told & alone()):
        return False
    if not cell.words:
        own, penned = text.words - text.counted - generic(), slip(text.amount, cell.amount)
        if cell.column & text.words and text.words - text.counted <= around:
            return penned or key_words(told) >= 3
        return penned and len(told) >= 2 and (6 if text.said and cell.said else 3) * len(own & around) >= 2 * len(own)
    head = cell.column - generic()
    return not head or not head.isdisjoint(text.words)
