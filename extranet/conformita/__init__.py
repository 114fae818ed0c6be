"""How the convention is kept, clause by clause, from what happened (C1-C8)."""
