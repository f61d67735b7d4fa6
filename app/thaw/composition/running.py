"""The program from its start to its end: one copy, one application object, one app."""

import os
import sys
from contextlib import ExitStack, closing
from typing import Final

from PySide6.QtWidgets import QApplication

from thaw import __version__
from thaw.commands.answer import EXIT_DONE, WorldError
from thaw.composition.app import App
from thaw.composition.garbage import Garbage
from thaw.composition.launch import Launch
from thaw.devices.desktop_entry import DESKTOP_ID
from thaw.devices.outputs import Outputs
from thaw.devices.painting_threads import paint_on_one_thread
from thaw.devices.reachable_screen import has_screen
from thaw.devices.single_instance import SingleInstance, instance_name
from thaw.services import Services
from thaw.shell.theme import application_arguments

NO_SCREEN: Final = "there is no screen here; `thaw play three-step-space` practises in the terminal"


def run_app(services: Services, launch: Launch) -> int:
    """Open the app and return its exit status; raise WorldError when it can't be opened."""
    if not has_screen(os.environ, sys.platform):
        raise WorldError(NO_SCREEN)
    paint_on_one_thread()
    application = QApplication(application_arguments(sys.argv[0]))
    application.setApplicationName("thaw")
    application.setApplicationDisplayName("Thaw")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName(DESKTOP_ID)
    application.setQuitOnLastWindowClosed(False)
    with ExitStack() as closings:
        closings.enter_context(closing(Garbage(application)))
        instance = SingleInstance(instance_name(services.paths.data))
        if not instance.claim():
            if not instance.send(launch.message()):
                raise WorldError("Thaw is running already, and does not answer")
            return EXIT_DONE
        closings.callback(instance.release)
        outputs = Outputs(lambda: services.settings.output_device)
        app = App(application, services, instance, launch, closings, outputs)
        app.quit_asked.connect(application.quit)
        app.open()
        status = application.exec()
        app.close()
        return status
