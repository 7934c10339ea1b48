"""Regenerates committed files that are made from something else: ``python -m tools.regenerate``.

These are the PDF and the graph of the examples, the references of commands and Python names, the picture of
the architecture, the output of commands on the pages, and that of the notebook. Run it after a change of
labels, rules, commands, docstrings or examples. The other pictures need a browser; ``docs/pictures/make.py``
takes them.
"""

from __future__ import annotations

from examples import make_pdf
from tipgraph.build import build_graph
from tools import api_reference, architecture, cli_reference, notebook, transcripts

__all__ = ["main"]

EXAMPLES = make_pdf.EXAMPLES


def main() -> None:
    """Write all of them."""
    make_pdf.PDF.write_bytes(make_pdf.pdf(make_pdf.TEXT.read_text(encoding="utf-8")))
    build_graph([EXAMPLES / "reports"], EXAMPLES / "graph.trig")
    architecture.PICTURE.write_text(architecture.picture(), encoding="utf-8")
    for page in (cli_reference, api_reference):
        page.PAGE.write_text(page.reference(), encoding="utf-8")
    transcripts.main()
    notebook.main()


if __name__ == "__main__":
    main()
