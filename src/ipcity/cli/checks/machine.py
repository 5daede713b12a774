"""The machine: Python, disk, folders, key, clock, port. Nothing here needs Django or a database."""

from __future__ import annotations

import json
import os
import shutil
import socket
import stat
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from ipcity.base.settings import Settings
from ipcity.cli.checks.finding import BAD, OK, WARN, Check
from ipcity.keeping import LAST
from ipcity.web.server import free_door

Answer = tuple[str, str, str]
OLDEST, NEWEST = (3, 11), (3, 13)
LOW_MB, TIGHT_SHARE = 200, 0.10
BACKUP_HOURS = 48
_EARLIEST = datetime(
    2024, 1, 1, tzinfo=UTC
)  # a machine whose clock stands before the code was written is wrong


def machine_checks(house: Settings) -> list[Check]:
    return [
        Check("python", python),
        Check("home", lambda: home(house.home_dir)),
        Check("disk", lambda: disk(house.home_dir)),
        Check("secret-key", lambda: secret_key(house)),
        Check("clock", lambda: clock(house.home_dir)),
        Check("port", lambda: port(house)),
        Check("backup", lambda: backup(house.home_dir)),
    ]


def python() -> Answer:
    found = sys.version_info[:2]
    said = f"Python {found[0]}.{found[1]}"
    if OLDEST <= found <= NEWEST:
        return OK, f"{said}。", ""
    return BAD, f"{said} 不在支持的 3.11 至 3.13 之内。", "请用受支持的 Python 重新运行 make setup。"


def home(folder: Path) -> Answer:
    if not folder.is_dir():
        return (
            BAD,
            f"数据文件夹 {folder} 不存在。",
            "请核对 IPCITY_HOME，或先运行 ipcity start / ipcity serve。",
        )
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return BAD, f"对数据文件夹 {folder} 没有读写权限。", "请把它的属主改为运行服务的用户。"
    about = folder.stat()
    if about.st_mode & stat.S_IRWXO:
        return WARN, f"数据文件夹 {folder} 其他用户也能进入，里面有个人信息。", f"请运行 chmod 700 {folder}。"
    strangers = [path.name for path in folder.iterdir() if path.lstat().st_uid != about.st_uid]
    if strangers:
        return (
            WARN,
            f"数据文件夹里有别的用户的文件：{'、'.join(sorted(strangers)[:5])}。",
            "请统一属主，否则服务可能写不进去。",
        )
    return OK, f"数据文件夹 {folder} 可读写，只有属主能进入。", ""


def disk(folder: Path) -> Answer:
    standing = next(one for one in (folder, *folder.parents) if one.exists())
    space = shutil.disk_usage(standing)
    free = space.free // 2**20
    said = f"磁盘剩余 {free:,} MB（共 {space.total // 2**20:,} MB）"
    if free < LOW_MB:
        return BAD, f"{said}，装载和备份会失败。", "请腾出空间，或把数据文件夹移到别的磁盘。"
    if space.free < space.total * TIGHT_SHARE:
        return WARN, f"{said}，不到一成。", "请尽早腾出空间；重建检索库需要与现有检索库同样大的地方。"
    return OK, f"{said}。", ""


def secret_key(house: Settings) -> Answer:
    if house.secret_key:
        if len(house.secret_key) < 32:
            return BAD, "IPCITY_SECRET_KEY 太短，会话可以被伪造。", "请换成至少 32 个随机字符。"
        return OK, "密钥来自 IPCITY_SECRET_KEY；它不在备份中，请另行保管。", ""
    path = house.home_dir / "secret-key"
    if not path.exists():
        return (
            WARN,
            "还没有密钥。",
            "首次启动时会自动生成；若以前有过，请从备份恢复，否则两步验证要重新登记。",
        )
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return BAD, "密钥文件别人也能读，会话可以被伪造。", f"请运行 chmod 600 {path}，并考虑换一个密钥。"
    return OK, "密钥只有属主能读。", ""


def clock(folder: Path) -> Answer:
    """Deadlines and the trail stand on the clock. A file from the future means that it was set back."""
    now = datetime.now(UTC)
    if now < _EARLIEST:
        return BAD, f"系统时钟是 {now:%Y-%m-%d}，显然不对。", "请校准时钟（timedatectl set-ntp true）。"
    newest = max((path.stat().st_mtime for path in folder.glob("*")), default=0.0)
    if newest > time.time() + 120:
        return (
            WARN,
            "数据文件夹里有时间在将来的文件：时钟被往回拨过。",
            "请校准时钟（timedatectl set-ntp true）；期限按时钟计算。",
        )
    zone = time.strftime("%z")
    if zone != "+0800":
        return (
            OK,
            f"时钟 {now:%Y-%m-%d %H:%M} UTC；系统时区是 {zone}，页面和期限按北京时间计算，不受影响。",
            "",
        )
    return OK, f"时钟 {now.astimezone():%Y-%m-%d %H:%M}，北京时间。", ""


def port(house: Settings) -> Answer:
    """Taken is fine when it is we who answer there."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(house.host, house.host)
    try:
        with socket.create_connection((near, house.port), timeout=2) as taken:
            taken.sendall(b"GET /healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
            ours = taken.recv(400).rstrip().endswith(b"ok")
    except OSError:
        free_door(house.host, house.port)
        return OK, f"端口 {house.port} 空闲，服务没有运行。", ""
    if ours:
        return OK, f"服务正在端口 {house.port} 上应答。", ""
    return WARN, f"端口 {house.port} 有程序应答，但不像是知城。", "请换一个端口（PORT=…），或停掉那个程序。"


def backup(folder: Path) -> Answer:
    path = folder / LAST
    if not path.exists():
        return WARN, "这个数据文件夹从未备份过。", "请运行 ipcity backup 文件夹，并设为每天定时执行。"
    last = json.loads(path.read_text(encoding="utf-8"))
    hours = (datetime.now(UTC) - datetime.fromisoformat(last["at"])).total_seconds() / 3600
    where = last["folder"]
    if not Path(where, "manifest.json").exists():
        return WARN, f"上一份备份（{where}）已不在原处。", "若已移走则无妨；若被误删，请马上再备份一次。"
    if hours > BACKUP_HOURS:
        return (
            WARN,
            f"上一份备份是 {hours / 24:.0f} 天前的（{where}）。",
            "请运行 ipcity backup，并检查定时任务。",
        )
    return OK, f"上一份备份在 {hours:.0f} 小时前（{where}）。", ""
