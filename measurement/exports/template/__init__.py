"""The project's own workbook: answers, which survey it was, who was invited."""
