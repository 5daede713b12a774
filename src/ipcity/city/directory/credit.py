"""A unified social credit code as people write it, or a sentence that says what is wrong with it."""

from __future__ import annotations

from ipcity.city.directory.refusals import Refused
from ipcity.law.identifiers import RIGHT, identify

FIELD = "credit_code"
KIND = "uscc"


def read_credit_code(text: str) -> str:
    """The eighteen characters in their normal form; the check character must be right."""
    if not text.strip():
        raise Refused("请写统一社会信用代码，十八位，在营业执照右上角。", field=FIELD)
    found = identify(text)
    if found.why == "damaged":
        raise Refused("这个代码被表格软件改成了科学记数，后面的数字已丢失。请照营业执照重写。", field=FIELD)
    reading = next((one for one in found.readings if one.kind == KIND), None)
    if reading is None:
        raise Refused(
            "这不像统一社会信用代码：应是十八位数字和大写字母，不含 I、O、S、V、Z。请照营业执照核对。",
            field=FIELD,
        )
    if reading.check != RIGHT:
        raise Refused("统一社会信用代码的末位校验不对，有一位写错或写颠倒了。请照营业执照核对。", field=FIELD)
    return reading.normal
