"""Charts over school years: series of points with intervals and bounds, in large and in small panels."""
