"""The core: what a briefing is and how one is made. Knows no chat and no framework."""
