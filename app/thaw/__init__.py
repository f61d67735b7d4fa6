"""Thaw: guided mindfulness and breathing, on your own machine.

How a session becomes sound, a picture and a row (imports point to the right):

    composition, cli -> shell -> player -> audio | practice | care -> core

``core`` reads a YAML session and compiles it to a Plan in whole audio frames.
``audio`` renders any frame of a Plan, ``player`` feeds an output and knows what was
heard, ``practice`` keeps the log, ``shell`` shows it all. ``devices`` holds the
adapters that need Qt or an operating system.
"""

__version__ = "0.1.0"
