"""Background jobs: work that takes longer than a page may wait.

Words: a *job* is one piece of work that somebody asked for; its row in the database is the truth. The *queue* (huey)
carries nothing but the number of the row, and the *pulse* (kept beside the queue, outside every transaction) says how
far a running job is, that its process lives, and whether somebody asked it to stop. A *worker* is a process that
takes jobs; it may be killed at any moment. A *round* is a small act that every worker repeats by the clock.

A duty writes its jobs in its own `jobs.py` with `@job(title=…)` and asks for them with `actions.ask`.
"""
