"""`onrecord` with the fake steps, as a process of its own: for signals, pipes and terminals."""

import signal

from onrecord.cli.main import main
from tests.cli.fakes import steps

if __name__ == "__main__":
    # Tests that run in the background have SIGINT ignored, and so would this.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main(obj=steps())
