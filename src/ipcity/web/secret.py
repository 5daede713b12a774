"""The key that signs sessions: given by the operator, or made once and kept readable to the owner alone."""

from __future__ import annotations

import os
import secrets

from ipcity.base.files import explained_space
from ipcity.base.settings import Settings


def secret_key(house: Settings) -> str:
    if house.secret_key:
        return house.secret_key
    path = house.home_dir / "secret-key"
    with explained_space(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text().strip()
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
