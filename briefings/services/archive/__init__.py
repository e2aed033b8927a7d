"""What readers find in published briefings."""
