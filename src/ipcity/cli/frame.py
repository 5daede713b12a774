"""What every command shares: `--json`, the form of errors, and waking Django only where it is needed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, NoReturn

import click
import django
from django.db.utils import DatabaseError

from ipcity.base.errors import IpcityError, NotReady
from ipcity.base.files import explained_space
from ipcity.base.processes import keep_freed_memory
from ipcity.base.progress import say
from ipcity.base.settings import settings

_NO_TABLE = ("no such table", "no such column", "does not exist")  # as SQLite and PostgreSQL say it
_NOT_PREPARED = NotReady(
    "工作库还没有准备好，或是旧版本的：请先运行一次 ipcity start（带样例城市）或 ipcity serve（正式使用），再运行这条命令。"
)


def command(run: Callable[..., Any]) -> Callable[..., None]:
    """A command returns plain values; here they become JSON, or lines by its `--json`-less printing.

    The wrapped function returns `(value, print_lines)`: the value for machines, the function for people.
    """

    @click.option(
        "--json", "as_json", is_flag=True, help="一个 JSON 文档 / one JSON document on standard output"
    )
    @wraps(run)
    def wrapped(*args: Any, as_json: bool, **options: Any) -> None:
        keep_freed_memory()
        with explained(as_json=as_json):
            with explained_space(settings().home_dir):
                value, lines = run(*args, **options)
            if as_json:
                click.echo(json.dumps(value, ensure_ascii=False))
            else:
                lines()

    return wrapped


@contextmanager
def explained(*, as_json: bool) -> Iterator[None]:
    """Errors of the house become one sentence and exit code 1; a traceback only where it is asked for."""
    debug = os.environ.get("IPCITY_DEBUG", "").lower() in ("1", "true", "yes", "on")
    try:
        yield
    except IpcityError as failed:
        if debug:
            raise
        _fail(failed.as_dict(), as_json)
    except BrokenPipeError:
        # The reader of our output has seen enough (`| head`); what is left must not fail again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as broken:
        if debug:
            raise
        if isinstance(broken, DatabaseError) and any(words in str(broken) for words in _NO_TABLE):
            _fail(_NOT_PREPARED.as_dict(), as_json)
        what = f"{type(broken).__name__}: {broken}"
        message = f"程序内部出错：{what}。数据未受影响；请用 IPCITY_DEBUG=1 再运行一次并把输出交给维护者。"
        _fail({"code": "internal", "message": message, "path": None}, as_json)


def _fail(error: dict[str, str | None], as_json: bool) -> NoReturn:
    say(f"ipcity: {error['message']}" + (f" [{error['path']}]" if error["path"] else ""))
    if as_json:
        click.echo(json.dumps({"error": error}, ensure_ascii=False))
    sys.exit(1)


def wake_django() -> None:
    """Commands of the engine do not need it and start faster without."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipcity.web.settings")
    django.setup()
