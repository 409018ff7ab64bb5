"""The data under ontology/, read once and checked: vocabulary, lexicons, cues and patterns."""
