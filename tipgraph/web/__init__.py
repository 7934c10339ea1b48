"""Pages, the published site and the server."""
