"""Patents of the United States as the office publishes them in XML: grants and applications since 2001, weekly files."""
