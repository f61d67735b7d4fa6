"""Playing in a terminal, with the test at the keyboard and at the crank."""

import signal
from pathlib import Path

import pytest

from tests.commands.crank import Crank, Devices
from tests.commands.shelf import block, personal, services_at
from tests.core.written_sessions import written
from tests.player.stepped_output import SteppedOutput
from thaw.audio.output import FaultKind, OutputFault
from thaw.audio.silent import SilentOutput
from thaw.care.grounding import LINES
from thaw.commands.answer import EXIT_DONE, EXIT_WORLD, InputError, WorldError
from thaw.commands.asked import Asked
from thaw.commands.asking import find_session
from thaw.commands.play import play_session
from thaw.devices.outputs import OutputName
from thaw.practice.entry import Outcome, PauseReason, PracticeEntry, Source
from thaw.services import Services

QUIETLY = Asked(spoken=False)


@pytest.fixture
def output() -> SteppedOutput:
    return SteppedOutput()


@pytest.fixture
def services(thaw_home: Path) -> Services:
    personal(thaw_home)
    return services_at(thaw_home)


def play(services: Services, crank: Crank, named: str = "walk") -> int:
    session, devices = find_session(services, named), Devices(crank.output)
    return play_session(services, session, QUIETLY, OutputName.QT, devices, crank)


def kept(services: Services) -> list[PracticeEntry]:
    try:
        return services.history.log().entries()
    finally:
        services.history.shut()


def test_a_session_is_played_to_its_end_and_kept(
    services: Services, output: SteppedOutput, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play(services, Crank(output)) == EXIT_DONE

    said = capsys.readouterr()
    assert said.out == "A Walk, 0:12 minutes\n  0:05  Stand up.\n"
    assert said.err == "12 s of A Walk, kept in your history.\n"
    (practice,) = kept(services)
    assert (practice.outcome, practice.start.source) == (Outcome.COMPLETED, Source.TERMINAL)
    assert practice.progress.practised_ms == 12_000


@pytest.mark.parametrize("key", ["q", "Q"])
def test_a_practice_ends_early_when_it_is_left(
    services: Services, output: SteppedOutput, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play(services, Crank(output, {4: key})) == EXIT_DONE

    assert capsys.readouterr().err == "4 s of A Walk, kept in your history.\n"
    assert kept(services)[0].outcome is Outcome.PARTIAL


@pytest.mark.parametrize("key", ["q", "g", "\x1b"])
def test_the_last_bell_need_not_be_heard_out(
    services: Services, output: SteppedOutput, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    crank = Crank(output, {14: key})
    assert play(services, crank) == EXIT_DONE

    assert crank.looks == 14
    assert capsys.readouterr().err == "12 s of A Walk, kept in your history.\n"
    assert kept(services)[0].outcome is Outcome.COMPLETED


@pytest.mark.parametrize("key", ["g", "G", "\x1b"])
def test_stop_and_ground_counts_and_leads_to_the_place_around(
    services: Services, output: SteppedOutput, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = Crank(output, {4: key, 20: "x", 30: "q"})
    assert play(services, asked) == EXIT_DONE

    said = capsys.readouterr()
    assert said.out.splitlines()[-2:] == [f"  {line.text}" for line in LINES[:2]]
    assert said.err == "4 s of A Walk, kept in your history.\n"
    assert output.last_fade_ms is not None
    (practice,) = kept(services)
    assert practice.outcome is Outcome.STOPPED_BY_CHOICE
    assert practice.progress.practised_ms == 4_000


def test_after_an_ordinary_end_nothing_is_said_of_the_place_around(
    services: Services, output: SteppedOutput, capsys: pytest.CaptureFixture[str]
) -> None:
    # While the closing bell rings out, the practice is over and has been kept.
    play(services, Crank(output, {14: "g"}))
    assert LINES[0].text not in capsys.readouterr().out
    assert kept(services)[0].outcome is Outcome.COMPLETED


def test_the_system_ends_a_grounding_as_well(
    services: Services, output: SteppedOutput, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = Crank(output, {4: "g", 20: lambda: signal.raise_signal(signal.SIGTERM)})
    assert play(services, asked) == EXIT_DONE
    assert LINES[1].text not in capsys.readouterr().out
    assert kept(services)[0].outcome is Outcome.STOPPED_BY_CHOICE


@pytest.mark.parametrize("typed", ["q", "\x1b", " xq"])
def test_who_leaves_while_the_voice_is_prepared_hears_nothing(
    services: Services, output: SteppedOutput, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    crank = Crank(output, typed=typed)

    assert play(services, crank) == EXIT_DONE

    assert capsys.readouterr().err == "Nothing was played, so nothing was kept.\n"
    assert (crank.looks, crank.is_put_back) == (0, True)
    assert kept(services) == []


def test_other_keys_mean_nothing_before_the_sound(
    services: Services, output: SteppedOutput
) -> None:
    assert play(services, Crank(output, typed=" s")) == EXIT_DONE
    assert kept(services)[0].outcome is Outcome.COMPLETED


@pytest.mark.parametrize("key", ["\x1b[A", "x", "s", "\x04"])
def test_other_keys_do_nothing(services: Services, output: SteppedOutput, key: str) -> None:
    play(services, Crank(output, {4: key}))
    assert kept(services)[0].outcome is Outcome.COMPLETED


def test_space_pauses_and_goes_on_from_the_same_frame(
    services: Services, output: SteppedOutput
) -> None:
    play(services, Crank(output, {4: " ", 9: " "}))

    (practice,) = kept(services)
    assert practice.progress.practised_ms == 12_000
    assert [pause.reason for pause in practice.progress.pauses] == [PauseReason.USER]
    assert [begin for begin, _ in output.spans] == [0, 4 * 48_000]


def test_a_pause_can_be_left_for_good(services: Services, output: SteppedOutput) -> None:
    play(services, Crank(output, {4: " ", 9: "q"}))
    assert kept(services)[0].progress.practised_ms == 4_000


def test_leaving_before_anything_was_heard_keeps_nothing(
    services: Services, output: SteppedOutput, capsys: pytest.CaptureFixture[str]
) -> None:
    output.turn = lambda seconds: None  # type: ignore[method-assign]  # a device that is slow to begin
    assert play(services, Crank(output, {1: "q"})) == EXIT_DONE

    assert capsys.readouterr().err == "Nothing was played, so nothing was kept.\n"
    assert kept(services) == []


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_the_system_ends_a_practice_gently_and_it_is_kept(
    services: Services, output: SteppedOutput, name: str
) -> None:
    number = getattr(signal, name)
    before = signal.getsignal(number)
    asked = Crank(output, {4: lambda: signal.raise_signal(number)})

    assert play(services, asked) == EXIT_DONE
    assert kept(services)[0].progress.practised_ms >= 4_000
    assert signal.getsignal(number) is before


def test_a_lost_device_is_tried_again_by_space(services: Services, output: SteppedOutput) -> None:
    lose = Crank(output, {4: lambda: output.lose(OutputFault(FaultKind.NO_DEVICE)), 8: " "})
    play(services, lose)

    (practice,) = kept(services)
    assert practice.outcome is Outcome.COMPLETED
    assert [pause.reason for pause in practice.progress.pauses] == [PauseReason.DEVICE]


def test_a_lost_device_is_left_behind_by_s(services: Services, output: SteppedOutput) -> None:
    lose = Crank(
        output, {4: lambda: output.lose(OutputFault(FaultKind.NO_DEVICE)), 8: "s", 20: "q"}
    )
    play(services, lose)
    assert kept(services)[0].progress.practised_ms >= 4_000
    assert len(output.spans) == 1


def test_with_nobody_there_a_lost_device_is_left_behind_at_once(
    services: Services, output: SteppedOutput, capsys: pytest.CaptureFixture[str]
) -> None:
    crank = Crank(output, {4: lambda: output.lose(OutputFault(FaultKind.STALLED))})
    crank.at[9] = lambda: signal.raise_signal(signal.SIGTERM)
    crank.has_keyboard = False
    play(services, crank)

    assert "Sound was lost: captions alone from here." in capsys.readouterr().err
    assert len(kept(services)) == 1


def test_whatever_happens_to_the_terminal_the_practice_is_kept(
    services: Services, output: SteppedOutput
) -> None:
    def breaks() -> None:
        raise RuntimeError

    crank = Crank(output, {7: breaks})
    with pytest.raises(RuntimeError):
        play(services, crank)

    assert kept(services)[0].progress.practised_ms == 7_000
    assert crank.is_put_back


def test_a_home_that_cannot_be_written_is_said_at_the_end(
    tmp_path: Path,
    output: SteppedOutput,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    waiting = tmp_path / "waiting"
    waiting.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(waiting))
    block(tmp_path / "blocked")
    file = personal(tmp_path)

    assert play(services_at(tmp_path / "blocked"), Crank(output), str(file)) == EXIT_WORLD

    said = capsys.readouterr().err
    assert said.startswith("12 s of A Walk could not be written to the history (")
    assert "Not a directory); it waits in " in said
    assert str(waiting) in said
    assert said.endswith(" and is taken in at the next start.\n")
    assert len(said.splitlines()) == 1


def test_without_a_device_there_is_one_plain_sentence(services: Services) -> None:
    walk, crank = find_session(services, "walk"), Crank(SteppedOutput())
    with pytest.raises(WorldError, match="there is no sound device; --output silent plays"):
        play_session(services, walk, QUIETLY, OutputName.QT, Devices(None), crank)
    assert kept(services) == []


def test_captions_alone_are_said_to_be_so(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    walk, crank = find_session(services, "walk"), Crank(SteppedOutput(), {3: "q"})
    play_session(services, walk, QUIETLY, OutputName.AUTO, Devices(SilentOutput()), crank)
    assert capsys.readouterr().err.startswith("There is no sound device: captions alone.\n")


def test_brackets_in_a_session_are_only_brackets(
    services: Services, output: SteppedOutput, thaw_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = written(
        'say: "Stand [/red] up [bold]."',
        "rest: {min: 3s, ideal: 8s, max: 1m}",
        id="odd",
        title='"A [b] walk [/x]"',
        lengths="{default: 12s, from: 10s, to: 60s}",
        category="timer",
        closing="",
    )
    personal(thaw_home, odd, "odd.yaml")
    play(services, Crank(output), "odd")
    assert capsys.readouterr().out.splitlines()[:2] == [
        "A [b] walk [/x], 0:12 minutes",
        "  0:00  Stand [/red] up [bold].",
    ]


def test_a_length_out_of_range_is_refused_with_the_range(
    services: Services, output: SteppedOutput
) -> None:
    with pytest.raises(InputError, match=r"A Walk takes 0\.17 to 0\.\d+ minutes; 3 is too long"):
        play_session(
            services,
            find_session(services, "walk"),
            Asked(minutes=3, spoken=False),
            OutputName.QT,
            Devices(output),
            Crank(output),
        )
