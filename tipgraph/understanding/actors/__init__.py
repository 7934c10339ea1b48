"""Who acts, with whom, and on whom."""
