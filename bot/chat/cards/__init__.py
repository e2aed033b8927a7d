"""What people see, as platform-neutral cards."""
