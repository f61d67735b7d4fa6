"""What PulseAudio knows of the stream that this process plays: how late it is, and where.

Qt tells how much it has handed over, and nothing of what comes after. Between that and the
ear lie the server's buffer and the device's own: some 100 ms for a sound card, and 150 to
300 ms more for Bluetooth. The server knows both, and libpulse, which Qt loads anyway, asks it.
PipeWire's server for PulseAudio's programs answers the same calls.

Offsets are those of pa_sink_input_info and pa_sink_info in libpulse's stable interface
(pulse/introspect.h, since 0.9.15 with pa_proplist); only fields up to those used are named.
"""

import ctypes
import os
from collections.abc import Mapping
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_uint8, c_uint32, c_void_p
from dataclasses import dataclass
from typing import Any, Final, Protocol

_LIBRARY: Final = "libpulse.so.0"
_NO_AUTOSPAWN: Final = 1
_READY, _FAILED = 4, 5
_MOST_LATENCY_US: Final = 5_000_000
"""More than this is a server's slip."""


@dataclass(frozen=True, slots=True)
class StreamReport:
    """How long sound takes from the server's hands to the ear, and the device it goes to."""

    latency_us: int
    device: str


class StreamWatch(Protocol):
    """Asks without waiting: answers come with a later turn. Used on one thread."""

    def ask(self) -> None: ...

    def turn(self) -> StreamReport | None:
        """Let the library work; return an answer that has come since the last turn."""
        ...

    def close(self) -> None: ...


class _SampleSpec(Structure):
    _fields_ = (("format", c_int), ("rate", c_uint32), ("channels", c_uint8))


class _ChannelMap(Structure):
    _fields_ = (("channels", c_uint8), ("map", c_int * 32))


class _Volume(Structure):
    _fields_ = (("channels", c_uint8), ("values", c_uint32 * 32))


class _SinkInputInfo(Structure):
    _fields_ = (
        ("index", c_uint32),
        ("name", c_char_p),
        ("owner_module", c_uint32),
        ("client", c_uint32),
        ("sink", c_uint32),
        ("sample_spec", _SampleSpec),
        ("channel_map", _ChannelMap),
        ("volume", _Volume),
        ("buffer_usec", ctypes.c_uint64),
        ("sink_usec", ctypes.c_uint64),
        ("resample_method", c_char_p),
        ("driver", c_char_p),
        ("mute", c_int),
        ("proplist", c_void_p),
    )


class _SinkInfo(Structure):
    _fields_ = (("name", c_char_p), ("index", c_uint32))


_OnSinkInput = CFUNCTYPE(None, c_void_p, POINTER(_SinkInputInfo), c_int, c_void_p)
_OnSink = CFUNCTYPE(None, c_void_p, POINTER(_SinkInfo), c_int, c_void_p)


def pulse_stream() -> "PulseStream | None":
    """A watch on this process's newest stream; None where there is no libpulse."""
    try:
        return PulseStream(_library())
    except OSError:
        return None


class PulseStream:
    """A connection of its own to the sound server that Qt plays through."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._pulse = library
        self._process = str(os.getpid()).encode()
        self._found: tuple[int, int, int] | None = None
        self._report: StreamReport | None = None
        self._is_wanted = self._is_asking = False
        # Kept: the library calls them later.
        self._on_sink_input = _OnSinkInput(self._take_sink_input)
        self._on_sink = _OnSink(self._take_sink)
        self._loop = library.pa_mainloop_new()
        self._context = library.pa_context_new(library.pa_mainloop_get_api(self._loop), b"Thaw")
        library.pa_context_connect(self._context, None, _NO_AUTOSPAWN, None)

    def ask(self) -> None:
        self._is_wanted = True

    def turn(self) -> StreamReport | None:
        # Called a hundred times a second; there is something to hear after a question alone.
        if not (self._is_wanted or self._is_asking):
            return None
        while self._loop and self._pulse.pa_mainloop_iterate(self._loop, 0, None) > 0:
            pass
        state = self._pulse.pa_context_get_state(self._context) if self._loop else _FAILED
        if self._is_wanted and not self._is_asking and state == _READY:
            self._is_wanted, self._is_asking = False, True
            self._found = None
            ask = self._pulse.pa_context_get_sink_input_info_list
            self._forget(ask(self._context, self._on_sink_input, None))
        report, self._report = self._report, None
        return report

    def close(self) -> None:
        if self._loop:
            self._pulse.pa_context_disconnect(self._context)
            self._pulse.pa_context_unref(self._context)
            self._pulse.pa_mainloop_free(self._loop)
            self._loop = None

    def _take_sink_input(
        self, _context: int, info: "ctypes._Pointer[_SinkInputInfo]", is_last: int, _data: int
    ) -> None:
        if is_last:
            self._on_listed()
            return
        seen = info.contents
        process = self._pulse.pa_proplist_gets(seen.proplist, b"application.process.id")
        is_newest = self._found is None or seen.index > self._found[0]
        if process == self._process and is_newest:
            self._found = (seen.index, seen.sink, seen.buffer_usec + seen.sink_usec)

    def _on_listed(self) -> None:
        if self._found is None:
            self._is_asking = False
            return
        ask = self._pulse.pa_context_get_sink_info_by_index
        self._forget(ask(self._context, self._found[1], self._on_sink, None))

    def _take_sink(
        self, _context: int, info: "ctypes._Pointer[_SinkInfo]", is_last: int, _data: int
    ) -> None:
        if is_last:
            self._is_asking = False
            return
        if self._found is not None and self._found[2] <= _MOST_LATENCY_US:
            name = (info.contents.name or b"").decode("utf-8", "backslashreplace")
            self._report = StreamReport(self._found[2], name)

    def _forget(self, operation: int | None) -> None:
        if operation:
            self._pulse.pa_operation_unref(operation)
        else:
            self._is_asking = False


def _library() -> ctypes.CDLL:
    """libpulse with the calls used here declared. Raises OSError where it is missing."""
    pulse = ctypes.CDLL(_LIBRARY)
    for name, (result, *takes) in _CALLS.items():
        call = getattr(pulse, name)
        call.restype, call.argtypes = result, takes
    return pulse


_CALLS: Final[Mapping[str, tuple[Any, ...]]] = {
    "pa_mainloop_new": (c_void_p,),
    "pa_mainloop_get_api": (c_void_p, c_void_p),
    "pa_mainloop_iterate": (c_int, c_void_p, c_int, c_void_p),
    "pa_mainloop_free": (None, c_void_p),
    "pa_context_new": (c_void_p, c_void_p, c_char_p),
    "pa_context_connect": (c_int, c_void_p, c_char_p, c_int, c_void_p),
    "pa_context_get_state": (c_int, c_void_p),
    "pa_context_disconnect": (None, c_void_p),
    "pa_context_unref": (None, c_void_p),
    "pa_context_get_sink_input_info_list": (c_void_p, c_void_p, _OnSinkInput, c_void_p),
    "pa_context_get_sink_info_by_index": (c_void_p, c_void_p, c_uint32, _OnSink, c_void_p),
    "pa_operation_unref": (None, c_void_p),
    "pa_proplist_gets": (c_char_p, c_void_p, c_char_p),
}
"""What each call gives back, and what it takes."""
