"""One XML document, parsed as its text arrives: no entity of its own, nothing from outside, no endless depth or size."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from ipcity.sources.entities import character

DEEPEST = 200  # levels of nesting; the offices' own files stay below 40
LARGEST = 64 * 2**20  # characters of one record
# Elements that begin a new line where they stand within text, so that two words do not become one.
_BREAKS = frozenset(
    {"claim-text", "ClaimText", "p", "br", "li", "heading", "Paragraphs", "PTEXT", "paragraph"}
)


class Found(NamedTuple):
    """A record and the line where it begins; or, in its place, why a part of the file could not be read."""

    line: int
    element: Element | None
    problem: str = ""


class _Broken(Exception):
    """This document can be read no further."""


def local_name(name: str) -> str:
    """Without the prefix of its namespace."""
    return name.rpartition(":")[2]


class XmlDocument:
    """One document. What it finds it hands over; after an error it reads no further."""

    def __init__(
        self,
        wanted: Collection[str],
        skip: Collection[str],
        names: set[str],
        line: int,
        hand_over: Callable[[Found], None],
    ) -> None:
        self._wanted, self._skip, self._names, self._hand_over = wanted, skip, names, hand_over
        self._first_line, self._line = line, line
        self._depth = self._held = 0
        self._record: TreeBuilder | None = None
        self._record_depth = self._skip_depth = 0
        self._over = self._verbatim = False
        self._parser = _parser(self)

    def may_end(self) -> bool:
        """A declaration inside a CDATA section is text, not the beginning of another document."""
        return self._over or not self._verbatim

    def feed(self, text: str, *, last: bool = False) -> None:
        if self._over:
            return
        self._held += len(text)
        try:
            if self._held > LARGEST:
                raise _Broken(f"一件记录超过 {LARGEST // 2**20} MiB")
            self._parser.Parse(text, last)
        except expat.ExpatError as wrong:
            line = self._first_line + wrong.lineno - 1
            self._give_up(f"XML 在第 {line} 行损坏（{expat.ErrorString(wrong.code)}）")
        except _Broken as wrong:
            self._give_up(str(wrong))

    def _give_up(self, why: str) -> None:
        self._over, self._record = True, None
        self._hand_over(Found(self._line, None, f"{why}，这一份文档自此处起没有读。请重新取得该文件后装载。"))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _Broken(f"元素嵌套超过 {DEEPEST} 层")
        name = local_name(name)
        if len(self._names) < 500:
            self._names.add(name)
        if self._record is None:
            self._held = 0
            if name not in self._wanted:
                return
            self._record, self._record_depth = TreeBuilder(), self._depth
            self._line = self._first_line + self._parser.CurrentLineNumber - 1
        if self._skip_depth or name in self._skip:
            self._skip_depth = self._skip_depth or self._depth
            return
        if name in _BREAKS:
            self._record.data("\n")
        self._record.start(name, {local_name(key): value for key, value in attributes.items()})

    def data(self, text: str) -> None:
        if self._record is not None and not self._skip_depth:
            self._record.data(text)

    def end(self, name: str) -> None:
        if self._record is not None and not self._skip_depth:
            self._record.end(local_name(name))
        if self._skip_depth == self._depth:
            self._skip_depth = 0
        if self._record is not None and self._depth == self._record_depth:
            self._hand_over(Found(self._line, self._record.close()))
            self._record, self._held = None, 0
        self._depth -= 1

    def verbatim(self, inside: bool) -> None:
        self._verbatim = inside

    def skipped(self, name: str, is_parameter: bool) -> None:
        """A character named in a document type that is not at hand."""
        if not is_parameter:
            self.data(character(name))


def _parser(document: XmlDocument) -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.UseForeignDTD(
        True
    )  # so that a named character without its document type is passed on, not an error
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = document.start
    parser.EndElementHandler = document.end
    parser.CharacterDataHandler = document.data
    parser.StartCdataSectionHandler = lambda: document.verbatim(True)
    parser.EndCdataSectionHandler = lambda: document.verbatim(False)
    parser.SkippedEntityHandler = document.skipped
    parser.EntityDeclHandler = _entity
    parser.ExternalEntityRefHandler = _outside
    return parser


def _entity(name: str, is_parameter: bool, value: str | None, *_: object) -> None:
    """An entity with a text of its own is how a small file becomes a huge one; the offices' files have none.

    Pictures declared as entities (NDATA) have no value and are passed over.
    """
    if value is not None and not is_parameter:
        raise _Broken(f"XML 自定义了实体“{name}”，可能是 XML 炸弹")


def _outside(context: str | None, *_: object) -> int:
    raise _Broken("XML 引用了文件之外的内容（外部实体）")
