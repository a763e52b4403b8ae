"""What goes into a report of one centre: what was released, and what is known of it beside answers."""
