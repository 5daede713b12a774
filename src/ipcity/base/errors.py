"""The one error tree. Every message is for an officer: what, which, why, and what to do next.

The command line turns an `IpcityError` into exit code 1 and `{error: {code, message, path}}`; the web turns
it into a page and a status code. Nothing else in the house decides how an error looks.
"""

from __future__ import annotations


class IpcityError(Exception):
    """What the house knows how to explain. `path` names the file, record or field in question."""

    code = "failed"
    status = 500

    def __init__(self, message: str, *, path: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path

    def as_dict(self) -> dict[str, str | None]:
        return {"code": self.code, "message": self.message, "path": self.path}


class BadInput(IpcityError):
    """What a person or a file gave cannot be understood."""

    code = "bad-input"
    status = 400


class BadQuery(BadInput):
    """A query cannot be read; `at` is the position (from 0) of the character that does not fit."""

    code = "bad-query"

    def __init__(self, message: str, *, at: int) -> None:
        super().__init__(message)
        self.at = at


class NotFound(IpcityError):
    """No such thing; says the same sentence to those who may not know that it exists."""

    code = "not-found"
    status = 404


class Busy(IpcityError):
    """Another process holds what is needed; trying again later helps."""

    code = "busy"
    status = 503


class NotReady(IpcityError):
    """Something must be done first: no data loaded, no index built."""

    code = "not-ready"
    status = 503


class Environment(IpcityError):
    """The machine lacks something: space on the disk, a package, a port."""

    code = "environment"


class Damaged(IpcityError):
    """Stored data contradict themselves; rebuilding or restoring is needed."""

    code = "damaged"
