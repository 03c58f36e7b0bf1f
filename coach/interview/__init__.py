"""Interview: from a rough idea, questions by gap, to a draft in the person's own sentences."""
