"""Reading official papers into clauses, tasks, units, days and targets.

Promise: every extracted part keeps its place in the text, nothing is repaired in silence, and what was not
understood is listed. The numbering styles, phrases and comparators are data in `patterns/`. Names of units stay
as written (beside the full form with the inherited 市); who they are is the city's business.
"""

from __future__ import annotations

from ipcity.documents.clauses import in_order
from ipcity.documents.parts import Clause, Guarantee, LeadingGroup, Number, PlanDocument, Task, UnitMention
from ipcity.documents.patterns import aggregation_words, measure_words
from ipcity.documents.reader import as_dict, read_plan
from ipcity.documents.textfile import read_text

__all__ = [
    "Clause",
    "Guarantee",
    "LeadingGroup",
    "Number",
    "PlanDocument",
    "Task",
    "UnitMention",
    "aggregation_words",
    "as_dict",
    "in_order",
    "measure_words",
    "read_plan",
    "read_text",
]
