"""Answers per person for analysts: csv, Parquet, SPSS, the data dictionary and DDI Codebook."""
