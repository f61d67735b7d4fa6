"""SQLite alone writing the rows of the log in THAW_HOME into tables and indexes like its own.

Prints the seconds of processor that it took. Nothing is read, checked or told.
"""

import os
import sqlite3
import tempfile
import time
from pathlib import Path

from thaw.practice.rows import COLUMNS

INSERT = f"INSERT INTO practice ({', '.join(COLUMNS)}) VALUES ({', '.join('?' for _ in COLUMNS)})"


def main() -> None:
    full = sqlite3.connect(Path(os.environ["THAW_HOME"], "practice.sqlite"))
    rows = full.execute(f"SELECT {', '.join(COLUMNS)} FROM practice").fetchall()
    tables = full.execute(
        "SELECT sql FROM sqlite_schema WHERE tbl_name = 'practice' AND sql IS NOT NULL"
    ).fetchall()
    full.close()
    with tempfile.TemporaryDirectory(prefix="thaw-benchmark-") as folder:
        bare = sqlite3.connect(Path(folder, "bare.sqlite"), isolation_level=None)
        bare.execute("PRAGMA journal_mode = WAL")
        for (sql,) in tables:
            bare.execute(sql)
        began = time.process_time()
        bare.execute("BEGIN")
        bare.executemany(INSERT, rows)
        bare.execute("COMMIT")
        taken_s = time.process_time() - began
        bare.close()
    print(taken_s)


if __name__ == "__main__":
    main()
