"""The shared encoder: it reads a report once, and its heads label words for attribution and for event mentions."""
