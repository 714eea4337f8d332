"""A learned tagger of attributions: a small encoder's scores, decoded to sources, cues and contents."""
