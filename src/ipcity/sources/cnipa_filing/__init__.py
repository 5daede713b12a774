"""Electronic filings at CNIPA: the parts of one application, each a file of its own in a folder of its own."""
