"""Say one line to a file with the system's own voice: a program of its own.

The system's speech is run through pyttsx3, whose loop may never come back; whoever
starts this can end it. The wish is a file of JSON, the last word of the command: ``text``,
``language``, ``rate`` in nominal words a minute, and the ``file`` to write.
"""

import importlib
import json
import sys
from pathlib import Path
from typing import Any, Final

WORD: Final = "say-a-line"
"""In a frozen build there is no interpreter: Thaw itself, told this word, is the program."""
EXIT_NOT_INSTALLED: Final = 4
EXIT_NO_LANGUAGE: Final = 5
EXIT_REFUSED: Final = 6


def main() -> int:
    """Return what became of it."""
    # Not from stdin: a program without a console has none.
    wish = json.loads(Path(sys.argv[-1]).read_text("utf-8"))
    try:
        # It is there on Windows and macOS alone, and has no types.
        pyttsx3: Any = importlib.import_module("pyttsx3")
    except ImportError as exc:
        return _refused(EXIT_NOT_INSTALLED, exc)
    try:
        return _say(pyttsx3.init(), wish)
    except Exception as exc:  # noqa: BLE001  the outer edge of this program
        return _refused(EXIT_REFUSED, exc)


def _say(engine: Any, wish: dict[str, Any]) -> int:  # noqa: ANN401  pyttsx3 has no types
    voice = _voice_for(engine, wish["language"])
    if voice is None:
        return EXIT_NO_LANGUAGE
    engine.setProperty("voice", voice)
    engine.setProperty("rate", wish["rate"])
    engine.setProperty("volume", 1.0)
    engine.save_to_file(wish["text"], wish["file"])
    engine.runAndWait()
    return 0


def _voice_for(engine: Any, language: str) -> str | None:  # noqa: ANN401
    """The voice in use, if it speaks the language, or else the first that does."""
    voices = list(engine.getProperty("voices"))
    used = engine.getProperty("voice")
    voices.sort(key=lambda voice: voice.id != used)
    speaking = (voice.id for voice in voices if language in _languages(voice))
    return next(speaking, None)


def _languages(voice: Any) -> set[str]:  # noqa: ANN401
    """Their main parts: voices tell tags such as ``en-US``, ``de_DE`` or bytes with a length."""
    told = [tag.decode("utf-8", "replace") if isinstance(tag, bytes) else str(tag)
            for tag in voice.languages or ()]  # fmt: skip
    plain = ["".join(c for c in tag if c.isprintable()) for tag in told]
    return {tag.strip().lower().replace("_", "-").partition("-")[0] for tag in plain}


def _refused(status: int, exc: Exception) -> int:
    print(f"{type(exc).__name__}: {exc}", file=sys.stderr)  # noqa: T201  read by who started it
    return status


if __name__ == "__main__":
    sys.exit(main())
