"""Numbers: all forms by which one may be asked for, of a record and of a person's writing.

Both sides are stripped of dress; a record is indexed with and without office, kind letter and check digit, so that
any shorter writing finds it. Leading zeros of American and Japanese serial numbers count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ipcity.base.text import fold
from ipcity.law import ApplicationNumber, Unreadable, read_application_number
from ipcity.records import Number, Record

FEWEST = 5  # digits of what may be a number without being said to be one
_SPOKEN = re.compile(
    r"^(?:patent|no|pub|appl|专利|申请|公开|公告|公布|授权|注册|登记|标准|证书|号|第|[.:：\s])+(?=[a-z]{0,4}[\s.:]*\d)"
)
_DRESS = re.compile(r"[\s.,/·:()\-—–号]")
_UNDRESSED = re.compile(
    r"(?:CN|US|EP|WO|JP)?[0-9][0-9A-Z]*"
)  # as offices write it: nothing is to be taken off
_APPLICATION = re.compile(r"(?:\d{8}|\d{12})[\dx]")
_PUBLICATION = re.compile(r"(?P<office>[a-z]{2})(?P<series>[a-z]{0,2})(?P<digits>\d+)(?P<letter>[a-z]\d?)?")
_STANDARD = re.compile(
    r"(?P<stem>[a-z]{1,3}\d{0,4}(?:/[a-z]{1,8})?\d+(?:\.\d+)*)[-—–](?P<year>(?:19|20)\d\d)"
)


def plain_number(text: str) -> str:
    """`ZL 2016 1 0984321.9` → 2016109843219, `US 8,926,509 B2` → us8926509b2."""
    if _UNDRESSED.fullmatch(text):
        return text.lower()
    bare = _SPOKEN.sub("", fold(text))
    return re.sub(r"^zl|^cn(?=zl)", "", _DRESS.sub("", re.sub(r"^(?:cn\s*)?zl", "", bare)))


def forms_of_record(numbers: Iterable[Number]) -> list[str]:
    """Every way a person may write a number of this record."""
    forms: set[str] = set()
    for number in numbers:
        plain = plain_number(number.value)
        forms.add(plain)
        if number.type == "standard":
            forms |= set(_standard(number.value))
        elif number.type == "application" and _APPLICATION.fullmatch(plain):
            forms.add(plain[:-1])
        else:
            forms |= _shorter(plain)
    return sorted(filter(None, forms))


def _shorter(plain: str) -> set[str]:
    """us08926509b2 → us8926509b2, us8926509, 8926509."""
    found = _PUBLICATION.fullmatch(plain)
    if not found:
        return {plain.removeprefix("cn")}
    office, series, digits, letter = found["office"], found["series"], found["digits"], found["letter"] or ""
    if office in ("us", "ep", "jp"):
        digits = _serial(digits)
    bare = office + series + digits
    return {bare + letter, bare, series + digits + letter, series + digits}


def _serial(digits: str) -> str:
    """Without leading zeros; of an American publication, the year and six digits (2005/0004437 is 2005004437)."""
    if found := re.fullmatch(r"((?:19|20)\d\d)0(\d{6})", digits):
        return found[1] + found[2]
    return digits.lstrip("0") or digits


def _standard(text: str) -> list[str]:
    """`GB/T 1.1-2020` → gb/t1.1-2020, gb/t1.1: the point counts, GB/T 11 is another standard."""
    plain = re.sub(r"\s", "", fold(text)).replace("—", "-").replace("–", "-")
    found = _STANDARD.fullmatch(plain)
    return [plain, found["stem"]] if found else [plain]


def forms_asked(text: str) -> tuple[list[str], Unreadable | None]:
    """The forms to look for, and the reason where the law refuses what looks like an application number."""
    folded = re.sub(r"\s", "", fold(text)).replace("—", "-").replace("–", "-")
    if re.match(r"(?:gb|db\d{2,4}|t)/[a-z]|gb\d|[a-z]{2,3}(?:/[tz])?\d+(?:\.\d+)*-(?:19|20)\d\d$", folded):
        return [folded], None
    plain = plain_number(text)
    forms = [plain, plain.removeprefix("cn")]
    if found := _PUBLICATION.fullmatch(plain):
        digits = _serial(found["digits"])
        forms.append(f"{found['office']}{found['series']}{digits}{found['letter'] or ''}")
    answer = read_application_number(_SPOKEN.sub("", fold(text)))
    refused = None
    if isinstance(answer, ApplicationNumber):
        forms.append(answer.value.lower())
    elif answer.why == "wrong-check":
        refused = answer
    return list(dict.fromkeys(filter(None, forms))), refused


def looks_like_number(text: str, fewest: int = FEWEST) -> bool:
    """A bare word that may be a number: enough digits, and little else."""
    plain = plain_number(text)
    digits = sum(map(str.isdigit, plain))
    return digits >= fewest and (plain.isascii() or digits >= 2 * (len(plain) - digits))


def cited_as(record: Record) -> str:
    """The number by which people cite it: of the latest grant, else of the latest document, else the first there is."""
    dated = sorted(record.documents, key=lambda one: (one.stage == "granted", one.on))
    named = [one.value for one in record.numbers if one.type != "unnumbered"]
    return dated[-1].number if dated else next(iter(named), "")
