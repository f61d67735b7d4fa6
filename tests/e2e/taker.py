"""Records one take from the default microphone, and writes it to a file.

The take is finished once there is so much sound: a server may take its time to begin.

python -m tests.e2e.taker FILE SECONDS
"""

import sys

import numpy as np
from PySide6.QtCore import QCoreApplication

from thaw.devices.microphone import Microphone, MicrophoneRefused
from thaw.devices.qt_microphones import QtMicrophones


def main(file: str, seconds: float) -> int:
    app = QCoreApplication([])
    microphone = Microphone(QtMicrophones())
    microphone.ended.connect(app.quit)
    try:
        microphone.start()
    except MicrophoneRefused as refused:
        print(refused.kind, flush=True)
        return 1

    def finish_when_long() -> None:
        if microphone.seconds >= seconds:
            microphone.finish()

    microphone.changed.connect(finish_when_long)
    app.exec()
    np.save(file, microphone.take())
    print(microphone.fault or "whole", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
