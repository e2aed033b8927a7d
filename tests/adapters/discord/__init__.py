"""Discord: rendering, failures, the courier and the client against fakes of Discord."""
