"""The tests of Daybrief."""
