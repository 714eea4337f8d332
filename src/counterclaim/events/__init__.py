"""What the claims of many reports add up to: incidents, originators, figures, points, accounts."""
