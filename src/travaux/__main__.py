"""`python -m travaux`: the command line."""

from travaux.cli.main import main

if __name__ == "__main__":
    main()
