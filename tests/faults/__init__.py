"""Faults of the world, made on purpose: ``python -m tests.faults`` kills 200 times."""
