"""The benchmark: what converting, building, rebuilding, printing and searching cost, measured in one run.

It is not in the wheel. ``nox -s bench`` runs it as ``python -m bench`` with ``tools/`` on the path.
Absolute times are a machine's mood; what is compared with a budget is, wherever possible, a ratio of two measurements
of one run.
"""
