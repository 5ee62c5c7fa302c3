"""``python -m kg`` and ``kg``: the command line, with an end in one line from the first import."""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and leave with its exit code, also where it is interrupted early."""
    try:
        from kg.cli import main as run

        run()
    except KeyboardInterrupt:
        print("kg: interrupted", file=sys.stderr)
        sys.exit(130)
    finally:
        # An interrupt within exec(), as where a dataclass is made, leaves a mark that CPython keeps
        # though it was seen to: ``python -m`` would end by the signal. The next exec takes it away.
        exec("")  # noqa: S102 -- nothing is run


if __name__ == "__main__":
    main()
