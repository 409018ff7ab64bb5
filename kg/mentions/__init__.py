"""Sentence → mentions: `gazetteer` knows names, `names` finds unknown ones, `nominals` the rest, `overlap` decides."""
