"""What happened while the house was opened, said on stderr: a damaged store kept aside must not pass for an empty one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.wiring import House


def tell_notices(house: House) -> None:
    """Say each notice of ``house`` once, with its remedy; the result on stdout and the exit status stay what they are."""
    sys.stdout.flush()
    said = dict.fromkeys((notice.title, notice.remedy) for notice in house.notices)
    for title, remedy in said:
        print(f"portevoix: {title}" + (f"\n  → {remedy}" if remedy else ""), file=sys.stderr)
