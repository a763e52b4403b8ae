"""The questionnaire: items, scales, links and success factors, as data files say them."""
