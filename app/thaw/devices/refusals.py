"""Why an output that was asked for by name can't be used here. Worded by who asked."""


class OutputRefused(Exception):
    """The output can't play here and now; another one can be asked for."""


class NoSoundDevice(OutputRefused):
    """There is nothing to play on."""


class SimpleAudioUnsafe(OutputRefused):
    """simpleaudio would crash this version of Python."""


class SimpleAudioElsewhere(OutputRefused):
    """Thaw plays through simpleaudio on Linux alone."""


class SimpleAudioMissing(OutputRefused):
    """simpleaudio is not installed: it is an extra."""
