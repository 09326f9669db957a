"""A clause of a report → what it asks: a verb and a thing, whether it says so or only names what is missing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from assistant.language.normalize import match_key
from assistant.language.tokens import syllables
from assistant.review.lexicon import small_words

__all__ = ["Ask", "Mode", "about", "as_topic", "asked", "is_plain", "subject_of", "sums_up", "without_marks"]

Mode = Literal["add", "judge", "act", "change"]
_MARK = re.compile(r"^(?:[-+•*–]\s*)?(?:\(?\d{1,2}[.)]\d*\.?|\(?[a-zđ]\)|\d+(?:\.\d+)+\.?)?\s*")
_TOPIC = re.compile(r"^(?:về|với|đối với|tại|trong|riêng|liên quan đến)\s[^:;.]{2,90}:\s", re.IGNORECASE)
_FARTHEST_VERB = 14
_LONGEST_SUBJECT = 6
_FEWEST_WORDS, _FEWEST_OWN = 2, 2
_LONGEST_TOPIC = 14


@dataclass(frozen=True, slots=True)
class Ask:
    """What a clause asks: ``verb`` in lower case, and the ``thing`` in the clause's own words.

    ``topic`` is what the clause speaks of before it asks; ``plain`` tells a request from a fault that is only named.
    """

    mode: Mode
    verb: str
    thing: str
    topic: str
    plain: bool


@dataclass(frozen=True, slots=True)
class _Grammar:
    modes: dict[str, Mode]
    verb: re.Pattern[str]
    opener: re.Pattern[str]
    between: re.Pattern[str]
    softener: re.Pattern[str]
    body: re.Pattern[str]
    lack: re.Pattern[str]
    trailing: re.Pattern[str]
    noun: re.Pattern[str]
    unreal: re.Pattern[str]
    supposed: re.Pattern[str]
    joint: re.Pattern[str]
    vague: re.Pattern[str]
    leading: re.Pattern[str]
    sentence: re.Pattern[str]
    untopical: re.Pattern[str]
    summary: re.Pattern[str]
    heading: re.Pattern[str]
    faulted: re.Pattern[str]
    condition: re.Pattern[str]
    telling: re.Pattern[str]
    ends: re.Pattern[str]
    text: re.Pattern[str]
    said: dict[str, str]
    negations: frozenset[str]
    adverbs: tuple[str, ...]
    add: str
    judge: str
    about: str
    must: str
    question: re.Pattern[str]


def asked(text: str, *, firm: bool = True) -> Ask | None:
    """What ``text`` asks; ``None`` when it only tells something.

    In a clause that is not ``firm`` advice, "phải" tells what a provision demands of others.

    A plain request stands behind "đề nghị, cần, nên" or begins with its verb; else something is said to be missing
    ("chưa đánh giá …", "thiếu …"), which asks for it.
    """
    topic, words = _topic(without_marks(text))
    grammar = _grammar()
    for found in grammar.opener.finditer(words):
        if not firm and found[0].lower() == grammar.must:
            continue
        rest = _past(grammar.between, words[found.end() :].lstrip(" ,:"))
        verb = grammar.verb.match(rest)
        if verb is None and grammar.body.match(rest):
            rest, verb = _addressed(rest)
        if verb is not None:
            return _asked(verb[0], rest[verb.end() :], topic or words[: found.start()])
        if grammar.noun.match(rest):
            return _made(grammar.add, rest, topic or words[: found.start()], plain=True)
    rest = _past(grammar.softener, words)
    verb = grammar.verb.match(rest)
    first = re.split(r"[,;:]", rest, maxsplit=1)[0]
    if verb is not None and verb[0].lower() not in grammar.negations and not grammar.telling.search(first):
        return _asked(verb[0], rest[verb.end() :], topic)
    if rest != words and grammar.noun.match(rest):
        return _made(grammar.add, rest, topic, plain=True)
    return _lacking(words, topic)


def is_plain(thing: str) -> bool:
    """Whether a thing says by itself what it is: some words of it are not of the kind that any draft has."""
    left = _grammar().vague.sub(" ", match_key(thing))
    words = [word for word in syllables(left) if word not in small_words() and not word[0].isdigit()]
    return len(words) >= _FEWEST_OWN


def as_topic(topic: str) -> str | None:
    """The matter that a topic or subject names, without the words that lead to it; ``None`` if that is a sentence."""
    words = _grammar().leading.sub("", topic).strip(" ,:;")
    if _grammar().sentence.search(words) or _grammar().untopical.match(words):
        return None
    return _lower(words) if _FEWEST_WORDS <= len(words.split()) <= _LONGEST_TOPIC else None


def subject_of(clause: str) -> str:
    """ "về vốn vay" of a clause that opens a matter ("Thứ mười, về vốn vay.", "Về vốn vay: …") or finds fault with one
    thing ("Phần nguyên nhân mới nêu …"), else nothing."""
    topic, words = _topic(without_marks(clause))
    grammar = _grammar()
    found = grammar.heading.fullmatch(words) or grammar.faulted.match(words)
    if topic or found is None:
        return topic
    named = as_topic(found["topic"])
    return f"{grammar.about} {named}" if named and not any(map(str.isdigit, named)) else ""


def sums_up(title: str) -> bool:
    """Whether a heading opens an overall assessment or the recommendations of a report."""
    return _grammar().summary.search(match_key(title)) is not None


def about() -> str:
    """The word that joins a thing to what it is about."""
    return _grammar().about


def _asked(verb: str, rest: str, topic: str) -> Ask | None:
    """The request that a verb opens; where it only wants a change, what else the clause asks, if it does."""
    made = _made(verb, rest, topic, plain=True)
    if made is not None and made.mode != "change":
        return made
    grammar = _grammar()
    for found in grammar.joint.finditer(rest):
        here = _past(grammar.between, rest[found.end() :])
        other = grammar.verb.match(here)
        if other is not None and grammar.modes[other[0].lower()] in ("add", "judge", "act"):
            second = _made(other[0], here[other.end() :], topic, plain=True)
            if second is not None and second.thing:
                return second
    return made


def without_marks(text: str) -> str:
    """``text`` on one line, without the mark of its list and its last stop."""
    return _MARK.sub("", " ".join(text.split()), count=1).rstrip(" ;,.:…/")


def _topic(words: str) -> tuple[str, str]:
    found = _TOPIC.match(words)
    return (found[0].rstrip(": "), words[found.end() :]) if found else ("", words)


def _past(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.match(words)
    return words[found.end() :] if found else words


def _addressed(rest: str) -> tuple[str, re.Match[str] | None]:
    """The words behind the body that is asked, and the verb they begin with."""
    grammar = _grammar()
    for found in re.finditer(r"(?<=[\s,:])\S", rest):
        if len(rest[: found.start()].split()) > _FARTHEST_VERB:
            break
        here = _past(grammar.between, rest[found.start() :])
        verb = grammar.verb.match(here)
        if verb is not None and grammar.modes[verb[0].lower()] != "act":
            return here, verb
    return rest, None


def _lacking(words: str, topic: str) -> Ask | None:
    grammar = _grammar()
    found = grammar.lack.search(words)
    if found is None:
        behind = grammar.trailing.match(words)
        return _made(grammar.judge, behind["thing"], topic, plain=False) if behind else None
    subject = words[: found.start()].strip(" ,:;")
    subject = re.sub(rf"\s(?:{_any(grammar.adverbs)})$", "", subject)
    if grammar.supposed.search(subject) or grammar.unreal.match(words[found.end() :]):
        return None
    of_the_text = not subject or grammar.text.search(subject) is not None
    if not of_the_text and len(subject.split()) > _LONGEST_SUBJECT:
        return None
    made = _made(found["verb"] or grammar.add, words[found.end() :], topic or subject, plain=False)
    if made is None or of_the_text:
        return made
    return replace(made, thing=f"{made.thing} {grammar.about} {_lower(subject)}")


def _made(verb: str, rest: str, topic: str, *, plain: bool) -> Ask | None:
    verb = verb.lower()
    grammar = _grammar()
    thing = _without_reason(rest.lstrip(" :,"))
    said = f"{verb} {thing}"
    if len(thing.split()) < _FEWEST_WORDS or grammar.unreal.match(thing) or grammar.condition.search(said):
        thing = ""
    mode = grammar.modes.get(verb, "judge")
    return Ask(mode, grammar.said.get(verb, verb), thing, topic.strip(" ,:;"), plain)


def _lower(words: str) -> str:
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _without_reason(words: str) -> str:
    """The words up to the first that give a reason, brackets apart."""
    grammar = _grammar()
    for found in grammar.ends.finditer(words):
        before, behind = words[: found.start()], words[found.start() :].lstrip(" ,")
        if grammar.question.match(behind):
            continue
        closed = before.count("(") == before.count(")") and before.count("“") == before.count("”")
        if closed and len(before.split()) >= _FEWEST_WORDS:
            return before.rstrip(" ,;:")
    return words.rstrip(" ,;:")


@cache
def _grammar() -> _Grammar:
    data: dict[str, Any] = tomllib.loads((Path(__file__).parent / "data" / "asking.toml").read_text("utf-8"))
    modes = {verb: cast(Mode, mode) for mode, verbs in data["verbs"].items() for verb in verbs}
    lacks = data["lacks"]
    bare, negations, verbs = (_any(lacks[name]) for name in ("bare", "negations", "verbs"))
    return _Grammar(
        modes,
        verb=_pattern(rf"(?:{_any(modes)})(?=[\s,:]|$)"),
        opener=_pattern(rf"(?<!\w)(?:{_any(data['openers'])})(?=\s)"),
        between=_pattern(rf"(?:(?:{_any(data['between'])})(?=[\s,:])[\s,:]*)+"),
        softener=_pattern(rf"(?:(?:{_any(data['softeners'])})(?=[\s,:])[\s,:]*)+"),
        body=_pattern(rf"(?:{_any(data['bodies'])})\b"),
        lack=_pattern(rf"(?<!\w)(?:(?:{bare})|(?:{negations})\s(?P<verb>{verbs}))(?=[\s,:])\s*"),
        trailing=_pattern(rf"(?P<thing>[^,;:]{{4,90}}?)\s(?:{_any(lacks['trailing'])})(?!\w)"),
        condition=_pattern(_any([*data["conditions"], *data["procedure"]])),
        telling=_pattern(_any(data["telling"])),
        joint=_pattern(rf"(?:,|;|\s(?:{_any(data['joints'])}))\s"),
        supposed=_pattern(rf"(?<!\w)(?:{_any(data['supposed'])})(?!\w)"),
        vague=_pattern(rf"(?<!\w)(?:{_any(data['vague'])})(?!\w)"),
        leading=_pattern(rf"^(?:(?:{_any(data['leading'])})(?!\w)[\s,]*)+"),
        heading=_pattern(rf"(?:thứ [^,;.]{{2,12}},\s)?(?:{_any(data['heads'])})\s(?P<topic>[^.,;:]{{3,60}})"),
        faulted=_pattern(rf"(?P<topic>[^,.;:“”()]{{5,60}}?)\s(?:{_any(data['faulting'])})\s"),
        sentence=_pattern(_any(data["sentences"])),
        untopical=_pattern(rf"(?:{_any(data['untopical'])})(?!\w)"),
        summary=_pattern(_any(data["summary"])),
        noun=_pattern(rf"(?:{_any(data['nouns'])})(?=\s)"),
        unreal=_pattern(rf"(?<!\w)(?:{_any(data['unreal'])})(?!\w)"),
        ends=_pattern(_any(lacks["ends"])),
        text=_pattern(rf"(?<!\w)(?:{_any(data['text'])})(?!\w)"),
        said=data["said"],
        negations=frozenset(lacks["openless"]),
        adverbs=tuple(lacks["adverbs"]),
        add=data["verbs"]["add"][0],
        judge=lacks["trailing_verb"],
        about=lacks["about"],
        must=data["must"],
        question=_pattern(_any(lacks["questions"])),
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _any(phrases: Iterable[str]) -> str:
    ordered: Sequence[str] = sorted(phrases, key=len, reverse=True)
    return "|".join(map(re.escape, ordered))
