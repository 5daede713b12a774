"""The face of the law: the rulebook to read, the calculators to ask, and corrections under four eyes.

Words: a *rule* is a page of the law room's book; a *correction* is a new dated value with its reason, proposed by one
administrator and approved by another, kept here as a row and in the operator's folder as the file that the law reads.
No rule is evaluated here: every answer comes from `ipcity.law` with its steps, and is only put on paper.
"""
