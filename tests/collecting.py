"""Python's collector in tests that have both widgets and workers."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def only_what_is_new() -> None:
    """What the modules hold is never rubbish: looking at it again after each test would be slow."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def collected_here(only_what_is_new: None) -> Iterator[None]:
    """What a test leaves in cycles goes on this thread: no worker may stop a widget's timer."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()
