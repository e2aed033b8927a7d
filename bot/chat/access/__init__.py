"""Who may run a command, how often, and who may use the bot at all."""
