"""The name and the version of the program, as ledgers and cases carry them."""

from counterclaim import __version__

PROGRAM = f"counterclaim {__version__}"
