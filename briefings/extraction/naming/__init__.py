"""How names are found in a text: runs of capitalised words, the titles before them and the kind of thing they name."""
