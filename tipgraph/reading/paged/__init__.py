"""The reader of documents in pages: PDFs, and texts that were made from the PDF of a yearly report.

`pdf` and `text` read pages as words with boxes. `rows` groups the words by height, `furniture` removes
running heads and page numbers, `lines` finds columns and the reading order, `countries` splits a report at
its `headings`, `paragraphs` rebuilds the text, and `report` builds the narratives.
"""
