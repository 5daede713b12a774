"""Pages of the law: read the request, ask the law or do one act, answer."""
