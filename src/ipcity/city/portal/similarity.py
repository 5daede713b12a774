"""The vectors behind similar records, as the pages hold them: which data they were made from, and whether newer ones came."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from ipcity.base.errors import NotReady
from ipcity.base.settings import settings
from ipcity.city.portal import engine
from ipcity.search import Nearby, open_nearby


@dataclass(frozen=True)
class Similarity:
    """`note` says what the list cannot do; empty where the vectors are those of the data."""

    nearby: Nearby | None
    note: str


def similarity() -> Similarity:
    """Without the vectors words alone decide, and the page says so."""
    try:
        nearby = open_nearby(settings().home_dir / "similar")
    except NotReady:
        return Similarity(None, gettext("相似度库还没有建成，本次只按共有的词、分类和引用比较。"))
    version = engine.loaded().version or 0
    if nearby.lake_version >= version:
        return Similarity(nearby, "")
    words = {"built": nearby.lake_version, "now": version}
    return Similarity(
        nearby,
        gettext("全文的相近程度按数据版本 v%(built)d 计算；之后新增的记录（现为 v%(now)d）只按共有的词比较。")
        % words,
    )
