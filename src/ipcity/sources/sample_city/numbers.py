"""Numbers that no office has given: serials from 9,000,000 on, publications in the series 199, 299 and 399."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ipcity.law.numbers import check_digit

FIRST_SERIAL = 9_000_000
_KIND = {"invention": "1", "utility_model": "2", "design": "3"}
_APPLICATION = re.compile(r"20\d\d[123]9\d{6}[0-9X]")
_PUBLICATION = re.compile(r"CN[123]99\d{6}[ABUS]")
_LETTER = {"utility_model": "U", "design": "S"}


class Numberer:
    """Hands out numbers in the order asked; ask in the order of the days."""

    def __init__(self) -> None:
        self._next: Counter[str] = Counter()

    def application(self, right_type: str, year: int) -> str:
        prefix = f"{year}{_KIND[right_type]}"
        self._next[prefix] += 1
        digits = f"{prefix}{FIRST_SERIAL + self._next[prefix]:07}"
        return digits + check_digit(digits)

    def publication(self, right_type: str) -> str:
        """Nine digits without the letter: an invention keeps them from publication to grant."""
        series = f"{_KIND[right_type]}99"
        self._next[series] += 1
        return f"CN{series}{self._next[series]:06}"


# Numbers of other kinds: series that are not given out, or names of issuers that do not exist.
_OTHERS = re.compile(
    r"99\d{6}|20\d\dSR99\d{5}|鲁作登字-20\d\d-[A-L]-99\d{6}|BS\.\d\d599\d{3}|CNA20\d\d99\d{4}|"
    r"DB3710/T 99\d\d-20\d\d|[TQ]/YLCS 9\d{3}-20\d\d|10\.99999/sample\.\d{4}\.\d{4}|样例公告-20\d\d-99\d\d"
)


def is_invented_other(number: str) -> bool:
    """Of a right that is no patent."""
    return bool(_OTHERS.fullmatch(number))


def granted_letter(right_type: str) -> str:
    return _LETTER.get(right_type, "B")


def is_invented(application: str, publications: Iterable[str]) -> bool:
    """Do all these numbers lie in the series that this generator alone uses?"""
    return bool(_APPLICATION.fullmatch(application)) and all(
        _PUBLICATION.fullmatch(one) for one in publications
    )
