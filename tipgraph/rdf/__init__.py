"""RDF: claims to quads and back, files, stores and servers."""
