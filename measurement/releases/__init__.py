"""Releases: what directors see of survey answers, published once and never recomputed.

A release holds *atoms*: disjoint sets of the answers of one centre to one item. Each is safe by
itself, and whatever is shown is a sum of atoms or a published total, so that nothing follows from
laying views, releases or screens side by side. Nothing here knows a store or a page.

``release`` makes the next release of answers, given the ``History`` so far; ``history`` adds it,
withdraws it, and withdraws the atoms of what is corrected; ``keeping`` writes a history to plain
rows. ``History.of`` narrows it to one director; ``views``, ``rests``, ``verdicts`` and ``scales``
are what that director may see.
"""
