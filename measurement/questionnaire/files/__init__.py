"""From data files to a questionnaire, with every fault named at once."""
