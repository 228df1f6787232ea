"""`onrecord`: the command, its version and its sub-commands.

Only click is imported here and at the top of each command. What a command needs beyond it is
imported where it is used, because `onrecord --help` and a mistyped file name should answer at
once: the runtime, rich, pydantic and trafilatura together take longer to import than the model
takes to read an article.
"""

from __future__ import annotations

import click

from onrecord import __version__
from onrecord.cli.actor import actor
from onrecord.cli.add import add
from onrecord.cli.alerts import alerts
from onrecord.cli.bulk import bulk
from onrecord.cli.commitments import commitments
from onrecord.cli.contradictions import contradictions
from onrecord.cli.export import export
from onrecord.cli.mcp import mcp
from onrecord.cli.positions import positions
from onrecord.cli.read import read
from onrecord.cli.review import review
from onrecord.cli.schema import schema
from onrecord.cli.search import search
from onrecord.cli.serve import serve
from onrecord.cli.timeline import timeline
from onrecord.cli.watch import watch
from onrecord.cli.whatif import whatif
from onrecord.cli.world import world


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
def main() -> None:
    """Turn news text into a record of what was said.

    Every entry is bound to the exact words that carry it.
    """


main.add_command(actor)
main.add_command(add)
main.add_command(alerts)
main.add_command(bulk)
main.add_command(commitments)
main.add_command(contradictions)
main.add_command(export)
main.add_command(mcp)
main.add_command(positions)
main.add_command(read)
main.add_command(review)
main.add_command(schema)
main.add_command(search)
main.add_command(serve)
main.add_command(timeline)
main.add_command(watch)
main.add_command(whatif)
main.add_command(world)
