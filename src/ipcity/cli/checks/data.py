"""The records plane: the lake, its pins, its leftovers; the index beside it."""

from __future__ import annotations

from pathlib import Path

from ipcity.base.errors import NotReady
from ipcity.base.settings import Settings
from ipcity.cli.checks.finding import BAD, OK, WARN, Check
from ipcity.keeping.lake_files import data_of, named_by_log
from ipcity.lake import Lake, open_lake
from ipcity.postings import named
from ipcity.search import open_index

Answer = tuple[str, str, str]
_MB = 2**20
SLACK = 0.25  # of the index's bytes may belong to no segment
_RESTORE = "请从备份恢复（ipcity restore）。"


def data_checks(house: Settings) -> list[Check]:
    lake = open_lake(house.lake_dir)
    return [
        Check("lake", lambda: whole(lake)),
        Check("lake-leftovers", lambda: leftovers(lake)),
        Check("pins", lambda: pins(lake)),
        Check("index", lambda: index(lake, house.index_dir)),
        Check("index-size", lambda: index_size(house.index_dir)),
    ]


def whole(lake: Lake) -> Answer:
    """Every file is there, and one question is answered out of them."""
    version = lake.version
    if version is None:
        return WARN, "尚未装载任何数据。", "请运行 ipcity load 文件或文件夹。"
    if missing := [path.name for path in data_of(lake.folder, version) if not path.is_file()]:
        return BAD, f"数据湖 v{version} 缺少 {len(missing)} 个文件，例如 {missing[0]}。", _RESTORE
    return OK, f"数据湖可读：v{version}，{lake.at(version).count():,} 件记录。", ""


def leftovers(lake: Lake) -> Answer:
    """Files that no version names: what a killed load has left. Harmless, but they take room."""
    if lake.version is None:
        return OK, "没有数据湖，也没有残留文件。", ""
    named = named_by_log(lake.folder)
    orphans = [
        path for path in (lake.folder / "records").rglob("*.parquet") if _is_data(path) and path not in named
    ]
    if not orphans:
        return OK, "数据湖没有残留文件。", ""
    size = sum(path.stat().st_size for path in orphans) / _MB
    return (
        WARN,
        f"数据湖有 {len(orphans)} 个残留文件（{size:.1f} MB），是中断的装载留下的，不影响数据。",
        "不必手工删除；到期会自动清理。",
    )


def _is_data(path: Path) -> bool:
    return "_delta_log" not in path.parts


def pins(lake: Lake) -> Answer:
    """Versions that a report or a figure cites must be readable for good."""
    lost = [version for version in sorted(lake.pinned()) if not _is_readable(lake, version)]
    if lost:
        said = "、".join(f"v{version}" for version in lost[:5])
        return BAD, f"被报告或指标引用的数据版本 {said} 已读不出来，对应数字打不开。", _RESTORE
    return OK, f"被引用的 {len(lake.pinned())} 个数据版本都能读出。", ""


def _is_readable(lake: Lake, version: int) -> bool:
    """deltalake has an error of its own for each way in which a log can be gone."""
    try:
        return all(path.is_file() for path in data_of(lake.folder, version))
    except Exception:
        return False


def index(lake: Lake, folder: Path) -> Answer:
    if lake.version is None:
        return OK, "没有数据，也不需要检索库。", ""
    try:
        has = open_index(folder)
    except (NotReady, ValueError, OSError):
        return (
            BAD,
            "检索库没有建好，或已损坏。",
            f"请停止服务，删除 {folder}，再运行 ipcity start 或 ipcity load。",
        )
    if has.lake_version != lake.version:
        return (
            WARN,
            f"检索库是 v{has.lake_version}，数据湖是 v{lake.version}：装载曾在建库前中断。",
            "请再装载一次同一文件，检索库会跟上。",
        )
    kept = lake.at().count()
    if has.count() != kept:
        return (
            BAD,
            f"检索库有 {has.count():,} 件，数据湖有 {kept:,} 件，应当相等。",
            f"请停止服务，删除 {folder}，再运行 ipcity load。",
        )
    return OK, f"检索库与数据湖一致：v{has.lake_version}，{kept:,} 件。", ""


def index_size(folder: Path) -> Answer:
    """Segments that nobody names are deleted by the next writer; until then the folder is larger than what is searched."""
    said_in_use = named(folder)
    if said_in_use is None:
        return OK, "没有检索库。", ""
    every = _size(folder)
    dead = every - sum(_size(folder / name) for name, _ in said_in_use["segments"])
    said = f"检索库占 {every / _MB:,.1f} MB，其中已无用的 {dead / _MB:,.1f} MB"
    if every > 10 * _MB and dead > SLACK * every:
        return WARN, f"{said}。", f"请停止服务，删除 {folder}，再运行 ipcity start 或 ipcity load 重建。"
    return OK, f"{said}。", ""


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
