"""Charts as a listener needs them: what is plotted, over which range, and how it goes."""
