"""The command table: name, options, who may, help, what answers it."""
