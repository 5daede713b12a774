"""The patent gazette of one day as spreadsheets: CSV in GB18030 or UTF-8, one document a row."""
