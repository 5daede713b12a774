"""Plan: an official document kept as clauses, tasks with their units, and targets beside their indicators."""
