"""The officer's face: what waits for me and my unit, notices, tasks of the plan, what I asked for, what happened.

It holds no data of its own; it asks the rooms below and links to the place where a thing is done.
"""
