"""The measures of law enforcement, which several kinds of claim treat apart."""

from __future__ import annotations

from tipgraph.language.grammar import words

__all__ = ["LAW_ENFORCEMENT"]

LAW_ENFORCEMENT = words("investigation prosecution conviction sentencing")
"""Measures that become action against complicity where officials are tried."""
