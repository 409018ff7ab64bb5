"""The learned reader: a small encoder over the article, and a head that judges pairs of its entities."""
