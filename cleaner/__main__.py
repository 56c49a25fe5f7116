"""`python -m cleaner` is the command."""

from cleaner.cli.app import main

if __name__ == "__main__":
    main()
