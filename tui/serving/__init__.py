"""The app in a browser: one process a connection, one home a person, and a door that opens to those who have the code.

Built on textual-serve, which brings the page's terminal and the talk with the process, but lets anybody in: the code, the
check of where a page comes from, the limits and the homes are here.
"""
