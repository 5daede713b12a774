"""What people keep for themselves: saved searches that watch for news, and collections of records with notes.

*News*: records that a later version of the data brought into a search, new or changed. *Share*: a collection or a
saved search opened to a person, a unit, or whoever holds a link; taken back at any moment. Atom feeds have addresses
that nobody can guess.
"""
