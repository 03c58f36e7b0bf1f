"""The command ``portevoix``: says its version at once, everything else through a verb of ``tui.verbs``.

Results go to stdout, notices to stderr. Exit status: 0 well, 1 something at or above ``--fail-on``, 2 bad usage or input,
3 the environment refuses.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tui import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    args = list(sys.argv[1:] if argv is None else argv)
    if args in (["--version"], ["-V"]):
        print(f"portevoix {__version__}")
        return 0
    from tui.verbs import run

    return run(args)


if __name__ == "__main__":
    sys.exit(main())
