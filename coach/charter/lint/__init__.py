"""L'Arroseur: the company's own charter and kit, read for orders that contradict one another and rules that help nobody."""
