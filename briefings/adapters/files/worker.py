"""The worker process: bytes on standard input, one JSON answer on standard output.

Started as ``python -m briefings.adapters.files.worker KIND SECONDS BYTES``. It limits itself before it reads anything.
A parser that trips over the file ends it with exit code 1; one that runs into a limit ends it with any other.
"""

import json
import resource
import sys

from briefings.adapters.files.parsing import PARSERS, UnreadableError

TOO_MUCH = 3
"""The exit code of a worker that ran out of memory or depth."""


def _limit(seconds: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main(kind: str, seconds: str, memory: str) -> None:
    """Read one file and print ``{"text", "title", "publisher", "published"}`` or ``{"error"}``."""
    _limit(int(seconds), int(memory))
    try:
        answer = PARSERS[kind](sys.stdin.buffer.read())
    except UnreadableError as error:
        answer = {"error": str(error)}
    except (MemoryError, RecursionError):
        sys.exit(TOO_MUCH)
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
