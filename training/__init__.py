"""Scripts that make the weights from data given by path; torch and lightgbm live only here."""
