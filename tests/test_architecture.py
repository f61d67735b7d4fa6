"""The layout's promises, tried on the modules themselves. import-linter checks the rest."""

import ast
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "app" / "thaw"

IMPORT_WITH_A_BAR = """
import importlib, json, sys

class Bar:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in barred:
            raise ImportError(f"{name} is barred here")

modules, barred = json.loads(sys.argv[1])
sys.meta_path.insert(0, Bar())
for module in modules:
    importlib.import_module(module)
print(json.dumps([module for module in modules if module in sys.modules]))
"""

IMPORT_AND_WATCH = """
import importlib, json, os, sys, threading

modules, third_parties = json.loads(sys.argv[1])
# What others do when first imported is theirs to answer for.
for other in third_parties:
    importlib.import_module(other)
traces, importing = [], ""
WATCHED = ("os.mkdir", "sqlite3.connect", "socket.connect", "subprocess.Popen")

def watch(event, args):
    is_write = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
    if event in WATCHED or is_write:
        traces.append(f"{importing}: {event} {args[0]}")

sys.addaudithook(watch)
for importing in modules:
    environ, threads = dict(os.environ), threading.active_count()
    importlib.import_module(importing)
    if dict(os.environ) != environ:
        traces.append(f"{importing}: changed the environment")
    if threading.active_count() != threads:
        traces.append(f"{importing}: started a thread")
print(json.dumps(traces))
"""

THIRD_PARTIES = (
    "PySide6.QtWidgets",
    "PySide6.QtMultimedia",
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
    "PySide6.QtDBus",
    "numpy",
    "yaml",
    "msgspec",
    "soundfile",
    "espeakng_loader",
    "rich",
    "platformdirs",
)


def modules_of(*layers: str) -> list[str]:
    """Every module of these subpackages, packages included."""
    files = (file for layer in layers for file in sorted((PACKAGE / layer).rglob("*.py")))
    return [_name(file) for file in files]


@cache
def sources() -> tuple[tuple[str, tuple[ast.AST, ...]], ...]:
    """Every module and all that its code is made of. Read once: it takes a second."""
    files = sorted(PACKAGE.rglob("*.py"))
    return tuple((_name(file), tuple(ast.walk(_parsed(file)))) for file in files)


def _parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def _users_of(attribute: str, prefix: str) -> list[str]:
    return [
        f"{name}:{node.lineno}"
        for name, nodes in sources()
        for node in nodes
        if name.startswith(prefix) and isinstance(node, ast.Attribute) and node.attr == attribute
    ]


def _name(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _run(script: str, *words: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_lower_layers_import_with_qt_barred() -> None:
    modules = modules_of("core", "audio", "practice", "care", "player")
    assert len(modules) > 20
    assert _run(IMPORT_WITH_A_BAR, json.dumps([modules, ["PySide6", "shiboken6"]])) == modules


def test_core_practice_and_care_import_with_numpy_barred() -> None:
    modules = modules_of("core", "practice", "care")
    barred = ["PySide6", "shiboken6", "numpy", "soundfile", "pydub"]
    assert _run(IMPORT_WITH_A_BAR, json.dumps([modules, barred])) == modules


def test_importing_leaves_no_trace() -> None:
    modules = [name for name, _ in sources()]
    assert _run(IMPORT_AND_WATCH, json.dumps([modules, THIRD_PARTIES])) == []


def test_only_resources_asks_where_the_bundled_files_are() -> None:
    askers = {
        name
        for name, nodes in sources()
        for node in nodes
        if (isinstance(node, ast.Name) and node.id == "__file__")
        or (isinstance(node, ast.Attribute) and node.attr == "_MEIPASS")
        or (isinstance(node, ast.Constant) and node.value == "_MEIPASS")
    }
    assert askers == {"thaw.resources"}


def test_nobody_runs_the_event_loop_by_hand() -> None:
    assert _users_of("processEvents", "") == []


def test_no_view_finds_its_collaborators_through_the_application() -> None:
    assert _users_of("instance", "thaw.shell.") == []


def test_no_module_changes_its_own_state() -> None:
    changers = [
        f"{name}:{node.lineno}"
        for name, nodes in sources()
        for node in nodes
        if isinstance(node, ast.Global)
    ]
    assert changers == []


def test_what_tests_share_is_in_no_test() -> None:
    borrowers = [
        f"{path.relative_to(TESTS)}:{node.lineno}"
        for path in TESTS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("tests")
        and (node.module or "").rpartition(".")[2].startswith("test_")
    ]
    assert borrowers == []
