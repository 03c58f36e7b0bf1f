"""The thread room: a skeleton of claims, proofs and limits, the posts it is cut into, and what an outsider would stumble on."""
