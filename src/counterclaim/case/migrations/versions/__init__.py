"""One file for each step, named by its number; a step is never changed once it was released."""
