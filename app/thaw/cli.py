"""The command line: which words there are, and who carries them out."""

import argparse
import logging
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from thaw import __version__
from thaw.commands.answer import (
    EXIT_DONE,
    EXIT_INPUT,
    EXIT_USAGE,
    EXIT_WORLD,
    AnswerLost,
    InputError,
    WorldError,
    finish,
    note,
    reason_in,
)
from thaw.commands.asked import Asked

if TYPE_CHECKING:
    # Loaded once the words are known to be right: a slip is answered at once.
    from thaw.services import Services

logger = logging.getLogger(__name__)

LONGEST_MINUTES = 24 * 60

Command = Callable[[argparse.Namespace, "Services"], int]


class _Parser(argparse.ArgumentParser):
    """Refuses in one line: a wall of usage hides what was wrong."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_USAGE, f"{self.prog}: {message}\n")


def run(words: Sequence[str]) -> int:
    """Carry out one command line; return the exit status (design: 0, 1, 2 or 3)."""
    try:
        try:
            return _carried_out(words)
        finally:
            finish()
    except AnswerLost as lost:
        return EXIT_DONE if lost.is_unwanted else _refused(lost, EXIT_WORLD)


def _carried_out(words: Sequence[str]) -> int:
    # To make the parser takes longer than the window's pictures: a bare start needs none.
    options = _parser().parse_args(words) if words else _bare_start()
    logging.basicConfig(
        # What is degraded is said where it matters, and not between the captions.
        level=logging.DEBUG if options.verbose else logging.ERROR,
        format="%(levelname)s %(name)s: %(message)s",
    )
    command: Command = options.command
    try:
        return command(options, _services())
    except InputError as error:
        return _refused(error, EXIT_INPUT)
    except WorldError as error:
        return _refused(error, EXIT_WORLD)
    except OSError as error:
        # Whatever the system refuses that nobody nearer could say more of.
        logger.debug("Refused by the system", exc_info=True)
        return _refused(WorldError(reason_in(error)), EXIT_WORLD)
    except KeyboardInterrupt:
        return 128 + 2


def _services() -> "Services":
    from thaw.paths import paths_from
    from thaw.services import Services

    try:
        paths = paths_from(os.environ)
    except RuntimeError as error:
        raise WorldError("no home folder is known; set THAW_HOME to a folder for Thaw") from error
    return Services(paths)


def _refused(error: Exception, status: int) -> int:
    note(f"thaw: {error}")
    return status


def _bare_start() -> argparse.Namespace:
    """What the parser makes of no words at all."""
    return argparse.Namespace(verbose=False, tray=False, quick=None, command=_open_app)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="thaw", description="Guided mindfulness and breathing, on your own machine."
    )
    parser.add_argument("--version", action="version", version=f"Thaw {__version__}")
    parser.add_argument("--verbose", action="store_true", help="tell what happens, on stderr")
    parser.add_argument("--tray", action="store_true", help="start in the tray, without a window")
    parser.add_argument(
        "--quick",
        nargs="?",
        const="",
        metavar="ID",
        help="start the quick session, or the one named, at once",
    )
    parser.set_defaults(command=_open_app)
    _add_commands(parser)
    return parser


def _add_commands(parser: argparse.ArgumentParser) -> None:
    every = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    _add_looking(every)
    _add_playing(every)
    _add_keeping(every)


def _add_looking(every: "argparse._SubParsersAction[_Parser]") -> None:
    listing = every.add_parser("list", help="the sessions there are")
    listing.add_argument("--json", action="store_true", help="for other programs")
    listing.set_defaults(command=_list)

    check = every.add_parser("check", help="say what is wrong with session files")
    check.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    check.set_defaults(command=_check)

    plan = every.add_parser("plan", help="what a session does at which second")
    _add_session(plan)
    plan.add_argument("--json", action="store_true", help="for other programs")
    plan.set_defaults(command=_plan)

    doctor = every.add_parser("doctor", help="what works here, and what is missing")
    doctor.set_defaults(command=_doctor)


def _add_playing(every: "argparse._SubParsersAction[_Parser]") -> None:
    play = every.add_parser("play", help="play a session in the terminal")
    _add_session(play)
    play.add_argument(
        "--output",
        choices=["auto", "qt", "simpleaudio", "silent"],
        default="auto",
        help="what plays the sound",
    )
    play.set_defaults(command=_play)

    render = every.add_parser("render", help="write a session to a sound file")
    _add_session(render)
    render.add_argument(
        "-o", "--output", required=True, type=Path, metavar="FILE.{flac,ogg,opus,wav,m4a,mp3}"
    )
    render.add_argument(
        "--my-levels",
        action="store_true",
        help="as loud and soft as you listen; otherwise every sound is as loud as it was made",
    )
    render.set_defaults(command=_render)


def _add_keeping(every: "argparse._SubParsersAction[_Parser]") -> None:
    history = every.add_parser("history", help="what was practised")
    one = history.add_mutually_exclusive_group()
    one.add_argument("--json", action="store_true", help="for other programs")
    one.add_argument("--export", type=Path, metavar="FILE.{csv,json}")
    one.add_argument(
        "--export-all",
        type=Path,
        metavar="FOLDER",
        help="everything into a new folder there: JSON, CSV, and the journal to read",
    )
    one.add_argument(
        "--export-journal",
        type=Path,
        metavar="FILE.{md,json}",
        help="what was written and answered: to read, or to take in again",
    )
    one.add_argument(
        "--restore",
        nargs="?",
        const="",
        metavar="DATE",
        help="put the copy of that day back; without a date, list the copies",
    )
    one.add_argument(
        "--erase",
        choices=["journal", "answers"],
        help="erase what was written, or answered, for good: from the copies, too",
    )
    history.set_defaults(command=_history)

    _add_importing(every)

    desktop = every.add_parser("desktop", help="the entry that a double click opens")
    desktop.add_argument("action", choices=["install", "remove"])
    desktop.set_defaults(command=_desktop)


def _add_importing(every: "argparse._SubParsersAction[_Parser]") -> None:
    taking_in = every.add_parser(
        "import", help="take in a history: Thaw's own, Insight Timer's, or any table"
    )
    taking_in.add_argument("file", type=Path, metavar="FILE")
    taking_in.add_argument("--dry-run", action="store_true", help="only say what would come in")
    table = taking_in.add_argument_group(
        "a table", "the names of its columns, and how to read them"
    )
    table.add_argument("--started", default="", metavar="COLUMN", help="date, or date and time")
    table.add_argument("--time", default="", metavar="COLUMN", help="the time, if it stands apart")
    table.add_argument("--duration", default="", metavar="COLUMN", help="a number, or h:mm:ss")
    table.add_argument("--unit", choices=["seconds", "minutes", "hours"], default="minutes")
    table.add_argument("--title", default="", metavar="COLUMN")
    table.add_argument("--activity", default="", metavar="COLUMN")
    table.add_argument("--note", default="", metavar="COLUMN", help="what was written of it")
    table.add_argument(
        "--order", choices=["ymd", "mdy", "dmy"], default="ymd", help="of 03/04/2026"
    )
    table.add_argument("--zone", default="", metavar="ZONE", help="such as Europe/Lisbon")
    taking_in.set_defaults(command=_import)


def _add_session(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="a session's id, or a session file")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--minutes", type=_minutes, metavar="N", help="how long it is to be")
    length.add_argument(
        "--rounds", type=int, metavar="N", help="or how many rounds of breathing, in all"
    )
    holds = parser.add_mutually_exclusive_group()
    holds.add_argument(
        "--holds",
        action="store_const",
        const=True,
        help="with its breath holds; otherwise the settings decide, and leave them out at first",
    )
    holds.add_argument(
        "--no-holds", action="store_const", const=False, dest="holds", help="without breath holds"
    )
    parser.add_argument("--no-voice", action="store_true", help="captions and bells only")


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of minutes") from None
    # No session is as short as a second; what is shorter still may come to no frame at all.
    if not 1 / 60 <= minutes <= LONGEST_MINUTES:
        raise argparse.ArgumentTypeError(
            f"a session takes more than 0 and at most {LONGEST_MINUTES} minutes"
        )
    return minutes


def _open_app(options: argparse.Namespace, services: "Services") -> int:
    from thaw.composition.launch import Launch
    from thaw.composition.running import run_app

    if options.quick:
        from thaw.commands.asking import find_session

        find_session(services, options.quick)
    return run_app(services, Launch(in_tray=options.tray, quick=options.quick))


def _list(options: argparse.Namespace, services: "Services") -> int:
    from thaw.commands.listing import list_sessions

    return list_sessions(services, as_json=options.json)


def _check(options: argparse.Namespace, services: "Services") -> int:
    from thaw.commands.check import check_files

    return check_files(services, options.paths)


def _plan(options: argparse.Namespace, services: "Services") -> int:
    from thaw.commands.plan import show_plan

    return show_plan(services, options.id, _choices(options), as_json=options.json)


def _doctor(_options: argparse.Namespace, services: "Services") -> int:
    from thaw.commands.doctor import examine

    return examine(services)


def _play(options: argparse.Namespace, services: "Services") -> int:
    from thaw.commands.asking import find_session

    # A slip is answered before anything is loaded that sounds.
    session = find_session(services, options.id)
    from thaw.commands.keys import terminal_keys
    from thaw.commands.play import play_session
    from thaw.commands.sound_words import SUBSTITUTE
    from thaw.devices.outputs import OutputName, Outputs

    name = OutputName(options.output)
    outputs = Outputs(lambda: services.settings.output_device)
    if name in (OutputName.AUTO, OutputName.QT) and outputs.misses_choice():
        note(SUBSTITUTE)
    return play_session(services, session, _choices(options), name, outputs, terminal_keys())


def _render(options: argparse.Namespace, services: "Services") -> int:
    from thaw.commands.render import render_session

    asked, path = _choices(options), options.output
    return render_session(services, options.id, asked, path, at_own_levels=options.my_levels)


def _history(options: argparse.Namespace, services: "Services") -> int:
    from thaw.commands.history import (
        ask_passphrase,
        erase_words,
        export_all,
        export_history,
        export_own_words,
        restore_history,
        show_copies,
        show_history,
    )

    if options.restore is not None:
        wanted: str = options.restore
        return restore_history(services, wanted) if wanted else show_copies(services)
    if options.erase is not None:
        return erase_words(services, options.erase)
    if options.export_all is not None:
        return export_all(services, options.export_all, ask_passphrase)
    if options.export_journal is not None:
        return export_own_words(services, options.export_journal, ask_passphrase)
    if options.export is not None:
        return export_history(services, options.export)
    return show_history(services, as_json=options.json)


def _import(options: argparse.Namespace, services: "Services") -> int:
    from thaw.commands.importing import Columns, import_history

    columns = Columns(
        started=options.started,
        time=options.time,
        duration=options.duration,
        title=options.title,
        activity=options.activity,
        note=options.note,
        unit=options.unit,
        order=options.order,
        zone=options.zone,
    )
    return import_history(services, options.file, columns, is_preview=options.dry_run)


def _desktop(options: argparse.Namespace, _services: "Services") -> int:
    from thaw.commands.desktop import install, remove

    return install() if options.action == "install" else remove()


def _choices(options: argparse.Namespace) -> Asked:
    return Asked(
        minutes=options.minutes,
        rounds=options.rounds,
        holds=options.holds,
        spoken=not options.no_voice,
    )
