"""Start Thaw: ``python -m thaw``, the ``thaw`` script, or a frozen build."""

import sys


def main() -> int:
    from thaw.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
