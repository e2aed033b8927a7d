"""The command line: parse, call, print."""

from bot.cli.stopping import ending, stop_calmly


def main() -> None:
    """Run the command line; see ``program.main``."""
    stop_calmly()
    # After that, for a Ctrl-C while the program is still being read.
    from bot.cli.program import main as run_program  # noqa: PLC0415

    with ending():
        run_program()
