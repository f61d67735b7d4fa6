"""Every object of the app is built here, once; its signals are wired, and it is run.

``running`` starts and ends the program, ``app`` wires what runs between, ``desks`` makes
what answers to each part of the window, and ``session_files`` keeps the library true.
"""
