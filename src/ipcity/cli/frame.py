"""What every command shares: `--json`, the form of errors, and waking Django only where it is needed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click
import django

from ipcity.base.errors import IpcityError
from ipcity.base.files import explained_space
from ipcity.base.progress import say
from ipcity.base.settings import settings


def command(run: Callable[..., Any]) -> Callable[..., None]:
    """A command returns plain values; here they become JSON, or lines by its `--json`-less printing.

    The wrapped function returns `(value, print_lines)`: the value for machines, the function for people.
    """

    @click.option(
        "--json", "as_json", is_flag=True, help="一个 JSON 文档 / one JSON document on standard output"
    )
    @wraps(run)
    def wrapped(*args: Any, as_json: bool, **options: Any) -> None:
        try:
            with explained_space(settings().home_dir):
                value, lines = run(*args, **options)
        except IpcityError as failed:
            if settings().debug:
                raise
            say(f"ipcity: {failed.message}" + (f" [{failed.path}]" if failed.path else ""))
            if as_json:
                click.echo(json.dumps({"error": failed.as_dict()}, ensure_ascii=False))
            sys.exit(1)
        except click.ClickException:
            raise
        except Exception as broken:
            if settings().debug:
                raise
            message = f"程序内部出错：{type(broken).__name__}: {broken}。数据未受影响；请用 IPCITY_DEBUG=1 再运行一次并把输出交给维护者。"
            say(f"ipcity: {message}")
            if as_json:
                error = {"code": "internal", "message": message, "path": None}
                click.echo(json.dumps({"error": error}, ensure_ascii=False))
            sys.exit(1)
        if as_json:
            click.echo(json.dumps(value, ensure_ascii=False))
        else:
            lines()

    return wrapped


def wake_django() -> None:
    """Commands of the engine do not need it and start faster without."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipcity.web.settings")
    django.setup()
