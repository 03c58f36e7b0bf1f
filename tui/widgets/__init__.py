"""Small pieces of the screens. None of them parses markup: a person's words are shown as they are."""
