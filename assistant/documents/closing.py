"""The end of a document: "Nơi nhận", the signature block, and where the annexes behind it begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents.blocks import Block
from assistant.documents.headings import is_caps
from assistant.documents.letterhead import parse_date
from assistant.documents.numbering import annex_of, marker_of
from assistant.documents.wordlists import caps_key, wording
from assistant.language.normalize import fold

__all__ = ["Closing", "find_closing", "is_capacity", "is_recipients_label", "is_role"]

_RECIPIENTS = re.compile(r"Nơi\s+nhận\s*[:.]?\s*(?P<rest>.*)$")
_LONGEST = 40
_NAME = re.compile(
    r"(?:(?:[A-ZĐ][A-Za-zƯư]{0,3}\s?\.\s?)+\s*)?(?P<name>[A-ZÀ-ỸĐ][a-zà-ỹđ]*(?:\s+[A-ZÀ-ỸĐ][a-zà-ỹđ]*){1,5}|[A-ZÀ-ỸĐ]+(?:\s+[A-ZÀ-ỸĐ]+){1,5})$"
)


@dataclass(frozen=True, slots=True)
class Closing:
    """The half-open range of blocks of the signature block, and what it says."""

    start: int
    end: int
    recipients: tuple[str, ...] = ()
    signer: str | None = None
    signer_role: str | None = None
    issued_on: str | None = None
    place: str | None = None


def is_recipients_label(text: str) -> bool:
    """Whether the line opens the list of recipients ("Nơi nhận:")."""
    return _RECIPIENTS.match(text) is not None


def is_capacity(text: str) -> bool:
    """ "TM. BAN THƯỜNG VỤ", "T/M BAN CHẤP HÀNH", "KT. CHỦ TỊCH"."""
    key = caps_key(text)
    openers = wording()["signature"]["capacities"]
    return len(text) < 100 and is_caps(text) and any(key.startswith((opener + ".", opener + " ")) for opener in openers)


def is_role(text: str) -> bool:
    """A post in capitals that stands alone ("CHỦ TỊCH", "PHÓ BÍ THƯ THƯỜNG TRỰC")."""
    # Recognised capitals lose accents ("PHO CHỦ TỊCH"), so posts are compared without them.
    key = fold(text).strip(" .,:")
    roles = [fold(role) for role in wording()["signature"]["roles"]]
    return is_caps(text) and len(key) < 60 and any(key == role or key.startswith(role + " ") for role in roles)


def find_closing(blocks: Sequence[Block], start: int) -> Closing:
    """Find the signature block behind ``start``; without one, an empty range at the end of the body."""
    at = _label_index(blocks, start)
    if at is None:
        at = _signature_index(blocks, start)
    if at is None:
        return Closing(len(blocks), len(blocks))
    first = _widen(blocks, at, start)
    end = _end(blocks, first)
    lines = blocks[first:end]
    signer, role = _signature(lines)
    dated = next((found for b in lines if len(b.text) < 80 and (found := parse_date(b.text))), (None, None))
    return Closing(first, end, _recipients(lines), signer, role, dated[1], dated[0])


def _label_index(blocks: Sequence[Block], start: int) -> int | None:
    return next(
        (i for i in range(start, len(blocks)) if blocks[i].grid is None and is_recipients_label(blocks[i].text)), None
    )


def _signature_index(blocks: Sequence[Block], start: int) -> int | None:
    for index in range(start, len(blocks)):
        block = blocks[index]
        if block.grid is not None or not (is_capacity(block.text) or is_role(block.text)):
            continue
        behind = blocks[index + 1 : index + 8]
        if any(b.grid is None and _name_in(b.text) for b in behind) or not behind:
            return index
    return None


def _widen(blocks: Sequence[Block], at: int, start: int) -> int:
    """Signature lines may come before "Nơi nhận" when the right column was read first."""
    while at > start and blocks[at - 1].grid is None and _is_signature_line(blocks[at - 1]):
        at -= 1
    return at


def _is_signature_line(block: Block) -> bool:
    text = block.text
    if block.zone == "right":
        return True
    if is_capacity(text) or is_role(text):
        return True
    return len(text) < 80 and parse_date(text) is not None and text[:1].isupper() and not text.startswith("Ngày")


def _end(blocks: Sequence[Block], first: int) -> int:
    named = False
    for index in range(first, min(len(blocks), first + _LONGEST)):
        block = blocks[index]
        if block.grid is not None:
            return index
        text = block.text
        if index > first and annex_of(text) is not None and not marker_of(text):
            return index
        signing = _is_signature_line(block) or is_recipients_label(text) or _is_seal(text)
        listed = text.startswith(("-", "–", "+", "•", "*")) or text.endswith((";", "."))
        if _name_in(text) and not (named or listed or is_caps(text)) and index > first:
            named = True
        elif (named and not signing and not listed and block.zone == "body") or (
            len(text) > 200 and block.zone == "body" and not listed
        ):
            return index
    return min(len(blocks), first + _LONGEST)


def _is_seal(text: str) -> bool:
    bare = text.strip(" ().[]").lower()
    return any(bare.startswith(seal) for seal in wording()["signature"]["seals"]) and len(bare) < 60


def _name_in(text: str) -> str | None:
    if is_capacity(text) or is_role(text) or _is_seal(text) or len(text) > 60:
        return None
    found = _NAME.match(text.strip())
    if found is None:
        return None
    return " ".join(found["name"].split())


def _recipients(blocks: Sequence[Block]) -> tuple[str, ...]:
    found: list[str] = []
    listing = False
    for block in blocks:
        text = block.text
        label = _RECIPIENTS.match(text)
        if label:
            listing, text = True, label["rest"]
        if not listing or block.zone == "right" or not text:
            continue
        text = _without_brace(text)
        bullet = re.match(r"[-–—+•*]\s*", text)
        if bullet:
            found.extend(part for part in re.split(r";\s*[-–]\s+", text[bullet.end() :]))
        elif is_capacity(text) or is_role(text):
            if block.zone == "body":
                break
        elif text and label:
            found.append(text)
        elif text and found and not found[-1].rstrip().endswith((";", ".")) and not _name_in(text):
            found[-1] = f"{found[-1]} {text}"
        elif text and found and block.zone == "left" and not is_caps(text) and not _is_seal(text):
            found.append(text)
    return tuple(item for raw in found if (item := " ".join(raw.split()).strip(" ;.,'’`-–")))


def _without_brace(text: str) -> str:
    braces = "|".join(sorted(map(re.escape, wording()["signature"]["braces"]), key=len, reverse=True))
    text = re.sub(rf"(?:(?<=[;.,])\s*|\s{{2,}}|\t)[}}\])]?\s*(?:{braces})\s*$", "", text)
    return "" if re.fullmatch(rf"[}}\])]?\s*(?:{braces})", text.strip()) else text


def _signature(blocks: Sequence[Block]) -> tuple[str | None, str | None]:
    role: str | None = None
    names: list[str] = []
    listing = False
    for block in blocks:
        text = " ".join(block.text.split())
        if is_recipients_label(text):
            listing = True
        elif block.zone == "left" or (listing and text.startswith(("-", "–", "+", "•")) and block.zone == "body"):
            continue
        elif is_capacity(text) or is_role(text):
            role = text if is_role(text) or role is None else role
        elif role is not None and _name_in(text) and not text.endswith((";", ".")):
            names.append(text)
    if role is not None and is_capacity(role) and not is_role(role):
        role = _post_of(role)
    # In capitals a name looks like the end of a broken line ("TM. ỦY BAN / NHÂN DÂN"), so it is the second choice.
    name = next((n for n in names if not is_caps(n)), names[-1] if names else None)
    return (_without_titles(name) if name else None), role


def _post_of(capacity: str) -> str:
    """ "Q. GIÁM ĐỐC" names the post itself; "TM. BAN THƯỜNG VỤ" alone names only the body."""
    post = re.sub(r"^(?:TM|T/M|KT|K/T|TL|T/L|TUQ|TUN|Q|QUYỀN|THAY MẶT)\s*[.\s]\s*", "", capacity)
    return post if is_role(post) else capacity


def _without_titles(text: str) -> str:
    titles = "|".join(wording()["signature"]["titles"])
    return re.sub(rf"^(?:(?:{titles})\s*[.,]?\s*)+(?=[A-ZÀ-ỸĐ])", "", text).strip() or text
