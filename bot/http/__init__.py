"""Health, metrics and the webhook route."""
