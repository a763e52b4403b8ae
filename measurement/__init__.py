"""Effect measurement of professional development: from survey export to figures."""
