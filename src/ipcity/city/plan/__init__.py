"""The city's plans as data: clauses, tasks with their units, targets beside their indicators, and their standing.

Words: a *task* is a numbered clause with units; a *guarantee* one of the chapter of safeguards; a *target* a
demanded figure with comparator and hedge; its *standing* is judged by rule R-03. Several plans live side by side.
"""
