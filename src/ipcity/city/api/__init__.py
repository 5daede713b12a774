"""The REST API, version 1: what the pages show, for programs. Reads and own things only; nothing that the pages hide.

*Token*: a key that a person makes at the account page, shown once, kept as a hash, with scopes and a last day. Without
one the public part answers, more slowly. Whoever may not see a thing gets the answer of a thing that is not there.
"""
