"""What may be said in a log: which page by its name, how it ended, how long it took; never who, from where or what.

Rules, applied to every line of every library, by whatever way it comes:
- a message is kept as it stands in the code; what is filled into it is left out, but numbers, names of errors, and
  plain identifiers of our own rooms;
- of the fields only those listed here are kept; the others are counted, not shown;
- an error is its class and the places in the code, not its text, which may quote a row or a form;
- what still looks like an address, a number of a person or a query is blackened.
With IPCITY_DEBUG the whole error is shown: that is for development, never for real data.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

FIELDS = frozenset(
    {"level", "logger", "timestamp", "view", "method", "status", "ms", "code", "error", "at", "dropped"}
    | {"count", "version", "state", "pid"}
)
HIDDEN = "…"
_IDENTIFIER = re.compile(r"[a-z][a-z_]{0,40}(?:[.-][a-z_]{1,40})*")
_HOLE = re.compile(r"%(?:\(\w+\))?[-#0 +]*[\d*]*(?:\.[\d*]+)?[a-zA-Z]")
_TELLING = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+"  # mail
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b|[0-9a-f]{0,4}::[0-9a-f:]+|\b[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){3,}"  # network addresses
    r"|(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)"  # numbers of persons, of telephones
    r"|\?\S+|(?:password|passwd|token|secret|key)\s*[=:]\s*\S+",
    re.IGNORECASE,
)
Event = MutableMapping[str, Any]


def logging_settings(*, debug: bool, level: str) -> dict[str, Any]:
    """Django's LOGGING: JSON lines, or lines for the eye on a terminal; all through one formatter."""
    structlog.configure(
        processors=[_shared_levels, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {"()": _formatter, "debug": debug, "for_the_eye": sys.stderr.isatty()}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"discreet": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
        "root": {"handlers": ["stderr"], "level": level},
        # Django's own handlers would print paths and mail tracebacks
        "loggers": {name: {"handlers": [], "propagate": True} for name in ("django", "django.server")},
    }


def _formatter(*, debug: bool, for_the_eye: bool) -> logging.Formatter:
    last: Any = (
        structlog.dev.ConsoleRenderer()
        if for_the_eye
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_shared_levels],
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _with_page,
            *([structlog.processors.format_exc_info] if debug else [_named_error]),
            _filled,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *([] if debug else [_only_listed]),
            last,
        ],
        use_get_message=False,
        pass_foreign_args=True,
    )


def _shared_levels(logger: Any, method: str, event: Event) -> Event:
    return structlog.stdlib.add_logger_name(
        logger, method, structlog.stdlib.add_log_level(logger, method, event)
    )


def _with_page(_logger: Any, _method: str, event: Event) -> Event:
    """Django hangs the request onto its lines: the name of the page is kept of it, not its address."""
    record = event.get("_record")
    request = getattr(record, "request", None)
    if request is not None:
        event["view"] = view_name(request)
        event["method"] = str(getattr(request, "method", ""))
    if isinstance(status := getattr(record, "status_code", None), int):
        event["status"] = status
    return event


def view_name(request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    return str(match.view_name or "unnamed") if match else "unmatched"


def _named_error(_logger: Any, _method: str, event: Event) -> Event:
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info if isinstance(info, BaseException) else info[1] if isinstance(info, tuple) else None
    if error is not None:
        event["error"] = _class(error)
        frames = traceback.extract_tb(error.__traceback__)
        event["at"] = [
            f"{'/'.join(Path(one.filename).parts[-3:])}:{one.lineno} {one.name}" for one in frames[-8:]
        ]
    event.pop("stack", None)
    return event


def _filled(_logger: Any, _method: str, event: Event) -> Event:
    """The holes of a message are filled with what is harmless, and else with an ellipsis."""
    given = event.pop("positional_args", None) or ()
    ours = str(event.get("logger", "")).startswith("ipcity")
    values = iter(given) if isinstance(given, tuple) else iter(())
    text = _HOLE.sub(lambda _: _harmless(next(values, None), ours), str(event.get("event", "")))
    event["event"] = _TELLING.sub(HIDDEN, text)
    return event


def _harmless(value: Any, ours: bool) -> str:
    if isinstance(value, bool | int | float):
        return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    if isinstance(value, BaseException):
        return _class(value)
    return value if ours and isinstance(value, str) and _IDENTIFIER.fullmatch(value) else HIDDEN


def _class(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")


def _only_listed(_logger: Any, _method: str, event: Event) -> Event:
    kept = {key: value for key, value in event.items() if key in FIELDS or key == "event"}
    if left_out := len(event) - len(kept):
        kept["dropped"] = left_out
    return kept
