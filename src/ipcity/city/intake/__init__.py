"""Intake: what can be loaded, on what terms; templates for every kind of right, checked cell by cell when they come back.

A kind's template is a register (see `city/registers`): upload, dry run with every fault at its cell, marked copy, import.
Imported rows are written to a workbook in the data folder and loaded into the lake by a background job.
"""
