"""What is claimed: one small module for each claim type, all registered in one table."""
