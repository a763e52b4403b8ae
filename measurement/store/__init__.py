"""The store: imports, answers and invitations, pseudonymised, with every change undoable."""

from measurement.store.adding import Addition
from measurement.store.imports import Receipt
from measurement.store.invitations import Invitation
from measurement.store.naming import Survey, SurveyNaming
from measurement.store.opening import open_store
from measurement.store.store import Store

__all__ = [
    "Addition",
    "Invitation",
    "Receipt",
    "Store",
    "Survey",
    "SurveyNaming",
    "open_store",
]
