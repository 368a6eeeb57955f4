"""All benchmarks, one after the other: `make bench`. Names as arguments choose some of them; each takes under two minutes
but for the imports and the flood of complaints.

Every figure is a ratio to something plain on the same machine in the same minute; absolute figures mean little.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import bot_complaints, guessing, import_complaints, import_merchants, import_returns, scan_page

BENCHMARKS = {
    "scan_page": scan_page.main,
    "import_merchants": import_merchants.main,
    "import_returns": import_returns.main,
    "import_complaints": import_complaints.main,
    "bot_complaints": bot_complaints.main,
    "guessing": guessing.main,
}


def main() -> int:
    chosen = sys.argv[1:] or list(BENCHMARKS)
    unknown = [name for name in chosen if name not in BENCHMARKS]
    if unknown:
        print(f"No benchmark {unknown[0]}; there are: {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    for name in chosen:
        print(f"{name}")
        BENCHMARKS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
