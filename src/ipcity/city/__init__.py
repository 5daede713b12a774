"""The city: what a government does with the records. Django lives here and above, never below."""
