"""What became of each file of a load, as a table to keep: `ipcity load FOLDER --report FILE.md`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from ipcity.ingest import RunReport
from ipcity.lake import FileReport

HEAD = (
    "文件 / file",
    "来源 / source",
    "读 / read",
    "收 / accepted",
    "并 / merged",
    "隔离 / set aside",
    "说明 / note",
)
_RIGHT = "---:"


def report_table(report: RunReport, roots: Sequence[Path]) -> str:
    """Markdown. Files are named from the folder that was loaded; the counts of each line and of the sum add up."""
    command = " ".join(str(root) for root in roots)
    lines = [
        "# 装载结果 / what became of each file",
        "",
        f"`ipcity load {command} --report FILE`",
        "",
        _line(HEAD),
        _line(("---", "---", _RIGHT, _RIGHT, _RIGHT, _RIGHT, "---")),
        *(_line(_cells(file, roots)) for file in report.files),
        _line(("**合计 / sum**", "", *_counts(report), "")),
        "",
        f"读 {report.read:,} = 收 {report.accepted:,} + 并 {report.merged:,} + 隔离 {report.quarantined:,}。"
        f"文件 {len(report.files):,} 个，其中 {sum(file.refused is not None for file in report.files):,} 个没有装载，原因见说明。",
        "",
    ]
    return "\n".join(lines)


def _cells(file: FileReport, roots: Sequence[Path]) -> tuple[str, ...]:
    return (_short(file.path, roots), file.source or "", *_counts(file), file.refused or "")


def _short(path: str, roots: Sequence[Path]) -> str:
    """Below the one folder that was loaded; with several, below what they share."""
    base = os.path.commonpath([root.absolute() for root in roots])
    full = str(Path(path).absolute()) if not path.startswith(base) else path
    return full.removeprefix(base).lstrip("/") or Path(path).name


def _counts(counted: FileReport | RunReport) -> tuple[str, str, str, str]:
    return (
        f"{counted.read:,}", f"{counted.accepted:,}", f"{counted.merged:,}", f"{counted.quarantined:,}",
    )  # fmt: skip


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "／").replace("\n", " ") for cell in cells) + " |"
