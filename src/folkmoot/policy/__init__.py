"""The policy: one file that an editor can read aloud and a program can hold comments to."""
