"""Index a folder, and be killed after some seconds of it: the program that the kill tests run.

Without seconds it runs to its end and prints how long indexing took.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

import index.derived
import index.job
from index import index_paths, open_home


def main(home: str, laws: str, model: str, seconds: float | None) -> None:
    """Work in small steps, so that there are many moments between them."""
    index.derived.BATCH = 30
    index.job._CATCH_UP_EVERY = 60
    with open_home(home, model=model, create=True) as opened:
        opened.tokenizer.index_words("词典")  # loading it takes longer than all the rest
        if seconds is not None:
            timer = threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL))
            timer.daemon = True
            timer.start()
        started = time.monotonic()
        index_paths(opened, [laws])
        print(time.monotonic() - started)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4]) if sys.argv[4:] else None)
