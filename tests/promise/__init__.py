"""What Daybrief promises at every door, each promise tried as somebody would who wants to break it."""
