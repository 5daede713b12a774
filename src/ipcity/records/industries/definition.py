"""A saved definition of an industry: rules of classes and words, the query that they make, and whom they fit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec

from ipcity.base.errors import BadInput
from ipcity.base.text import fold
from ipcity.records.classes import levels, normal
from ipcity.records.record import Record

ID = re.compile(r"[a-z][a-z0-9_]{1,40}")
MOST_PARTS, LONGEST_QUERY = 120, 1_900
_FIELDS = {"ipc": "IPC", "cpc": "CPC", "locarno": "洛迦诺", "nice": "尼斯", "gbt4754": "行业"}


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The document that asks for the industry, the clause, its words, and the day of the document."""

    document: str
    clause: str = ""
    phrase: str = ""
    on: date | None = None


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the classes and one of the words; a list that is empty asks for nothing."""

    classes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Industry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: dict[str, str]
    rules: tuple[Rule, ...]
    source: Source
    written: tuple[str, ...] = ()
    without: Rule = Rule()
    mark: str = "MEMORY"
    retired: bool = False

    @property
    def query(self) -> str:
        """The same in the query language: what it finds is what `fits` says of each record."""
        return _query(self.rules, self.without)

    def fits(self, record: Record) -> bool:
        return Facts(record).fit(self)


class Facts:
    """What a record shows to definitions, made once for many of them."""

    def __init__(self, record: Record) -> None:
        symbols = (
            (mark.scheme, normal(mark.scheme, mark.symbol))
            for mark in record.classes
            if mark.scheme in _FIELDS
        )
        self.classes = {(scheme, above) for scheme, one in symbols if one for above in levels(scheme, one)}
        self.text = fold("\n".join((*record.title.values(), *record.abstract.values())))

    def fit(self, one: Industry) -> bool:
        barred = self._any_class(one.without.classes) or self._any_word(one.without.words)
        return not barred and any(self._rule(rule) for rule in one.rules)

    def _rule(self, rule: Rule) -> bool:
        return (not rule.classes or self._any_class(rule.classes)) and (
            not rule.words or self._any_word(rule.words)
        )

    def _any_class(self, written: Iterable[str]) -> bool:
        return any(split_class(one) in self.classes for one in written)

    def _any_word(self, words: Iterable[str]) -> bool:
        return any(fold(word) in self.text for word in words)


def split_class(written: str) -> tuple[str, str]:
    """`locarno:12-06` → (locarno, 12-06); without a scheme it is of the IPC. Raises BadInput for no class."""
    scheme, colon, symbol = written.partition(":")
    if not colon:
        scheme, symbol = "ipc", written
    known = normal(scheme, symbol) if scheme in _FIELDS else None
    if known is None:
        raise BadInput(
            f"“{written}”不是分类号。IPC 直接写 B63B 或 B29C70/00；其他分类写 locarno:22-05、nice:28、gbt4754:C3737。"
        )
    return scheme, known


def checked(plain: Any) -> Industry:
    """A definition from plain values. Raises BadInput with what does not fit and how to write it."""
    try:
        one = msgspec.convert(plain, Industry)
    except msgspec.ValidationError as wrong:
        raise BadInput(f"产业定义不合格式：{wrong}。请按已有定义的写法改正。") from None
    if not one.name.get("zh", "").strip():
        raise BadInput("产业没有中文名称。请填写。")
    if not one.rules or any(not rule.classes and not rule.words for rule in one.rules):
        raise BadInput("定义里没有分类号也没有词，什么也查不到，或者会查到一切。请至少写一个分类号或词。")
    if sum(len(rule.classes) + len(rule.words) for rule in (*one.rules, one.without)) > MOST_PARTS:
        raise BadInput(f"分类号和词一共不能超过 {MOST_PARTS} 个。请合并到上位类，或拆成两个产业。")
    _check_parts((*one.rules, one.without))
    if len(one.query) > LONGEST_QUERY:
        raise BadInput(f"检索式有 {len(one.query):,} 个字符，超过 {LONGEST_QUERY:,} 个。请减少分类号或词。")
    return one


def _check_parts(rules: Iterable[Rule]) -> None:
    for rule in rules:
        for written in rule.classes:
            split_class(written)
        for word in rule.words:
            if len(fold(word)) < 2 or '"' in word or "”" in word or "\n" in word:
                raise BadInput(f"词“{word}”不能用：至少两个字，不含引号和换行。请改写。")


@lru_cache(maxsize=200)
def _query(rules: tuple[Rule, ...], without: Rule) -> str:
    found = " OR ".join(map(_rule_query, rules))
    barred = " OR ".join(_class_terms(without.classes) + _word_terms(without.words))
    return f"( {found} ) NOT ( {barred} )" if barred else found


def _rule_query(rule: Rule) -> str:
    classes, words = " OR ".join(_class_terms(rule.classes)), " OR ".join(_word_terms(rule.words))
    return f"( ( {classes} ) AND ( {words} ) )" if classes and words else classes or words


def _class_terms(written: Iterable[str]) -> list[str]:
    return [f"{_FIELDS[scheme]}={symbol}" for scheme, symbol in map(split_class, written)]


def _word_terms(words: Iterable[str]) -> list[str]:
    return [f'"{word}"' for word in words]
