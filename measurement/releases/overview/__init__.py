"""What staff are told before and after they publish: what is new, what waits, what each centre gets."""
