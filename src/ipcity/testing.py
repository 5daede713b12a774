"""What tests share: the way to the real data beside the checkout, and saying so when it is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SHARED = CHECKOUT.parent / "shared"


def shared_path(relative: str) -> Path:
    """A file or folder of the real data; skips the test, with its reason, where there is none."""
    path = SHARED / relative
    if not path.exists():
        pytest.skip(f"the real data ../shared/{relative} is not beside this checkout")
    return path
