"""Who a cue says speaks."""

from dataclasses import dataclass

from briefings.extraction.speakers.phrases import Source


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quote's source with the word that says so; ``place`` tells where it stands, for the explaining line.

    ``strength`` is 3 for a cue right beside the quote, 2 for one in its clause, 1 for a guess from its surroundings.
    ``source`` is None where the cue is plain but its subject cannot be read.
    """

    source: Source | None
    cue: str
    place: str
    strength: int

    @property
    def is_open(self) -> bool:
        """Whether the source names nobody: none read, or a pronoun other than he and she."""
        return self.source is None or (self.source.kind == "pronoun" and self.source.phrase not in {"he", "she"})
