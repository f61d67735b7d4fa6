"""A bare PySide6 window that stays: what memory and processor are held against."""

from PySide6.QtWidgets import QApplication, QMainWindow

application = QApplication([])
window = QMainWindow()
window.resize(800, 640)
window.show()
application.exec()
