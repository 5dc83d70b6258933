"""Many questions asked at once out of a file, judged, and compared with the time before."""
