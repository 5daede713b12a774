"""Settings from the environment. One place; every variable is named `IPCITY_…`, but `PORT`.

Everything ipcity keeps lies under `home`, so that a backup is a copy of one folder.
"""

from __future__ import annotations

import os
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ipcity.base.errors import BadInput

_CHECKOUT = Path(__file__).resolve().parents[3]


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="IPCITY_", extra="ignore", populate_by_name=True)

    home: Path = Field(default_factory=lambda: _default_home())
    port: int = Field(default=8000, validation_alias="PORT", ge=0, le=65535)
    host: str = "127.0.0.1"
    debug: bool = False  # tracebacks on errors; development pages
    database_url: str = ""  # empty: SQLite in `home`; postgresql://user:secret@host/name otherwise
    secret_key: str = ""  # empty: made once and kept in `home/secret-key`
    allowed_hosts: str = "127.0.0.1,localhost,[::1]"
    workers: int = Field(default=1, ge=1, le=64)
    # that read, check and index together; 1: everything in one process
    processes: int = Field(default_factory=lambda: len(os.sched_getaffinity(0)), ge=1, le=64)
    memory_mb: int = Field(default=2048, ge=256)  # ceiling of the analysis engine, and a hint to the indexer

    @property
    def lake_dir(self) -> Path:
        return self.home_dir / "lake"

    @property
    def index_dir(self) -> Path:
        return self.home_dir / "index"

    @cached_property
    def home_dir(self) -> Path:
        return self.home.expanduser().resolve()


def _default_home() -> Path:
    """`var/` of the checkout, wherever the command is called from; of an installed package, of the current folder."""
    return (_CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else Path()) / "var"


@cache
def settings() -> Settings:
    """The settings of this process. Tests call `settings.cache_clear()` after changing the environment.

    Raises BadInput naming the variable whose value cannot be used.
    """
    try:
        return Settings()
    except ValidationError as wrong:
        first = wrong.errors()[0]
        place = ".".join(map(str, first["loc"])).upper()
        name = place if place == "PORT" else f"IPCITY_{place.removeprefix('IPCITY_')}"
        raise BadInput(
            f"环境变量 {name} 的值“{first['input']}”不能用：{first['msg']}。请改正后再运行。", path=name
        ) from None
