"""Bytes to reports: text and HTML, with metadata, times and language; page furniture is marked, never cut."""
