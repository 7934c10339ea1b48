"""Routes, roles, victim groups, exploitation and sectors: who suffers what, and where."""
