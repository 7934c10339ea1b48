"""The readers of office documents and books. Each turns a file into a web page or a plain text."""
