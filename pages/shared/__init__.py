"""What every page uses: the only door to the measures, the filters, the panels."""
