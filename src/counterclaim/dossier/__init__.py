"""What a person reads: the dossier as one self-contained HTML file, and the summary on the terminal."""
