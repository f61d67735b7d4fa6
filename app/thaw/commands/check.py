"""``thaw check``: file, line, column, what is wrong and how to mend it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from thaw.care.help_files import HELP_FOLDER
from thaw.commands.answer import EXIT_DONE, EXIT_INPUT, InputError, say
from thaw.core.checking import check_file
from thaw.core.files import SUFFIXES
from thaw.core.loading import load_file
from thaw.core.needs import all_steps, sounds
from thaw.core.problem_words import worded
from thaw.core.problems import Place, Problem, ProblemKind
from thaw.core.recorded_files import SOUND_SUFFIXES
from thaw.core.session import Play, Say, Session
from thaw.services import Services


def check_files(services: Services, paths: Sequence[Path]) -> int:
    """Check files, and every session in folders. Raises InputError."""
    files = tuple(_files(paths, services.session_folders[-1]))
    # No help for any country is no mistake: none is shipped that was not verified.
    if not files and not all(_holds_help(path) for path in paths):
        raise InputError("there are no session files in there; their names end in .yaml")
    found_any = False
    for path in files:
        problems = _problems(services, path)
        for problem in problems:
            say(worded(problem))
        found_any = found_any or any(not problem.is_warning for problem in problems)
    return EXIT_INPUT if found_any else EXIT_DONE


def _holds_help(folder: Path) -> bool:
    return folder.absolute().name == HELP_FOLDER


def _problems(services: Services, path: Path) -> list[Problem]:
    if _holds_help(path.parent):
        return [*_help_problems(path)]
    if path.suffix.lower() in SOUND_SUFFIXES:
        # A sound file in the sessions folder is a session. Brings numpy.
        from thaw.commands.recordings import unheard

        return [*unheard(services.bank, path)]
    checked = check_file(path, services.fragments_beside(path), services.names)
    return [*checked, *_unplayable(services, path)]


def _help_problems(path: Path) -> Iterator[Problem]:
    from thaw.care.help_files import read_help
    from thaw.practice.clock import local_now

    found = read_help(path)
    yield from found.problems
    yield from found.out_of_date(local_now().date())


def _unplayable(services: Services, path: Path) -> Iterator[Problem]:
    session = load_file(path, services.fragments_beside(path), services.names).session
    if session is None:
        return
    yield from _twinless(services, path, session)
    recorded = [s for s in all_steps(session.steps) if isinstance(s, Say | Play)]
    own = services.own_sounds()
    named = [sound for sound in dict.fromkeys(sounds(session)) if sound[1] in own.of(sound[0])]
    if named or any(step.line.recording for step in recorded):
        # Brings numpy, which most don't need.
        from thaw.commands.recordings import unplayable, unusable

        yield from unusable(
            services.bank, path, ((kind, own.of(kind)[name]) for kind, name in named)
        )
        yield from unplayable(services.bank, path, recorded)


def _twinless(services: Services, path: Path, session: Session) -> Iterator[Problem]:
    """Tell of a twin that is neither beside the file, nor Thaw's, nor among the person's own."""
    if session.twin is None:
        return
    # A session's id is the name of its file.
    folders = dict.fromkeys((path.absolute().parent, *services.session_folders))
    names = [f"{session.twin}{suffix}" for suffix in SUFFIXES]
    if not any((folder / name).is_file() for folder in folders for name in names):
        yield Problem(Place(path), ProblemKind.NO_TWIN, {"name": session.twin})


def _files(paths: Sequence[Path], personal: Path) -> Iterator[Path]:
    """Every file that is meant. In the folder ``personal`` a sound file is a session as well."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        tracks = SOUND_SUFFIXES if path.absolute() == personal.absolute() else ()
        try:
            found = sorted(path.iterdir())
        except OSError as exc:
            raise InputError(f"{path} can't be read: {exc.strerror}") from exc
        yield from (p for p in found if p.suffix in SUFFIXES or p.suffix.lower() in tracks)
