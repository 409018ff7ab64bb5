"""The store: one SQLite file that holds every article with its entities, claims and evidence."""

from kg.store.database import Store
from kg.store.view import StoreGraph

__all__ = ["Store", "StoreGraph"]
