"""What an office says that figures of the register are: entered, signed, withdrawn, laid over what the project ships."""
