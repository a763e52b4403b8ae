"""Our figures as svg, without a browser: what plotly draws on screen, drawn here for paper and files."""
