"""The worker process: articles on standard input, their drafts on standard output, one after another.

Started as ``python -m briefings.adapters.drafting.worker SECONDS BYTES``. It limits its memory before it reads anything
and its processor time for each article. A message is its length in eight bytes, then JSON. It ends with its input.
"""

import json
import resource
import struct
import sys
from datetime import date
from typing import Any, BinaryIO

from briefings.domain.drafting import Article
from briefings.domain.jsonform import draft_form
from briefings.extraction.extract import extract

LENGTH = struct.Struct(">Q")
TOO_MUCH = 3
"""The exit code of a worker that ran out of memory or depth."""


def main(seconds: int, memory: int) -> None:
    """Answer until the input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    try:
        while (message := read_message(asked)) is not None:
            _allow(seconds)
            answer = json.dumps(_read(json.loads(message))).encode()
            answers.write(LENGTH.pack(len(answer)) + answer)
            answers.flush()
    except (MemoryError, RecursionError):
        sys.exit(TOO_MUCH)
    except BrokenPipeError:
        sys.stdout = None  # whoever asked is gone


def read_message(file: BinaryIO) -> bytes | None:
    """Read one message; None at the end."""
    head = file.read(LENGTH.size)
    return file.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def _allow(seconds: int) -> None:
    """Let this process use so many more seconds of processor time; the kernel ends it then."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(usage.ru_utime + usage.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _read(asked: dict[str, Any]) -> dict[str, Any]:
    published = asked["published"]
    article = Article(
        asked["text"], asked["title"], asked["publisher"], date.fromisoformat(published) if published else None
    )
    return draft_form(extract(article, sentences=asked["sentences"]).capped())


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
