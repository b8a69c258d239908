"""What is around a text, as records: how it is cited, its neighbours, its pictures, what the form knows of it."""
