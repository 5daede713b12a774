"""Names and words put right: what sounds the same, or differs by one sign, among the holders and words of the index."""

from __future__ import annotations

from collections.abc import Callable

from ipcity.base.text import is_cjk
from ipcity.postings import Query, Run, any_of
from ipcity.records import normal_name
from ipcity.search.local import LocalIndex
from ipcity.search.names import core, without_form
from ipcity.search.pinyin import syllables
from ipcity.search.script import simplified
from ipcity.search.text import pairs_of_query

_LONGEST = 20  # characters
_FEWEST_SOUNDING, _FEWEST_ALIKE = 3, 4  # characters that a name needs before it is put right
_CORE = 3  # characters that a name must keep to be near another


def names_like(index: LocalIndex, text: str, most: int = 2) -> list[list[str]]:
    """宁得时代 → [[宁德时代], []], 比亚油汽车 → [[], [比亚迪汽车]]: parts of holders' names as long as the text, which
    sound the same, and which differ by one character; the holders with most records first."""
    plain = simplified(normal_name(text))
    if not all(map(is_cjk, plain)) or len(plain) > _LONGEST:
        return [[], []]
    return [_sounding(index, plain)[:most], _one_off(index, plain)[:most]]


def near_name(index: LocalIndex, text: str) -> str | None:
    """皇家飞利浦电子股份有限公司 → 皇家飞利浦: of a whole name that nobody has (a former one), the longest beginning
    of its core with which a holder's begins, if that is most of it."""
    plain = simplified(normal_name(text))
    if without_form(plain) == plain:
        return None
    short = core(plain)
    for end in range(len(short), max(_CORE, (len(short) + 1) // 2) - 1, -1):
        if index.lexicon.names_by_key(short[:end], 1):
            return short[:end]
    return None


def _sounding(index: LocalIndex, plain: str) -> list[str]:
    spelled = syllables(plain)
    if len(plain) < _FEWEST_SOUNDING or len(spelled) != len(plain):
        return []
    return _parts(
        index.lexicon.holders_spelled(spelled),
        plain,
        lambda part: syllables(part) == spelled and part != plain,
    )


def _one_off(index: LocalIndex, plain: str) -> list[str]:
    """The pairs on both sides of each character in turn, so that any one of them may be wrong."""
    if len(plain) < _FEWEST_ALIKE:
        return []
    pairs = list(enumerate(pairs_of_query(plain)))
    ways = []
    for wrong in range(len(plain)):
        kept = [(at, pair) for at, pair in pairs if wrong not in (at, at + 1)]
        ways += [_run(field, kept) for field in ("name_pairs", "name_script")]
    holders = index.lexicon.holders_of(any_of(ways), 50)
    return _parts(holders, plain, lambda part: sum(a != b for a, b in zip(part, plain, strict=True)) == 1)


def _run(field: str, kept: list[tuple[int, str]]) -> Query:
    first = kept[0][0]
    return Run(field, tuple((at - first, pair) for at, pair in kept))


def _parts(holders: list[str], plain: str, right: Callable[[str], bool]) -> list[str]:
    size = len(plain)
    names = [simplified(normal_name(name)) for name in holders]
    cut = [name[at : at + size] for name in names for at in range(len(name) - size + 1)]
    return list(dict.fromkeys(part for part in cut if right(part)))
