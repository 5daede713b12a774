"""Who did what, when, to which thing: an append-only book whose entries hold each other by their hashes.

Words: an *entry* is one act; a *chain* is a row of entries where each carries the hash of the one before; an *anchor*
is a file with the heads of all chains at a day's end, to be kept elsewhere. The trail knows nobody: who acted and
what was acted upon are keys (`user:7`, `unit:market`). It holds no secret and no personal data beyond keys.
"""
