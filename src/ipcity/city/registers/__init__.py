"""Registers: lists of the city that are filled from spreadsheets and go back into spreadsheets.

Words: a *register* is a declaration: columns, a key, and a *shelf* that knows where the rows live. A *batch* is one
uploaded file, first checked (*dry run*), then imported whole or not at all; it can be undone while nothing later
stands on it. A *fault* is one cell that cannot be taken, with what, why and what to do.

Every room declares its registers in its own `registers.py`; there is no other way to import or export a list.
"""
