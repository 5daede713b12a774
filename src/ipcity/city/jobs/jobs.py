"""The one job of this room: by it an administrator sees that jobs are taken, report and can be cancelled."""

from __future__ import annotations

import time

from ipcity.city.jobs.registry import Progress, job


@job(title={"zh": "后台任务自检", "en": "Self-check of background jobs"}, retries=1)
def self_check(progress: Progress, *, steps: int = 20, pause: float = 0.25) -> dict[str, int]:
    """Count to `steps`, slowly."""
    progress.total(steps)
    for step in range(1, steps + 1):
        time.sleep(pause)
        progress.say(f"第 {step} 步", f"step {step}")
        progress.advance()
    return {"steps": steps}
