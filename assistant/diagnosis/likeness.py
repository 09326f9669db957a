"""Whether two facts are about the same thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.diagnosis.facts import Fact
from assistant.diagnosis.indicators import alone, generic, key_words, modes, narrowing, scopes
from assistant.diagnosis.values import slip, swapped
from assistant.language.periods import Period

__all__ = ["Likeness", "anchored", "candidates", "likeness"]

_MOST_OF_A_WORD = 50
_YEAR, _QUARTER = 12, 4
_UNITS = frozenset({"huyện", "thành phố", "thị xã", "thị trấn", "phường"})
_RATE = frozenset({"tỷ", "tỉ", "lệ"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """``strict``: the same words and an explicit period on both sides; ``whole``: the same words; ``bare``: little but
    the noun counted and the slip of the pen speaks for it.
    """

    score: float
    strict: bool
    whole: bool
    confidence: float
    bare: bool = False


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
    if a.horizon and b.horizon and "target" in {a.status, b.status} and not a.horizon.same(b.horizon):
        return None
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
    bare = a.origin == b.origin == "text" and _bare(a, b) and words != 1 and _near(a, b) is None
    bare = bare and key_words(a.words & b.words) < 2
    return Likeness(score, words == 1 and period, words == 1, confidence, bare)


def _doubtful(a: Fact, b: Fact, *, whole: bool, period: bool, penned: bool) -> bool:
    """Whether one of the usual innocent explanations is at hand. ``whole``: the names are one, word for word."""
    held = anchored(a, b)
    if (not whole and not (penned or period or held)) or (a.order == b.order and not (whole and period)):
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
        return (a.said and b.said) or (a.now and b.now)
    if a.now and b.now and not (a.origin == b.origin == "table") and not _dated_apart(a, b):
        return True
    if a.said and b.said:
        return None
    late = _late(a, b)
    if anchored(a, b) or slip(a.amount, b.amount):
        return False if late < _YEAR and (anchored(a, b) or _untold(a, b)) else None
    return False if late < _QUARTER and _untold(a, b) else None


def _late(a: Fact, b: Fact) -> int:
    """By how many months the last results of a table are later than the time that the sentence says."""
    said, other = (a, b) if a.said else (b, a)
    if not (said.said and other.now and other.origin == "table" and said.period and other.period):
        return 0
    return other.period.last - said.period.last


def _dated_apart(a: Fact, b: Fact) -> bool:
    """Whether both say a period of their own, a cell by its head."""
    return a.said and b.said and "table" not in {a.origin, b.origin}


def anchored(a: Fact, b: Fact) -> bool:
    """Whether a sentence and a row give the same target beside their figures."""
    return a.plan is not None and a.plan == b.plan and a.plan not in {0, 100} and a.amount.unit == b.amount.unit


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
    shared = a.words & b.words
    penned = _bare(a, b)
    if (key_words(shared) < 1 and not penned) or (len(shared) < 2 and not shared & alone()):
        return None
    if a.words == b.words:
        return 1.0
    return _near(a, b) or (0.8 if penned else None)


def _bare(a: Fact, b: Fact) -> bool:
    """One noun counted, two neighbouring digits swapped: the noun alone may do."""
    return bool(a.counted) and a.counted == b.counted and swapped(a.amount, b.amount)


def _near(a: Fact, b: Fact) -> float | None:
    """How near two names are of which one is a short form of the other."""
    shared, whole = a.words & b.words, a.words | b.words
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
    if a.origin == b.origin:
        return _two_cells(a, b)
    text, cell = (a, b) if b.origin == "table" else (b, a)
    held = anchored(a, b)
    item = slip(a.amount, b.amount) and _same_item(a, b) and cell.names <= text.names
    item = item or (held and key_words(cell.words) >= 2 and _told_by(text, cell))
    sure = held or (item and text.amount.measure == "money")
    if (cell.names != text.names and not item) or _limited(text, cell, item=item, sure=sure):
        return None
    return _nearness(text, cell, item=item, sure=sure) if _named_by(text, cell) else None


def _two_cells(a: Fact, b: Fact) -> float | None:
    """1 for cells of one row name, one head and one caption."""
    same = (a.words, a.column, a.marks, a.names) == (b.words, b.column, b.marks, b.names)
    apart = not slip(a.amount, b.amount) and 2 * len(a.context & b.context) < len(a.context | b.context)
    return 1.0 if same and not apart and key_words(a.words) >= 2 else None


def _nearness(text: Fact, cell: Fact, *, item: bool, sure: bool) -> float | None:
    """How near the words of a sentence are to a row's; ``item``, ``sure``: the row is surely the sentence's."""
    around = cell.words | cell.column | cell.context
    missing = cell.words - text.words - (_RATE if text.amount.unit == "%" else frozenset())
    extra = text.words - around - text.counted - generic()
    narrower = bool(extra & narrowing()) and not sure
    if item or (not missing and not extra):
        return None if narrower else 1.0
    most = 0.7 if not cell.words else 0.25
    substituted = bool(missing - generic() and extra) or narrower
    if substituted or len(missing) > 0.25 * len(cell.words) or len(extra) > most * len(text.words):
        return None
    return 0.5 + 0.4 * (1 - len(extra | missing) / len(text.words | cell.words))


def _limited(text: Fact, cell: Fact, *, item: bool, sure: bool) -> bool:
    """Whether a sector, a group or a way of counting tells the two apart; ``sure``: the row is the sentence's."""
    if cell.marks - text.marks or (text.marks & modes()) - cell.marks - cell.setting:
        return True
    narrowed = text.marks - cell.marks - cell.setting - _shown(cell) - (_UNITS if item else frozenset())
    return bool(narrowed) and not sure


def _shown(cell: Fact) -> frozenset[str]:
    """Marks that head, caption and parent rows of a cell have the words of."""
    around = cell.words | cell.column | cell.context
    return frozenset(mark for mark in scopes() if set(mark.split()) <= around)


def _told_by(text: Fact, cell: Fact) -> bool:
    """Whether the sentence has the telling words of a row, three of four at the least, and its names."""
    own = cell.words - generic()
    if own - text.words and text.words - cell.words - cell.column - cell.context - text.counted - generic():
        return False
    return cell.names <= text.names and 4 * len(own & text.words) >= 3 * len(own) and len(cell.words & text.words) >= 2


def _named_by(text: Fact, cell: Fact) -> bool:
    """Whether row, head and caption of the cell have enough of the words of the sentence."""
    around = cell.words | cell.column | cell.context
    told = text.words & around
    penned = swapped(text.amount, cell.amount) and (text.counted & cell.words or anchored(text, cell))
    if (key_words(told) < 1 and not penned) or (len(told) < 2 and not told & alone()):
        return False
    if not cell.words:
        own, penned = text.words - text.counted - generic(), slip(text.amount, cell.amount)
        if cell.column & text.words and text.words - text.counted <= around:
            return penned or key_words(told) >= 3
        return penned and len(told) >= 2 and (6 if text.said and cell.said else 3) * len(own & around) >= 2 * len(own)
    head = cell.column - generic()
    return not head or not head.isdisjoint(text.words)
