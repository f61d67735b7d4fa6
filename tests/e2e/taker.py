"""Records one take from the default microphone, and writes it to a file.

python -m tests.e2e.taker FILE SECONDS
"""

import sys

import numpy as np
from PySide6.QtCore import QCoreApplication, QTimer

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
    QTimer.singleShot(round(seconds * 1000), microphone.finish)
    app.exec()
    np.save(file, microphone.take())
    print(microphone.fault or "whole", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
