"""Mirror: what a draft borrows from siblings' posts and official messages, and what only this person brings."""
