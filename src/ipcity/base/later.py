"""Large libraries that most commands and pages never need: loaded at their first use, not at each start."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module; raises ImportError at the first use where it is not installed."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, part: str) -> Any:
        """Asked only where the part is not known yet: from then on it is an attribute as any other."""
        found = getattr(import_module(self._name), part)
        setattr(self, part, found)
        return found
