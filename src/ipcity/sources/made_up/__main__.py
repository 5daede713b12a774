"""`python -m ipcity.sources.made_up ROWS FILE.csv [SEED]`"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from ipcity.sources.made_up.generate import SEED, write_csv


def main() -> None:
    rows, path = int(sys.argv[1]), Path(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else SEED
    began = time.perf_counter()
    write_csv(path, rows, seed)
    took = time.perf_counter() - began
    size, spent = path.stat().st_size / 2**20, time.process_time()
    sys.stdout.write(
        f"{rows:,} rows, {size:,.0f} MiB, {took:.1f} s, {rows / took:,.0f} rows/s; of processor {rows / spent:,.0f} rows/s\n"
    )


main()
