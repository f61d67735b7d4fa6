"""What Thaw is, what it is not, and when to begin gently: pure words, tried without a window."""

from PySide6.QtCore import QCoreApplication


def what_texts() -> tuple[str, ...]:
    """What it is, in three short lines."""
    tr = QCoreApplication.translate
    return (
        tr("about", "A voice guides you through a practice, and every word is on screen as well."),
        tr(
            "about",
            "You choose how long. You can change, pause or stop at any time, and it counts.",
        ),
        tr(
            "about",
            "It is for well-being and for learning. It is not medical care, and not for"
            " emergencies.",
        ),
    )


def limits_text() -> str:
    """What it is not for, and what to keep to."""
    return QCoreApplication.translate(
        "about",
        "Thaw can't tell you anything about your health, and replaces nobody who looks after"
        " it. Keep to their advice, and change no medicine because of Thaw. Stop if you feel"
        " worse. Never practise while you drive or work a machine. It is made for adults: under"
        " 18, practise with a grown-up you trust.",
    )


def applies_texts() -> tuple[str, ...]:
    """What speaks for beginning gently. Nobody is asked which it is."""
    tr = QCoreApplication.translate
    return (
        tr("about", "Pregnancy, or trouble with the heart, blood pressure, lungs or eyes"),
        tr("about", "Fainting, seizures, a stroke, or an operation not long ago"),
        tr("about", "Panic, flashbacks, or times when nothing seems real"),
        tr("about", "Psychosis or mania, now or earlier"),
        tr("about", "Thoughts of harming yourself"),
        tr("about", "A fresh loss, or the first year without drink or drugs"),
    )


def gently_text() -> str:
    """What beginning gently means, and whom to ask."""
    return QCoreApplication.translate(
        "about",
        "If so, you might begin gently: short sessions, attention on what is around you, no"
        " breath holds. It can be good to talk with a doctor, or somebody who supports you,"
        " before you do more.",
    )


def kept_text() -> str:
    """What is kept of the answer."""
    return QCoreApplication.translate(
        "about",
        "Only how you begin is kept. The settings change it at any time. “Later” leaves it open:"
        " Thaw begins gently, and asks again.",
    )
