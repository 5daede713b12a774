"""A finding: what was looked at, how it stands, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ipcity.base.errors import IpcityError

OK, WARN, BAD = "ok", "warn", "bad"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`said` is a sentence for whoever looks after the installation; `do` is empty where nothing needs doing."""

    check: str
    state: str
    said: str
    do: str = ""


@dataclass(frozen=True)
class Check:
    """`look` gives (state, sentence, what to do)."""

    name: str
    look: Callable[[], tuple[str, str, str]]


def run(checks: Iterable[Check]) -> list[Finding]:
    return [_run(check) for check in checks]


def _run(check: Check) -> Finding:
    """A check that breaks is a finding, too: the doctor must come to his end on a broken house."""
    try:
        state, said, do = check.look()
    except IpcityError as error:
        state, said, do = BAD, error.message, ""
    except Exception as error:
        state, said = BAD, f"检查本身没有做成：{type(error).__name__}：{error}。"
        do = "请先处理其他问题；仍不行时用 IPCITY_DEBUG=1 运行并把输出交给维护者。"
    return Finding(check=check.name, state=state, said=said, do=do)
