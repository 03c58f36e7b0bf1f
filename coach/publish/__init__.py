"""Publication: what each network counts, where it folds, and what leaves the machine with the person."""
