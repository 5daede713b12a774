"""Similar records: building the store of vectors, and asking what is like a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
import msgspec

from ipcity.base.errors import NotReady
from ipcity.base.settings import settings
from ipcity.cli.frame import command
from ipcity.lake import open_lake
from ipcity.search import Nearby, Similar, build_nearby, open_index, open_nearby, similar_to_record


@click.command(help="用库内数据训练并建相似度库 / train on the lake and build the store of vectors")
@command
def build() -> tuple[Any, Callable[[], None]]:
    count = build_nearby(open_lake(settings().lake_dir), settings().home_dir / "similar")
    return {"records": count}, lambda: click.echo(f"{count:,} 件记录已编入相似度库")


@click.command(help="与一件记录相似的记录及理由 / records like a record, and why")
@click.argument("record_id")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 50))
@command
def show(record_id: str, limit: int) -> tuple[Any, Callable[[], None]]:
    view = open_lake(settings().lake_dir).at()
    found = similar_to_record(
        open_index(settings().index_dir), view, nearby_or_none(), view.named(record_id), limit
    )
    return msgspec.to_builtins(found), lambda: print_similar(found)


def nearby_or_none() -> Nearby | None:
    """Without the store, words alone decide."""
    try:
        return open_nearby(settings().home_dir / "similar")
    except NotReady:
        return None


def similar_behind() -> str:
    """What to do about vectors older than the data; empty where they are of the same version. A load does not build
    them: that takes a minute for a hundred thousand records."""
    nearby, version = nearby_or_none(), open_lake(settings().lake_dir).version
    if version is None or (nearby is not None and nearby.lake_version >= version):
        return ""
    held = f"停在数据版本 v{nearby.lake_version}" if nearby else "还没有建"
    return f"ipcity: 相似度库{held}。需要按全文找相似记录时，请运行 ipcity similar build。"


def print_similar(found: list[Similar]) -> None:
    for one in found:
        why = [f"共同的词：{'、'.join(one.reasons.words)}"] if one.reasons.words else []
        why += [f"同类：{'、'.join(one.reasons.classes)}"] if one.reasons.classes else []
        why += ["互有引用"] if one.reasons.cites else []
        why += ["同一权利人"] if one.reasons.same_holder else []
        why += [f"全文接近 {one.reasons.nearness:.2f}"] if one.reasons.nearness is not None else []
        click.echo(f"{one.record_id}\t{one.number}\t{one.title}\t{'；'.join(why)}")
