"""A workbook from outside, opened with gloves: a zip that may be a bomb, no spreadsheet at all, or full of tricks.

`open_parcel` counts every byte itself while unpacking and packs the few harmless parts anew; the reader of
workbooks sees nothing but that. Macros, pictures and links to other files never reach it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from ipcity.base.errors import BadInput

LARGEST_FILE = 20 * 2**20
LARGEST_UNPACKED = 150 * 2**20
LARGEST_RATIO = 150  # real lists pack to a fifth or a twentieth; a bomb to a thousandth
RATIO_COUNTS_FROM = 5 * 2**20
MOST_PARTS = 2000
_KEEP = re.compile(
    r"(\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/styles\.xml|xl/sharedStrings\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/worksheets/[^/]+\.xml)$"
)
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_CHUNK = 2**16

SAVE_AS = "请在表格软件中“另存为”Excel 工作簿（.xlsx），再上传。"


def open_parcel(
    data: bytes, *, largest: int = LARGEST_FILE, unpacked: int = LARGEST_UNPACKED
) -> dict[str, bytes]:
    """The harmless parts of an .xlsx by name. Raises BadInput with a sentence for everything else."""
    if not data:
        raise BadInput("文件是空的（0 字节）。请重新选择文件。")
    if len(data) > largest:
        raise BadInput(
            f"文件有 {len(data) // 2**20} MB，最多 {largest // 2**20} MB。请分成几个文件，或去掉图片。"
        )
    if data.startswith(_OLD_FORMAT):
        raise BadInput(f"这是旧格式（.xls）或加了密码的文件，读不了。{SAVE_AS}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpack(archive, unpacked)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise BadInput(f"这不是完整的 Excel 工作簿（.xlsx），可能是改了扩展名或没有传完。{SAVE_AS}") from None


def _unpack(archive: zipfile.ZipFile, left: int) -> dict[str, bytes]:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS:
        raise BadInput(f"文件里有 {len(parts)} 个部件，不像一张表。请把数据复制到模板后再上传。")
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise BadInput(f"这是压缩文件，但不是 Excel 工作簿（.xlsx）。{SAVE_AS}")
    if any("vbaProject" in name or name.startswith("xl/macrosheets/") for name in names):
        raise BadInput(f"文件带有宏，不能接收。{SAVE_AS}（保存时选不带宏的格式。）")
    kept = {}
    for part in parts:
        if _KEEP.match(part.filename):
            content = _read(archive, part, left)
            left -= len(content)
            if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
                raise BadInput(f"文件里有不该出现的文档类型声明，不能接收。{SAVE_AS}")
            kept[part.filename] = content
    return kept


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> bytes:
    """Counted while unpacking: what the file says about its own sizes is not believed."""
    content, packed = bytearray(), max(part.compress_size, 1)
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            content += chunk
            swollen = len(content) > RATIO_COUNTS_FROM and len(content) > packed * LARGEST_RATIO
            if len(content) > left or swollen:
                raise BadInput(
                    "文件解开后异常膨胀，可能是压缩炸弹，已停止读取。请把数据复制到新下载的模板中再上传。"
                )
    return bytes(content)


def packed_again(parts: dict[str, bytes]) -> bytes:
    """A clean zip, stored and not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
