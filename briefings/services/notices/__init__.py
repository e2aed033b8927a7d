"""What is sent besides digests: alerts, reminders and word to the newsroom."""
