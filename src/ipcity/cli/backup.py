"""`ipcity backup` and `ipcity restore`. They wake no Django: they must work where the pages do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import msgspec

from ipcity.base.settings import settings
from ipcity.cli.frame import command
from ipcity.keeping import Restored, Taken, back_up
from ipcity.keeping import restore as bring_back

_FOLDER = click.Path(path_type=Path)


@click.command("backup", short_help="备份 / back up work plane, files, lake; keys apart")
@click.argument("dest", type=_FOLDER)
@click.option("--without-keys", is_flag=True, help="不含密钥 / leave the keys out")
@click.option(
    "--after", type=_FOLDER, default=None, help="上一份备份；没有变的文件用硬链接 / link what did not change"
)
@command
def backup(dest: Path, without_keys: bool, after: Path | None) -> tuple[Any, Callable[[], None]]:
    """备份到 DEST（新的文件夹）。服务可以照常运行；中断不留下半份备份。检索库和网页文件不备份，恢复时重建。"""
    taken = back_up(settings(), dest, with_keys=not without_keys, after=after)
    return _plain(taken), lambda: _tell_taken(taken)


@click.command("restore", short_help="恢复 / restore a backup, after checking every file")
@click.argument("src", type=_FOLDER)
@click.option("--to", "home", type=_FOLDER, default=None, help="恢复到（默认 IPCITY_HOME）/ the home to make")
@click.option("--keys", type=_FOLDER, default=None, help="密钥所在文件夹 / where the keys lie, if elsewhere")
@click.option("--without-keys", is_flag=True, help="不恢复密钥，启动时另造 / a new key will be made")
@click.option(
    "--replace", is_flag=True, help="替换已有内容，原内容移到旁边 / replace; what stood there is kept beside"
)
@click.option("--sha256", "expected", default="", help="备份时打印的清单校验值 / printed by backup")
@command
def restore(
    src: Path, home: Path | None, keys: Path | None, without_keys: bool, replace: bool, expected: str
) -> tuple[Any, Callable[[], None]]:
    """核对 SRC 的每个文件，在旁边恢复完整，再一次换上。任何一个文件不符就什么也不动。"""
    house = settings()
    done = bring_back(
        src,
        home or house.home_dir,
        address=house.database_url,
        keys=keys,
        with_keys=not without_keys,
        replace=replace,
        expected=expected,
    )
    return msgspec.to_builtins(done), lambda: _tell_restored(done, house.home_dir)


def _plain(taken: Taken) -> dict[str, Any]:
    """The list of files stays in the manifest."""
    manifest = taken.manifest
    return {
        "folder": taken.folder, "sha256": taken.sha256, "taken_at": manifest.taken_at,
        "files": len(manifest.files), "bytes": sum(kept.bytes for kept in manifest.files),
        "linked": taken.linked, "keys": len(manifest.keys),
        "work": msgspec.to_builtins(manifest.work), "lake": msgspec.to_builtins(manifest.lake),
    }  # fmt: skip


def _tell_taken(taken: Taken) -> None:
    manifest = taken.manifest
    size = sum(kept.bytes for kept in manifest.files) / 1e6
    click.echo(
        f"已备份到 {taken.folder}：{len(manifest.files):,} 个文件，{size:,.1f} MB，其中 {taken.linked:,} 个与上一份相同"
    )
    if manifest.work:
        total = sum(manifest.work.tables.values())
        click.echo(f"工作数据库（{manifest.work.vendor}）：{len(manifest.work.tables)} 张表，{total:,} 行")
    if manifest.lake:
        click.echo(f"数据湖：v{manifest.lake.version}，{manifest.lake.records:,} 件记录")
    click.echo(f"密钥：{_about_keys(taken)}")
    click.echo(f"清单校验值（请另行抄存，恢复时可用 --sha256 核对）：{taken.sha256}")


def _about_keys(taken: Taken) -> str:
    if taken.manifest.keys:
        return f"在 {Path(taken.folder) / 'keys'}，请移到别处保管"
    if taken.manifest.key_given:
        return "来自环境变量 IPCITY_SECRET_KEY，不在备份中，请另行保管"
    return "没有备份"


def _tell_restored(done: Restored, home: Path) -> None:
    click.echo(f"已恢复到 {done.home}（备份于 {done.taken_at}）：{done.files:,} 个文件，密钥 {done.keys} 个")
    click.echo(f"工作数据库：{len(done.tables)} 张表，{sum(done.tables.values()):,} 行")
    if done.lake_version is not None:
        click.echo(
            f"数据湖：v{done.lake_version}，{done.records:,} 件记录；检索库已重建，{done.indexed:,} 件"
        )
    if done.before:
        click.echo(f"原有内容移到了 {done.before}；确认无误后可以删除。")
    if not done.keys:
        click.echo(
            "没有恢复密钥：启动时会另造一个，所有人需重新登录，两步验证须重新登记；或设 IPCITY_SECRET_KEY。"
        )
    if Path(done.home) != home:
        click.echo(f"启动前请设 IPCITY_HOME={done.home}。")
