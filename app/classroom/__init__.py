"""The classroom: a lecturer's picture on many phones, and their answers before the future is shown.

`rules` says what a class is, `stores` where it is kept, `pictures` what it sees. Here is who speaks with whom: `client` is one socket,
`hall` a class in one process, `desk` all of them; `socket`, `poll`, `opening`, `votes` and `seats` are what `routes` offers.
"""
