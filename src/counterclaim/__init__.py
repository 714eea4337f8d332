"""Counterclaim keeps the ledger of a contested event: who says what, on whose word, and who denies it."""

__version__ = "0.1.0"
