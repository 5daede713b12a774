"""Is the house alive, and is it ready? For machines and for whoever looks after it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from ipcity.base.errors import IpcityError, NotReady
from ipcity.city.portal import engine


def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; it asks nothing of disk or database."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> JsonResponse:
    """Each part with its version, or the sentence that says what is missing."""
    parts = {"database": _asked(_database), "lake": _asked(_lake), "index": _asked(_index)}
    missing = [str(part["missing"]) for part in parts.values() if "missing" in part]
    answer = {"ready": not missing, "missing": missing, **parts}
    return JsonResponse(answer, status=503 if missing else 200, json_dumps_params={"ensure_ascii": False})


def _asked(part: Callable[[], dict[str, object]]) -> dict[str, object]:
    try:
        return part()
    except IpcityError as error:
        return {"missing": error.message}
    except DatabaseError as error:
        return {"missing": f"数据库不能使用：{error}。请检查数据库，再运行一次 ipcity start。"}


def _database() -> dict[str, object]:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        raise NotReady(f"数据库还有 {len(pending)} 步结构更新没有执行。请运行 ipcity start。")
    return {"vendor": connection.vendor}


def _lake() -> dict[str, object]:
    version = engine.lake().version
    if version is None:
        raise NotReady("尚未装载任何数据。请先运行 ipcity load 文件或文件夹。")
    return {"version": version}


def _index() -> dict[str, object]:
    """An index behind the lake still answers, from the older version; that is said, and is no fault."""
    version = engine.index().lake_version
    return {"version": version, "behind": (engine.lake().version or 0) - version}
