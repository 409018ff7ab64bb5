"""Mentions → entities: `linking` chooses or creates, `coreference` gives nominals and pronouns their entity."""
