"""The page on this machine where people review claims: a queue, the text beside its claims, dropped files."""
