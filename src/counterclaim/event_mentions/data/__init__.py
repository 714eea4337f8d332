"""Tables of the deeds that event mentions tell of."""
