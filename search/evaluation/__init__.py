"""Judged questions in, success, recall and latency out."""
