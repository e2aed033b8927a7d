"""The long proofs: ``make torture``, or one of them with ``make torture ARGS=kills``."""
