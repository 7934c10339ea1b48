"""Analysis: questions, tables and route networks out of a graph."""
