"""Lists of participants and yearly figures in the store."""
