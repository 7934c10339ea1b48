"""Makes anew what is made of something else and is committed: ``python -m tools.regenerate``.

The examples' PDF and graph, the reference of the commands, and what commands print in the pages. Run it
after a change of labels, rules, commands or examples. Pictures have a program of their own
(``docs/pictures/make.py``), as they need a browser.
"""

from __future__ import annotations

from examples import make_pdf
from tipgraph.build import build_graph
from tools import cli_reference, transcripts

__all__ = ["main"]

EXAMPLES = make_pdf.EXAMPLES


def main() -> None:
    """Write all of it."""
    make_pdf.PDF.write_bytes(make_pdf.pdf(make_pdf.TEXT.read_text(encoding="utf-8")))
    build_graph([EXAMPLES / "reports"], EXAMPLES / "graph.trig")
    cli_reference.PAGE.write_text(cli_reference.reference(), encoding="utf-8")
    transcripts.main()


if __name__ == "__main__":
    main()
