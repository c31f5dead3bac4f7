"""Fair tuning: every lane gets the same number of settings, chosen by the same rule and judged by the same criterion."""
