"""The classroom: a lecturer's picture on many phones, and their answers before the future is shown.

From the ground up: `room` (what a class is), `commands` (what is said to it), `reducer` (what a command makes of it), `tally`,
`secret`; `store` with `memory`; then `client`, `hall`, `desk`, and on top the endpoints, `socket` and `routes`.
"""
