"""`make bench`: ratios in one run on one machine, against peers; absolute times drift and are only shown beside."""
