"""Claims to RDF and back, the provenance of runs, and shortcuts on request."""
