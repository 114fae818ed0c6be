"""The one-command stack: the real engines as child processes, without root, containers or services."""
