"""Directory: the units of the city and their people, each with its days and its successor."""
