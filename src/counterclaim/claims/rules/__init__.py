"""Hand-written readers of claims, each kept only where switching it off costs on reports that nobody tuned on."""
