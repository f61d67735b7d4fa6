"""A plan as sound: any frame of it, always the same samples."""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from thaw.audio import beds, falling_asleep, limiting, loudness
from thaw.audio.bank import SoundBank
from thaw.audio.beds import Soundscape
from thaw.audio.ducking import Ducking
from thaw.audio.levels import AS_MADE, LevelLine, Levels
from thaw.audio.loudness import Planar
from thaw.audio.output import Block
from thaw.audio.store import Samples
from thaw.audio.tones import Rings
from thaw.audio.voice.voice import VoiceUnavailable
from thaw.core.breath import Side
from thaw.core.plan import BedSpan, Breath, Plan, Speech, Strike, Track
from thaw.core.units import Frames

CHUNK: Final = 9600
"""Frames rendered at once, on a fixed grid: why block size and seeking change nothing."""
CUE_PAN: Final = 0.6
"""How far to its side the cue of one nostril is heard: clearly there, and in both ears still."""

_KEPT = 8
_LET_GO_EVERY = 50 * CHUNK
_STEPS = CHUNK // beds.STEP


@dataclass(frozen=True, slots=True)
class _Spoken:
    at: int
    end: int
    samples: Samples
    gain: float = 1.0


@dataclass(frozen=True, slots=True)
class _Struck:
    at: int
    end: int
    ringing: Rings
    gain: float
    pan: Planar | None = None
    """How loud it is left and right, shape (2, 1); None is alike."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """A bed and its fades; ``crosses_*`` where another bed takes over from it."""

    span: BedSpan
    bed: Soundscape
    gain: float
    crosses_in: bool
    crosses_out: bool


@dataclass(slots=True)
class _Mix:
    """One chunk before the limiter; ``needed`` are its gains by step, once asked for."""

    sound: Planar
    peak: float
    needed: NDArray[np.float32] | None = None


_Stems: TypeAlias = tuple[Planar | None, Planar | None, Planar | None, Planar | None]
_K = TypeVar("_K")


class Renderer:
    """Renders any frame of ``plan``: a pure function of the frame, and of ``line`` there.

    Construction makes sure that every sound is there, which may take a while unless
    ``bank.prepare(plan)`` came first. A line that can't be spoken is silent; for a
    track or a sound of one's own that can't be played RecordingUnusable is raised.
    ``into`` belongs to one thread at a time: the output's feeder thread.
    """

    def __init__(self, plan: Plan, bank: SoundBank, levels: Levels | LevelLine = AS_MADE) -> None:
        self._plan = plan
        self._bank = bank
        self._spoken = _spoken(plan, bank)
        self._bells = _Blows(_bells(plan, bank))
        self._cues = _Blows(_cues(plan, bank))
        self._laid = _laid(plan, bank)
        self._line = levels if isinstance(levels, LevelLine) else LevelLine(levels)
        self._ducking = Ducking([(spoken.at, spoken.end) for spoken in self._spoken])
        self._sinking = falling_asleep.sinking(plan)
        self.end: Frames = _end(plan, self._spoken, (*self._bells.struck, *self._cues.struck))
        """The frame after the last one that is heard: strikes ring out past the plan's length."""
        self._spoken_starts = [spoken.at for spoken in self._spoken]
        self._longest_spoken = max((one.end - one.at for one in self._spoken), default=0)
        self._chunks = -(-self.end // CHUNK)
        self._stems: OrderedDict[int, _Stems] = OrderedDict()
        self._mixes: OrderedDict[int, _Mix] = OrderedDict()
        self._finished: OrderedDict[int, Planar] = OrderedDict()
        self._spare = np.zeros((2, CHUNK), np.float32)

    @property
    def line(self) -> LevelLine:
        """The levels, by frame."""
        return self._line

    def follow(self, line: LevelLine) -> None:
        """Render at other levels from now on. Called on the thread that calls ``into``."""
        if line is not self._line:
            self._line = line
            self._mixes.clear()
            self._finished.clear()

    def into(self, block: Block, frame: int) -> None:
        """Write the sound from ``frame`` on into ``block``; silence outside the plan.

        Called on the feeder thread.
        """
        done = 0
        while done < len(block):
            index, skip = divmod(frame + done, CHUNK)
            count = min(CHUNK - skip, len(block) - done)
            piece = block[done : done + count]
            if 0 <= index < self._chunks:
                chunk = self._chunk(index)
                piece[:, 0] = chunk[0, skip : skip + count]
                piece[:, 1] = chunk[1, skip : skip + count]
                piece[max(self.end - frame - done, 0) :] = 0.0
            else:
                piece[:] = 0.0
            done += count

    def _chunk(self, index: int) -> Planar:
        chunk = self._finished.get(index)
        if chunk is None:
            chunk = self._limited(index)
            _keep(self._finished, index, chunk)
        return chunk

    def _limited(self, index: int) -> Planar:
        mix = self._mix(index)
        around = (self._mix(index - 1), mix, self._mix(index + 1))
        if max(near.peak for near in around) <= limiting.HOT:
            return mix.sound
        needed = np.concatenate([self._needed(index + step) for step in (-1, 0, 1)])
        if needed.min() >= 1.0:
            return mix.sound
        steps = CHUNK // limiting.STEP
        within = needed[steps - limiting.REACH : 2 * steps + limiting.REACH]
        return mix.sound * limiting.smooth_gains(within)

    def _needed(self, index: int) -> NDArray[np.float32]:
        mix = self._mix(index)
        if mix.needed is None:
            if mix.peak <= limiting.HOT:
                mix.needed = np.ones(CHUNK // limiting.STEP, np.float32)
            else:
                before = self._mix(index - 1).sound[:, -limiting.EDGE :]
                after = self._mix(index + 1).sound[:, : limiting.EDGE]
                mix.needed = limiting.needed_gains(np.hstack((before, mix.sound, after)))
        return mix.needed

    def _mix(self, index: int) -> _Mix:
        mix = self._mixes.get(index)
        if mix is None:
            sound = self._mixed(index)
            mix = _Mix(sound, max(float(sound.max()), -float(sound.min())))
            _keep(self._mixes, index, mix)
        return mix

    def _mixed(self, index: int) -> Planar:
        gains = self._line.gains(index * CHUNK, CHUNK)
        mixed: Planar | None = None
        for stem, gain in zip(self._stems_of(index), gains, strict=True):
            if stem is None or (isinstance(gain, float) and gain == 0.0):
                continue
            # A stem is kept for other levels: it is added to a new sound, never to itself.
            levelled = stem if isinstance(gain, float) and gain == 1.0 else _scaled(stem, gain)
            mixed = levelled if mixed is None else mixed + levelled
        return np.zeros((2, CHUNK), np.float32) if mixed is None else mixed

    def _stems_of(self, index: int) -> _Stems:
        """Voice, bells, soundscapes and cues as they are before their levels; None is silent."""
        stems = self._stems.get(index)
        if stems is None:
            start = index * CHUNK
            if 0 <= index < self._chunks:
                bells, cues = self._bells.heard(start), self._cues.heard(start)
                stems = (self._voice(start), bells, self._beds(start), cues)
            else:
                stems = (None, None, None, None)
            _keep(self._stems, index, stems)
        return stems

    def _beds(self, start: int) -> Planar | None:
        heard: Planar | None = None
        for laid in self._laid:
            span = laid.span
            if span.at < start + CHUNK and start < span.at + span.length:
                bed = np.empty((2, CHUNK), np.float32)
                laid.bed.into(bed, self._spare, start, self._levels(laid, start))
                heard = bed if heard is None else heard + bed
        return heard

    def _levels(self, laid: _Laid, start: int) -> NDArray[np.float64] | float:
        """How loud a bed is in one chunk: faded, ducked and sunk."""
        ducks = laid.span.ducks and not self._ducking.is_away(start, CHUNK)
        sinking = self._sinking
        if sinking is not None and sinking.is_away(start, CHUNK):
            sinking = None
        if not (ducks or sinking or _is_fading(laid.span, start)):
            return laid.gain
        levels = np.full(_STEPS + 1, laid.gain)
        _fade(levels, laid, start)
        if ducks:
            self._ducking.apply(levels, start, beds.STEP)
        if sinking is not None:
            sinking.apply(levels, start, beds.STEP)
        return levels

    def _voice(self, start: int) -> Planar | None:
        heard: Planar | None = None
        # From a chunk further back, so that what was said there can be let go.
        near = bisect_left(self._spoken_starts, start - CHUNK - self._longest_spoken)
        beyond = bisect_left(self._spoken_starts, start + CHUNK)
        for spoken in self._spoken[near:beyond]:
            first, last = max(spoken.at, start), min(spoken.end, start + CHUNK)
            if first >= last:
                # Said a chunk ago: a long session's speech would otherwise fill memory.
                if spoken.end > start - CHUNK:
                    spoken.samples.let_go()
                continue
            piece = self._spare[:, : last - first]
            # A recording may have two channels; any other line is alike in both.
            piece[:] = spoken.samples.array[..., first - spoken.at : last - spoken.at]
            piece *= spoken.gain / 32767
            if start % _LET_GO_EVERY == 0:
                # A track of an hour would otherwise fill memory while it is heard.
                spoken.samples.let_go()
            heard = np.zeros((2, CHUNK), np.float32) if heard is None else heard
            heard[:, first - start : last - start] += piece
        return heard


class _Blows:
    """Strikes in order of time, and what is heard of them."""

    def __init__(self, struck: list[_Struck]) -> None:
        self.struck = struck
        self._starts = [one.at for one in struck]
        self._longest = max((one.end - one.at for one in struck), default=0)

    def heard(self, start: int) -> Planar | None:
        """The chunk at ``start``; None where nothing rings."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, start + CHUNK)
        ringing = [one for one in self.struck[first:last] if one.end > start]
        if not ringing:
            return None
        sound = np.zeros((2, CHUNK), np.float32)
        for one in ringing:
            if one.pan is None:
                one.ringing.add(sound, start - one.at, one.gain)
                continue
            panned = np.zeros((2, CHUNK), np.float32)
            one.ringing.add(panned, start - one.at, one.gain)
            sound += panned * one.pan
        return sound


def _keep(kept: OrderedDict[int, _K], index: int, value: _K) -> None:
    kept[index] = value
    if len(kept) > _KEPT:
        kept.popitem(last=False)


def _spoken(plan: Plan, bank: SoundBank) -> list[_Spoken]:
    tracks = [_track(track, bank, plan) for track in plan.tracks]
    if not plan.choices.spoken or not bank.speaks:
        return tracks
    said = [speech for speech in plan.speeches if speech.is_heard]
    found = [(speech, _samples(speech, bank)) for speech in said]
    softer = falling_asleep.voice_gain(plan)
    spoken = [
        _Spoken(speech.at, speech.at + samples.array.shape[-1], samples, softer)
        for speech, samples in found
        if samples is not None and samples.array.size
    ]
    return sorted(tracks + spoken, key=lambda one: one.at)


def _track(track: Track, bank: SoundBank, plan: Plan) -> _Spoken:
    samples = bank.track(track.recording)
    end = track.at + samples.array.shape[-1]
    softer = falling_asleep.voice_gain(plan)
    return _Spoken(track.at, end, samples, loudness.gain(track.gain_db) * softer)


def _samples(speech: Speech, bank: SoundBank) -> Samples | None:
    try:
        return bank.spoken(speech.line)
    except VoiceUnavailable:
        return None


def _bells(plan: Plan, bank: SoundBank) -> list[_Struck]:
    return [_bell(strike, bank) for strike in plan.strikes]


def _bell(strike: Strike, bank: SoundBank) -> _Struck:
    ringing = bank.ringing(strike.voice, strike.number)
    return _Struck(strike.at, strike.at + ringing.length, ringing, loudness.gain(strike.gain_db))


def _cues(plan: Plan, bank: SoundBank) -> list[_Struck]:
    return [_cue(breath, bank) for breath in plan.breaths if breath.sounded]


def _cue(breath: Breath, bank: SoundBank) -> _Struck:
    ringing = bank.cue(breath.phase)
    pan = None if breath.side is None else _PANS[breath.side]
    return _Struck(breath.at, breath.at + ringing.length, ringing, 1.0, pan)


def _laid(plan: Plan, bank: SoundBank) -> list[_Laid]:
    spans = plan.beds
    softer = falling_asleep.bed_gain(plan)
    return [
        _Laid(
            span,
            bank.bed(span.name),
            loudness.gain(span.gain_db) * softer,
            crosses_in=_crosses(span, span.at, spans),
            crosses_out=_crosses(span, span.at + span.length, spans),
        )
        for span in spans
    ]


def _crosses(span: BedSpan, frame: int, spans: Sequence[BedSpan]) -> bool:
    """Whether ``span`` changes over with another soundscape at ``frame``.

    With itself at another level it doesn't: there the half-cosines add up to one.
    """
    return any(o.name != span.name and o.at < frame < o.at + o.length for o in spans)


def _end(plan: Plan, spoken: Sequence[_Spoken], struck: Sequence[_Struck]) -> Frames:
    ends = [plan.length, *(one.end for one in spoken), *(one.end for one in struck)]
    ends += [event.at + event.length for event in (*plan.speeches, *plan.beds)]
    return Frames(max(ends))


def _scaled(stem: Planar, gain: float | NDArray[np.float32]) -> Planar:
    return np.multiply(stem, gain, dtype=np.float32)


def _is_fading(span: BedSpan, start: int) -> bool:
    rises = start < span.at + span.fade_in
    return rises or start + CHUNK > span.at + span.length - span.fade_out


def _fade(levels: NDArray[np.float64], laid: _Laid, start: int) -> None:
    """Scale ``levels``, at every step of a chunk, by the bed's own fades."""
    span = laid.span
    if start < span.at + span.fade_in:
        rise = (start - span.at + _AT) / max(span.fade_in, 1)
        levels *= _shape(rise, laid.crosses_in)
    if start + CHUNK > span.at + span.length - span.fade_out:
        fall = (span.at + span.length - start - _AT) / max(span.fade_out, 1)
        levels *= _shape(fall, laid.crosses_out)


def _shape(progress: NDArray[np.float64], crosses: bool) -> NDArray[np.float64]:
    """Equal power between two beds; a half-cosine, gentler at its ends, to and from silence."""
    progress = np.clip(progress, 0.0, 1.0)
    if crosses:
        return np.sin(np.pi / 2 * progress)
    return 0.5 - 0.5 * np.cos(np.pi * progress)


def _panned(towards: float) -> Planar:
    """Left and right for a place from -1, all left, to 1: the power stays that of both alike."""
    angle = (1 + towards) * np.pi / 4
    return (np.sqrt(2) * np.array([[np.cos(angle)], [np.sin(angle)]])).astype(np.float32)


_AT = beds.STEP * np.arange(_STEPS + 1)
_PANS = {Side.LEFT: _panned(-CUE_PAN), Side.RIGHT: _panned(CUE_PAN)}
