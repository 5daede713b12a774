"""What the clock does for the inbox."""

from __future__ import annotations

from ipcity.city.inbox.sending import send_due
from ipcity.city.jobs.rounds import every


@every(10)
def send_notices() -> int:
    return send_due()
