"""What every platform shares, and knows no platform."""
