"""Where things are: plain geometry shared by screen and paper."""
