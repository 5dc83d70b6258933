"""The hotline's desk: looks up while the caller tells, and takes down what is wrong or missing."""
