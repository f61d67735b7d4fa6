"""Start Thaw: ``python -m thaw``, the ``thaw`` script, or a frozen build."""

import io
import os
import sys


def main() -> int:
    _open_streams()
    if getattr(sys, "frozen", False):
        from thaw.audio import system_speech

        if sys.argv[1:2] == [system_speech.WORD]:
            return system_speech.main()
    from thaw.cli import run

    return run(sys.argv[1:])


def _open_streams() -> None:
    """Stand in for streams that are closed, and write what a terminal's letters lack as codes.

    A program without a console has none of the three; and the next file to be opened
    would take a closed one's number, and be written to in its place.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
