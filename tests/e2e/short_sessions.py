"""Sessions that last seconds, for tests that listen to every one of them."""

from typing import Final

SHORT: Final = """\
thaw: 1
id: short-practice
title: Short Practice
goal: A bell, a voice, rain and one breath, soon over.
category: timer
level: gentle
language: en
lengths: {default: 26s, from: 25s, to: 26s}
anchor: sounds
sound: {bed: soft-rain, bells: small-rin}
steps:
  - bell: small-rin
  - say: You might notice one sound.
  - rest: {min: 1s, ideal: 2s, max: 10s}
  - breathe: {pattern: long-exhale, cycles: 1, cues: [sight, sound]}
  - say: That was a breath.
  - rest: {min: 1s, ideal: 2s, max: 10s}
  - bell: {voice: small-rin, strikes: 2, spacing: 3s}
"""
"""Everything that sounds, once."""

BRIEF: Final = """\
thaw: 1
id: brief-rain
title: Brief Rain
goal: Rain between two bells.
category: timer
level: gentle
language: en
lengths: {default: 14s, from: 14s, to: 14s}
anchor: sounds
sound: {bells: small-rin}
steps:
  - bed: {name: soft-rain, fade: 1s, gain: 6, duck: no}
  - bell: small-rin
  - say: You might notice the rain.
  - rest: {min: 1s, ideal: 2s, max: 30s}
  - bed: off
  - bell: small-rin
"""
"""Shorter still. Rain is never the same twice: every moment of it can be told from every other."""

TINY: Final = """\
thaw: 1
id: tiny-rain
title: Tiny Rain
goal: Rain, and a line about it.
category: timer
level: gentle
language: en
lengths: {default: 10s, from: 10s, to: 10s}
anchor: sounds
steps:
  - bed: {name: soft-rain, fade: 1s, gain: 6, duck: no}
  - say: You might notice the rain.
  - rest: {min: 1s, ideal: 2s, max: 30s}
  - bed: {name: off, fade: 1s}
"""
"""Shortest, and without a bell that rings out after it."""
