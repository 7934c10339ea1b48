"""Understanding by structure: tokens, phrases, clauses, operators, frames."""
