"""The store of sibling posts: readers of export formats, rows, lexical index, embedders, vectors."""
