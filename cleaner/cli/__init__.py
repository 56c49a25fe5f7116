"""The command line: app.py joins the commands, one file each. stdout is data, stderr is talk."""
