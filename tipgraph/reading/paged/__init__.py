"""The reader of documents in pages: PDFs, and texts that were made from the PDF of a yearly report.

`pdf` reads the pages of a PDF as words with boxes. `lines` groups the words by height, and finds columns and
the reading order. `furniture` removes running heads and page numbers, `countries` splits a report at its
`headings`, `paragraphs` rebuilds the text, and `narratives` makes the narratives.
"""
