"""`onrecord watch` with a reader that needs no model, as a process of its own: for signals."""

import signal
import sys

from onrecord.cli.add import AddingSteps
from onrecord.cli.main import main
from onrecord.ingest import find_inputs, load
from tests.cli.news_site import LineReader

if __name__ == "__main__":
    # Tests that run in the background have SIGINT ignored, and so would this.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main(obj=AddingSteps(find_inputs, load, LineReader), args=["watch", *sys.argv[1:]])
