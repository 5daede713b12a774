"""What may stand in the details of an entry: plain values and keys; no secrets, no personal data.

The trail is kept for ever and shown to auditors, so the door refuses instead of trusting every caller. A refusal is a
fault of the code that called, found by its tests; the act that wanted to be recorded fails with it.
"""

from __future__ import annotations

import re
from typing import Any

from ipcity.base.errors import IpcityError

LONGEST = 400
_SECRET_NAME = re.compile(
    r"pass(word|phrase|wd)?|secret|token|otp|totp|recovery|cookie|session_?key|credential|private|signature",
    re.I,
)
_PERSONAL = (
    (re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"), "邮箱地址"),
    (re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"), "手机号码"),
    (re.compile(r"(?<!\d)\d{6}(19|20)\d{2}(0[1-9]|1[0-2])\d{5}[\dXx](?![\dA-Za-z])"), "居民身份证号码"),
)


class UnfitForTrail(IpcityError):
    code = "unfit-for-trail"


def checked(details: dict[str, Any]) -> dict[str, Any]:
    """The same details, or a refusal that names the field but not its value."""
    for name, value in details.items():
        _check(value, name)
    return details


def _check(value: Any, path: str) -> None:
    if _SECRET_NAME.search(path):
        raise UnfitForTrail(
            f"审计记录的字段 {path} 看起来是密码或令牌，不能写入。请只写对象的键。", path=path
        )
    if isinstance(value, dict):
        for name, inner in value.items():
            _check(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            _check(inner, f"{path}.{number}")
    elif isinstance(value, str):
        _check_text(value, path)
    elif value is not None and not isinstance(value, bool | int):
        raise UnfitForTrail(
            f"审计记录的字段 {path} 是 {type(value).__name__}，只收文字、整数、真假和空。", path=path
        )


def _check_text(value: str, path: str) -> None:
    if len(value) > LONGEST or "\x00" in value:
        raise UnfitForTrail(
            f"审计记录的字段 {path} 超过 {LONGEST} 个字或含有空字符。请缩短后再写。", path=path
        )
    for form, what in _PERSONAL:
        if form.search(value):
            raise UnfitForTrail(f"审计记录的字段 {path} 含有{what}，不能写入。请改写对象的键。", path=path)
