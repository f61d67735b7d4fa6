"""The schema of the practice log, one numbered step after another.

A step that has shipped is never edited: later changes are later steps.
"""
