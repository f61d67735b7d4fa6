"""The sounds a plan needs, made once and found again."""

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from thaw.audio import beds, store, tones
from thaw.audio.bed_recipes import BED_RECIPES
from thaw.audio.beds import Bed, BedRecipe, Soundscape
from thaw.audio.bell_recipes import BELL_RECIPES, CUE_RECIPES
from thaw.audio.own_sounds import OwnSoundBank
from thaw.audio.recordings import Recordings
from thaw.audio.sharing_out import do_all
from thaw.audio.store import Samples
from thaw.audio.tones import Ringing, Rings
from thaw.audio.voice.ahead import LinesAhead
from thaw.audio.voice.ladder import Ladder
from thaw.audio.voice.voice import Voice, VoiceUnavailable
from thaw.core.breath import Phase
from thaw.core.own_sounds import OwnSounds
from thaw.core.own_voice import FindLine, no_line
from thaw.core.plan import Plan
from thaw.core.recording_faults import RecordingUnusable
from thaw.core.session import VoiceLine
from thaw.core.units import Frames

logger = logging.getLogger(__name__)

_CUES = {
    Phase.IN: "in",
    Phase.TOP_UP: "in",
    Phase.HOLD: "hold",
    Phase.OUT: "out",
    Phase.REST: "hold",
}


class SoundBank:
    """Bells, soundscapes and spoken lines by name, kept in ``cache_dir`` where there is one.

    ``voice`` is one, or several in order of preference. With none there is no speech:
    ``speaks`` is False and lines are silent.
    Creates nothing until asked. Safe to call from several threads.
    """

    def __init__(
        self,
        voice: Voice | Sequence[Voice] | None,
        cache_dir: Path | None,
        own: Callable[[], OwnSounds] = OwnSounds,
        find_line: FindLine = no_line,
    ) -> None:
        """``own`` says which sounds of the person's there are, anew each time.

        ``find_line`` has the recordings that they made of lines.
        """
        self.find_line = find_line
        voices = [] if voice is None else voice if isinstance(voice, Sequence) else [voice]
        self._voices = Ladder(voices, None if cache_dir is None else cache_dir / "voice")
        self._beds_dir = None if cache_dir is None else cache_dir / "beds"
        self._beds: dict[str, Bed] = {}
        self._recordings = Recordings(None if cache_dir is None else cache_dir / "recordings")
        self.own = OwnSoundBank(own, None if cache_dir is None else cache_dir / "own")
        """The person's own bells and soundscapes."""
        # The app makes its beds ahead of time: whoever needs one first waits for that one.
        self._making_beds = Lock()
        self._ahead: LinesAhead | None = None
        self._turning_ahead = Lock()
        self._ringing: dict[tuple[str, int], Ringing] = {}
        self._replaced: dict[Path, RecordingUnusable] = {}

    @property
    def speaks(self) -> bool:
        """Whether there is a voice at all."""
        return self._voices.speaks

    @property
    def voice_fault(self) -> VoiceUnavailable | None:
        """Why the voice that was chosen did not say all it was asked to; None where it did."""
        return self._voices.fault

    @property
    def has_stand_in(self) -> bool:
        """Whether another voice speaks in place of the one that was chosen."""
        return self._voices.has_stand_in

    @property
    def recording_faults(self) -> tuple[RecordingUnusable, ...]:
        """Why the voice has spoken in place of recordings so far, once for each of them."""
        return tuple(self._replaced.copy().values())

    def duration(self, line: VoiceLine) -> Frames:
        """How long ``line`` takes to say; 0 with no voice. Raises VoiceUnavailable."""
        samples = self.spoken(line)
        return Frames(0 if samples is None else samples.array.shape[-1])

    def clip(self, line: VoiceLine) -> NDArray[np.float32]:
        """``line`` as spoken, mono; empty with no voice. Raises VoiceUnavailable.

        Where it is a recording, shape (channels, frames).
        """
        samples = self.spoken(line)
        if samples is None:
            return np.zeros(0, np.float32)
        return samples.array.astype(np.float32) / np.float32(32767)

    def spoken(self, line: VoiceLine) -> Samples | None:
        """``line`` in 16 bits, as it is kept; None with no voice. Raises VoiceUnavailable.

        As its recording where it has one that can be played: shape (channels, frames).
        """
        if not self.speaks:
            return None
        return self._recorded(line) or self._voices.samples(line)

    def recording(self, path: Path) -> Samples:
        """A recording of speech, without the silence around it. Raises RecordingUnusable."""
        return self._recordings.samples(path)

    def track(self, path: Path) -> Samples:
        """A recording as it is, from its first frame to its last. Raises RecordingUnusable."""
        return self._recordings.samples(path, trims=False)

    def bell(self, name: str, number: int) -> NDArray[np.float32]:
        """Strike ``number`` of a bell that is made, whole; shape (frames, 2)."""
        return tones.strike(BELL_RECIPES[name], number)

    def ringing(self, name: str, number: int) -> Rings:
        """Strike ``number`` of a bell, to be heard piece by piece.

        Raises RecordingUnusable where it is the person's own and can't be played.
        """
        if name not in BELL_RECIPES:
            return self.own.bell(name)
        key = (name, number)
        if key not in self._ringing:
            self._ringing[key] = Ringing(BELL_RECIPES[name], number)
        return self._ringing[key]

    def cue(self, phase: Phase) -> Ringing:
        """What announces ``phase`` when breaths are sounded."""
        key = (_CUES[phase], -1)
        if key not in self._ringing:
            self._ringing[key] = Ringing(CUE_RECIPES[_CUES[phase]], 0)
        return self._ringing[key]

    def bed(self, name: str) -> Soundscape:
        """A soundscape: at once if it was ever made before, otherwise within a second.

        Raises RecordingUnusable where it is the person's own and can't be played.
        """
        if name not in BED_RECIPES:
            return self.own.bed(name)
        with self._making_beds:
            if name not in self._beds:
                self._beds[name] = self._made(BED_RECIPES[name])
            return self._beds[name]

    def rehearse(self, lines: Iterable[VoiceLine], beds: Iterable[str] = ()) -> None:
        """Have every line and soundscape ready, using two cores. What can't be said is silent.

        Worth calling before compiling, which asks for one duration after another. What cuts
        it off, Ctrl and C for one, waits for nothing.
        """
        making: list[Callable[[], object]] = [
            partial(self.bed, name) for name in dict.fromkeys(beds)
        ]
        if self.speaks:
            making += [partial(self._try, line) for line in dict.fromkeys(lines)]
        do_all(making)

    def ahead(self, lines: Iterable[VoiceLine], workers: int = 2) -> LinesAhead:
        """Make ``lines`` in their order, beside everything else. Returns at once.

        No more is made of the lines that this was last asked for.
        """
        with self._turning_ahead:
            self.leave_off()
            self._ahead = LinesAhead(lines, self._length, workers)
            return self._ahead

    def leave_off(self) -> None:
        """Begin no further line."""
        if self._ahead is not None:
            self._ahead.stop()

    def prepare(self, plan: Plan) -> None:
        """Have all that ``plan`` needs ready, so that rendering never waits.

        Raises RecordingUnusable where a track, or a sound of one's own, can't be played.
        """
        if plan.choices.spoken:
            self.rehearse(speech.line for speech in plan.speeches if speech.is_heard)
        for track in plan.tracks:
            self.track(track.recording)
        for name in {span.name for span in plan.beds}:
            self.bed(name)
        for strike in plan.strikes:
            self.ringing(strike.voice, strike.number)
        for phase in {breath.phase for breath in plan.breaths if breath.sounded}:
            self.cue(phase)

    def files_of(self, plan: Plan) -> frozenset[Path]:
        """The files that ``plan`` is made of: recordings, and the person's own sounds."""
        said = {speech.line.recording for speech in plan.speeches}
        played = {track.recording for track in plan.tracks}
        bells = {strike.voice for strike in plan.strikes} - BELL_RECIPES.keys()
        beds = {span.name for span in plan.beds} - BED_RECIPES.keys()
        own = self.own.paths(bells, beds) if bells or beds else frozenset[Path]()
        return frozenset(path for path in said | played | own if path is not None)

    def _recorded(self, line: VoiceLine) -> Samples | None:
        if line.recording is None:
            return None
        try:
            return self.recording(line.recording)
        except RecordingUnusable as fault:
            self._replaced[line.recording] = fault
            logger.info("The voice speaks instead of a recording: %s", fault.kind)
            return None

    def _length(self, line: VoiceLine) -> Frames | None:
        samples = self._try(line)
        return None if samples is None else Frames(samples.array.shape[-1])

    def _try(self, line: VoiceLine) -> Samples | None:
        try:
            return self.spoken(line)
        except VoiceUnavailable:
            return None

    def _made(self, recipe: BedRecipe) -> Bed:
        found = self._found(recipe)
        if found is None:
            made = beds.synthesised(recipe)
            if self._beds_dir is None:
                found = made
            else:
                found = tuple(
                    store.keep(self._bed_path(recipe, index), layer).array
                    for index, layer in enumerate(made)
                )
        return Bed(recipe, found)

    def _found(self, recipe: BedRecipe) -> tuple[NDArray[np.int16], ...] | None:
        if self._beds_dir is None:
            return None
        layers: list[NDArray[np.int16]] = []
        for index, source in enumerate(recipe.sources):
            stored = store.find(self._bed_path(recipe, index))
            if stored is None or stored.array.shape != beds.shape(source):
                return None
            layers.append(stored.array)
        return tuple(layers)

    def _bed_path(self, recipe: BedRecipe, index: int) -> Path:
        assert self._beds_dir is not None
        return self._beds_dir / f"{recipe.key}-{index}.npy"
