"""Thaw itself, as a person starts it, in a home of its own."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.e2e.programs import DEADLINE_S, Program, until
from thaw.core.loading import load_session
from thaw.core.plan import Choices
from thaw.core.session import Session
from thaw.paths import Paths, paths_from
from thaw.player.preparing import Performance, compile_for, perform
from thaw.private_files import private_folder
from thaw.services import Services

THAW = (sys.executable, "-m", "thaw")

Row = dict[str, Any]
"""One practice of ``thaw history --json``."""


class Home:
    """A person's Thaw: their sessions, settings and history, and the program on them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = dict(environ)
        self.folder = Path(self.environ["THAW_HOME"])
        self.paths: Paths = paths_from(self.environ)
        for folder in (self.paths.config, self.paths.cache, self.paths.personal_sessions):
            private_folder(folder)
        # Somebody has been here before, and is not welcomed again.
        self.set()
        self.programs: list[Program] = []

    def add_session(self, name: str, text: str) -> None:
        file = self.paths.personal_sessions / f"{name}.yaml"
        file.write_text(text, "utf-8")
        services = Services(self.paths)
        loaded = load_session(file, services.fragments_beside(file), services.names)
        assert isinstance(loaded, Session), loaded

    def set(self, **chosen: object) -> None:
        """Write settings, as if the person had chosen them before."""
        self.paths.settings_file.write_text(json.dumps(chosen), "utf-8")

    def start(self, *words: str, **more_environ: str) -> Program:
        """Start ``thaw`` with ``words``."""
        log = self.folder / f"thaw-{len(self.programs)}.log"
        program = Program([*THAW, *words], {**self.environ, **more_environ}, log)
        self.programs.append(program)
        return program

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Carry out a command of ``thaw`` and wait for it."""
        return subprocess.run(
            [*THAW, *words],
            env=self.environ,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )

    def history(self) -> list[Row]:
        """What ``thaw history --json`` says."""
        done = self.run("history", "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def wait_for_row(self, outcome: str, within_s: float = DEADLINE_S) -> Row:
        """Wait until the only practice there is has ended as ``outcome``; return it."""
        rows: list[Row] = []

        def has_ended() -> bool:
            rows[:] = self.history()
            return [row["outcome"] for row in rows] == [outcome]

        # Each look is a program of its own: often enough, and no oftener.
        until(has_ended, f"a practice that ended as {outcome}", within_s, every_s=0.5)
        return rows[0]

    def performance(self, session_id: str) -> Performance:
        """The plan and the sound of a session at its default length, made here."""
        services = Services(self.paths)
        try:
            services.catalogue.refresh()
            session = services.catalogue.session(session_id)
            assert isinstance(session, Session)
            plan = compile_for(session, Choices(session.lengths.default), services.bank)
            return perform(plan, services.bank, services.levels)
        finally:
            services.close()

    def end(self) -> None:
        """End every program that was started."""
        for program in self.programs:
            program.end()

    def said(self) -> str:
        """All that the programs complained of."""
        return "".join(program.said() for program in self.programs)
