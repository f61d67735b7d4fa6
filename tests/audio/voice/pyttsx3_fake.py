"""Put in the place of pyttsx3: hums for as long as its rate lets words take.

What it does at a word is told by the environment: hang, fail, write nothing or noise.
"""

import array
import math
import os
import time
import wave
from types import SimpleNamespace

RATE = 22_050


class _Engine:
    def __init__(self) -> None:
        self._set = {"voice": "anna", "rate": 200}
        self._wish = ("", "")

    def getProperty(self, name: str) -> object:
        if name != "voices":
            return self._set[name]
        anna = SimpleNamespace(id="anna", languages=[b"\x05de_DE"])
        mark = SimpleNamespace(id="mark", languages=["en-US"])
        none = SimpleNamespace(id="none", languages=None)
        return [none, mark, anna]

    def setProperty(self, name: str, value: object) -> None:
        self._set[name] = value

    def save_to_file(self, text: str, file: str) -> None:
        self._wish = (text, file)

    def runAndWait(self) -> None:
        does = os.environ.get("FAKE_SPEECH", "speak")
        if does == "hang":
            time.sleep(600)
        if does == "fail":
            raise RuntimeError("the engine is busy")
        if does == "nothing":
            return
        self._write("silence" if does == "silence" else self._set["voice"])

    def _write(self, voice: object) -> None:
        text, file = self._wish
        pitch = {"anna": 220, "mark": 110}.get(str(voice), 0)
        seconds = len(text.split()) * 60 / float(str(self._set["rate"]))
        samples = array.array(
            "h",
            (
                round(9000 * math.sin(2 * math.pi * pitch * n / RATE))
                for n in range(round(seconds * RATE))
            ),
        )
        with wave.open(file, "wb") as sound:
            sound.setparams((1, 2, RATE, 0, "NONE", ""))
            sound.writeframes(samples.tobytes())


def init() -> _Engine:
    return _Engine()
