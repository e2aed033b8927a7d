"""What editors and reviewers do with a briefing, from the draft to the withdrawal."""
