"""XML of the offices as a stream of records: memory stays as small as the largest record.

Weekly files hold many documents one after another, each with its own declaration; one that is broken harms no other.
Nothing outside the file is ever fetched: a document type is passed over, an entity of its own or of another file is
refused. Names come without their namespace prefix, declared or not.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from xml.parsers import expat

from ipcity.base.errors import BadInput
from ipcity.sources.xml_document import Found, XmlDocument, local_name

CHUNK = 2**16
_DECLARATION = re.compile(r"<\?xml\s")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "us-ascii": "utf-8", "ascii": "utf-8"}


def encoding_of_xml(head: bytes) -> str:
    """By byte order mark, else as declared, else UTF-8."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            return name
    stated = _ENCODING.search(head[:2048])
    name = stated[1].decode("ascii").lower() if stated else "utf-8"
    try:
        return _WIDER.get(name, codecs.lookup(name).name)
    except LookupError:
        raise BadInput(f"文件声明的编码“{name}”不认识。请另存为 UTF-8 后装载。") from None


def first_element(head: bytes) -> str | None:
    """The name of the outermost element; None when this is no XML."""
    names: list[str] = []
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda name, _: names.append(name)
    try:
        text = head.decode(encoding_of_xml(head), errors="ignore").lstrip()
        parser.Parse(text if text.startswith("<") else "", False)
    except (BadInput, expat.ExpatError, UnicodeError, ValueError):
        pass
    return local_name(names[0]) if names else None


def elements(
    path: Path, wanted: Collection[str], *, skip: Collection[str] = (), names: set[str] | None = None
) -> Iterator[Found]:
    """Every element of a wanted name, without the parts named in `skip`; `names` gathers all names that were met.

    Raises BadInput when the declared encoding is not known.
    """
    with path.open("rb") as file:
        encoding = encoding_of_xml(file.read(2048))
        file.seek(0)
        decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        stream = _Stream(wanted, skip, names if names is not None else set())
        held = ""
        while chunk := file.read(CHUNK):
            held = stream.take(held + decoder.decode(chunk))
            yield from stream.handed_over()
        stream.take(held + decoder.decode(b"", True), last=True)
        yield from stream.handed_over()


class _Stream:
    """Text in, records out; each document has a parser of its own."""

    def __init__(self, wanted: Collection[str], skip: Collection[str], names: set[str]) -> None:
        self._wanted, self._skip, self._names = wanted, skip, names
        self._ready: list[Found] = []
        self._document: XmlDocument | None = None
        self._line = 1

    def _found(self, found: Found) -> None:
        self._ready.append(found)

    def handed_over(self) -> list[Found]:
        ready, self._ready = self._ready, []
        return ready

    def take(self, text: str, *, last: bool = False) -> str:
        """Read the text up to its last few characters, in which a declaration may begin; returns those."""
        end = len(text) if last else max(len(text) - 6, 0)
        begin = 0
        for found in _DECLARATION.finditer(text, 0, end + 6):
            if found.start() >= end:
                break
            self._feed(text[begin : found.start()])
            begin = found.start()
            if self._document is not None and self._document.may_end():
                self._close()
        self._feed(text[begin:end])
        if last:
            self._close()
        return text[end:]

    def _feed(self, text: str) -> None:
        if self._document is None and text.strip("\ufeff \t\r\n"):
            self._document = XmlDocument(self._wanted, self._skip, self._names, self._line, self._found)
            text = text.lstrip("\ufeff \t\r\n")
        if self._document is not None:
            self._document.feed(text)
        self._line += text.count("\n")

    def _close(self) -> None:
        if self._document is not None:
            self._document.feed("", last=True)
        self._document = None
