"""What each word of the command line does. None of them needs a screen."""
