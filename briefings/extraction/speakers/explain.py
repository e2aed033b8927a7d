"""One line that says how a quote's speaker was found."""

from briefings.extraction.speakers.assign import Assignment


def explain(assignment: Assignment) -> str:
    """Say which cue names the speaker and how a pronoun, a description or a short name was read."""
    attribution, speaker = assignment.attribution, assignment.speaker
    if attribution is None:
        return "no cue around the quote"
    said = f"cue “{attribution.cue}” {attribution.place}" if attribution.cue else f"named {attribution.place}"
    if assignment.carried:
        said = f"goes on from the quote beside it ({said})"
    if speaker is None:
        return f"{said}, which names nobody"
    source = attribution.source
    if speaker.reading:
        return f"{said}; {speaker.reading}"
    if source is not None and source.mention is not None and source.phrase != speaker.name:
        return f"{said}; “{source.phrase}” = {speaker.name}"
    return said
