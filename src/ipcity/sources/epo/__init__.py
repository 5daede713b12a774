"""Patents of a hundred offices as the European Patent Office keeps them: DOCDB, OPS and the European register."""
