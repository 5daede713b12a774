"""How offices dress classes, days and numbers, and the plain form of each. A text that fits no form stays as it is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

_SYMBOL = re.compile(r"^\d?([A-HY])\s*(\d{2})\s*([A-Z])\s*(\d{1,4})\s*/\s*(\d{1,6})")
_RUN = re.compile(
    r"^([A-HY]\d{2}[A-Z])(\d{4})(\d{6})$"
)  # H02K0016000000: four digits of group, six of subgroup
_OLD = re.compile(r"^([A-HY]\d{2}[A-Z])\s*(\d{1,3})(\d{2})$")  # G06F 1516: the last two are the subgroup
_EDITION = re.compile(r"((?:19|20)\d{2})[.-]?(\d{2})(?:[.-]?\d{2})?")
_COUNTRY_AFTER = re.compile(r"\s*\[[A-Z]{2}\]\s*$")


def ipc(text: str) -> str:
    """`H04W  84/    20            A I`, `G06F015/16`, `H02K0016000000`, `G06F 1516` → H04W84/20, G06F15/16, …"""
    if run := _RUN.match(text.strip()):
        return f"{run[1]}{int(run[2])}/{run[3][:2]}{run[3][2:].rstrip('0')}"
    if found := _SYMBOL.match(text.strip()):
        return f"{found[1]}{found[2]}{found[3]}{int(found[4])}/{found[5]}"
    if old := _OLD.match(text.strip()):
        return f"{old[1]}{int(old[2])}/{old[3]}"
    return re.sub(r"\s", "", text)


def ipc_edition(text: str) -> str:
    """The edition that stands in the text of a mark: `A61K   8/04        20060101ALI…` → 2006.01."""
    after = text.partition("/")[2] or text
    found = _EDITION.search(re.sub(r"^\s*\d{1,6}\s", "", after))
    return f"{found[1]}.{found[2]}" if found else ""


def edition(text: str) -> str:
    """`20060101`, `2006-01-01` → 2006.01; other editions (7) stay."""
    found = _EDITION.fullmatch(text)
    return f"{found[1]}.{found[2]}" if found else text


def is_first(text: str) -> str:
    """`20060101AFI…`: F, in the eleventh place of the dated part, says that this mark is the first."""
    return "F" if re.search(r"\d{8}[A-Z ]F", text) else ""


def day(text: str) -> str:
    """The day alone, without its hour, as 1983-11-30; a month or day of zeros is unknown and falls away."""
    plain = re.split(r"[T ]", text.strip(), maxsplit=1)[0]
    parts = [plain[:4], plain[4:6], plain[6:]] if re.fullmatch(r"\d{8}", plain) else re.split(r"[-/.]", plain)
    known = [part.zfill(2) for part in itertools.takewhile(lambda part: part.strip("0"), parts)]
    return "-".join(known)


def day_first(text: str) -> str:
    """`14/06/1991` → 1991-06-14."""
    found = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text.strip())
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text


def us_number(text: str) -> str:
    """`06970935` → 6970935, `D0435854` → D435854, `D. 271298` → D271298."""
    found = re.fullmatch(r"([A-Z]{0,2})0*(\d+)", re.sub(r"[\s.,/]", "", text.upper()))
    return f"{found[1]}{found[2]}" if found else text


def us_document(text: str) -> str:
    """`2003/0169838` → 20030169838, the number of an application; a grant's without zeros in front."""
    plain = re.sub(r"[\s.,/]", "", text.upper())
    return plain if len(plain) == 11 else us_number(text)


def us_class(text: str) -> str:
    """Three columns of class, three of subclass, then decimals or letters: `709228` → 709/228, ` 99421 R` → 99/421R,
    `5253328` → 525/332.8, `313503000` → 313/503, `D14435` → D14/435."""
    if "/" in text or len(text.strip()) < 4:
        return re.sub(r"\s", "", text)
    main, sub, rest = text[:3].replace(" ", ""), text[3:6].strip(), text[6:].strip()
    decimals = rest.strip("0") and f".{rest}" if rest.isdigit() else rest
    return f"{main}/{sub}{decimals}"


def locarno(text: str) -> str:
    """`1402`, `06 - 01` → 14-02, 06-01."""
    digits = re.sub(r"\D", "", text)
    return f"{digits[:2]}-{digits[2:]}" if len(digits) == 4 else text


def nice(text: str) -> str:
    """`009` → 9."""
    return text.lstrip("0") or text


def name(text: str) -> str:
    """`IBM\\u2002[US]`, `BEDNAREK MICHAEL C, ` → without the country and without a comma at the end."""
    return _COUNTRY_AFTER.sub("", text).strip(" ,;")


def country(text: str) -> str:
    """Two letters; `unknown` and `omitted` are no country."""
    return text.upper() if re.fullmatch(r"[A-Za-z]{2}", text.strip()) else ""


def real_day(text: str) -> str:
    """Without the first of January 1900, by which some offices say that there is no date."""
    found = day(text)
    return "" if found == "1900-01-01" else found


def undotted(text: str) -> str:
    """`G 82 33 714.4`, `10027360.2` → 8233714, 10027360: without the check digit of the German office."""
    return re.sub(r"\s", "", text).partition(".")[0].removeprefix("G")


def cited_by(text: str) -> str:
    """`US 2003/0169838 A1 … cited by examiner` → cited by examiner."""
    found = re.search(r"cited by (?:examiner|applicant|other)", text)
    return found[0] if found else ""


def uncoded(text: str) -> str:
    """`武汉科皓知识产权代理事务所(特殊普通合伙) 42222` → without the code of the agency."""
    return re.sub(r"\s+\d{5}$", "", text)


def zeroless(text: str) -> str:
    """A number that is all zeros is none."""
    return text if text.strip("0") else ""


FORMS: dict[str, Callable[[str], str]] = {
    "ipc": ipc, "ipc-edition": ipc_edition, "edition": edition, "is-first": is_first, "day": day,
    "day-first": day_first, "us-number": us_number, "us-document": us_document, "us-class": us_class,
    "locarno": locarno, "nice": nice, "name": name, "uncoded": uncoded, "cited-by": cited_by, "real-day": real_day, "undotted": undotted, "country": country, "zeroless": zeroless, "lower": str.lower, "upper": str.upper,
    "compact": lambda text: re.sub(r"\s", "", text),
    "unnumbered": lambda text: re.sub(r"^\d+\s*[.．、]\s*", "", text),
    "comma": lambda text: text.replace("; ", ", "),
    "before-comma": lambda text: text.partition(",")[0].strip(),
    "last-word": lambda text: text.rpartition(" ")[2],
}  # fmt: skip
