"""The bridge to the records: which organisation a name stands for, and what persons asked to be withheld.

*Candidate*: a name in the records that may be another name of an organisation, with a score and the reasons behind
it. *Decision*: a clerk's word on a pair of names: the same, not the same, or undone; rows are only added. Likeness
alone never merges: 华兴 is not 华星. *Objection*: a natural person's request that a name or address be withheld or
corrected; one officer proposes, another decides. What is decided goes at once into `decided/`, where the engine reads.
"""
