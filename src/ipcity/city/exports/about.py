"""What every file says of itself, as far as its form allows: in its first lines, a sheet, or its metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ipcity.city.exports.columns import said
from ipcity.city.exports.rows import Barred

Text = dict[str, str]
HEADS: dict[str, Text] = {
    "title": {"zh": "知城导出", "en": "Export of ipcity"},
    "query": {"zh": "检索式", "en": "Query"},
    "filters": {"zh": "筛选", "en": "Choices"},
    "realm": {"zh": "数据性质", "en": "Realm"},
    "lake_version": {"zh": "数据版本", "en": "Data version"},
    "made_at": {"zh": "导出时间", "en": "Made at"},
    "rows": {"zh": "件数", "en": "Records"},
    "coverage": {"zh": "数据覆盖", "en": "Coverage"},
    "terms": {"zh": "使用条款", "en": "Terms of use"},
    "left_out": {"zh": "因条款未导出", "en": "Left out for terms"},
    "limited": {"zh": "未导出的其余", "en": "Not exported"},
    "use": {"zh": "使用范围", "en": "Use"},
}


@dataclass(frozen=True, kw_only=True)
class About:
    query: str
    filters: str
    realm: Text
    lake_version: int
    made_at: str
    rows: int
    language: str
    coverage: tuple[Text, ...] = ()
    terms: dict[str, Text] = field(default_factory=dict)
    barred: tuple[Barred, ...] = ()
    left_out: int = 0
    limited: int = 0  # allowed, but beyond the cap of a visitor
    internal: bool = False

    def lines(self) -> list[tuple[str, str]]:
        """(head, text) in the language of the file; what does not apply is left away."""
        language = self.language
        listed: list[tuple[str, str]] = [
            ("title", f"ipcity, lake v{self.lake_version}"),
            ("query", self.query or {"zh": "（全部）", "en": "(everything)"}.get(language, "")),
            ("filters", self.filters),
            ("realm", said(self.realm, language)),
            ("lake_version", f"v{self.lake_version}"),
            ("made_at", self.made_at),
            ("rows", str(self.rows)),
        ]
        listed += [("coverage", said(one, language)) for one in self.coverage]
        listed += [("terms", f"{name}: {said(one, language)}") for name, one in self.terms.items()]
        listed += [("left_out", self._barred(one)) for one in self.barred]
        listed += [("limited", self._limited())] if self.limited else []
        listed += [("use", self._internal())] if self.internal else []
        return [(said(HEADS[name], language), text) for name, text in listed if text]

    def as_dict(self) -> dict[str, Any]:
        return {
            "query": self.query, "filters": self.filters, "realm": self.realm, "lake_version": self.lake_version,
            "made_at": self.made_at, "rows": self.rows, "coverage": list(self.coverage), "terms": self.terms,
            "left_out": self.left_out, "limited": self.limited, "internal": self.internal,
            "left_out_by_source": [
                {"source": one.source, "terms": one.terms, "records": one.records} for one in self.barred
            ],
        }  # fmt: skip

    def _barred(self, one: Barred) -> str:
        if self.language == "en":
            return f"{one.records} records of {one.source}: {said(one.terms, 'en')}"
        return f"{one.source} 的 {one.records} 件：{said(one.terms, 'zh')}"

    def _limited(self) -> str:
        if self.language == "en":
            return f"{self.limited} more records: sign in to take all"
        return f"另有 {self.limited} 件：登录后可导出全部"

    def _internal(self) -> str:
        if self.language == "en":
            return "holds sources for internal use only: not to be passed on"
        return "含仅供内部使用的来源，不得对外提供"
