"""Regenerates committed files that depend on others: ``python -m tools.regenerate``.

These are the PDF and the graph of the examples, the reference of the command line, and command output in the
documentation. Run it after a change of labels, rules, commands or examples. ``docs/pictures/make.py``
regenerates the pictures, because they need a browser.
"""

from __future__ import annotations

from examples import make_pdf
from tipgraph.build import build_graph
from tools import cli_reference, transcripts

__all__ = ["main"]

EXAMPLES = make_pdf.EXAMPLES


def main() -> None:
    """Write all files."""
    make_pdf.PDF.write_bytes(make_pdf.pdf(make_pdf.TEXT.read_text(encoding="utf-8")))
    build_graph([EXAMPLES / "reports"], EXAMPLES / "graph.trig")
    cli_reference.PAGE.write_text(cli_reference.reference(), encoding="utf-8")
    transcripts.main()


if __name__ == "__main__":
    main()
