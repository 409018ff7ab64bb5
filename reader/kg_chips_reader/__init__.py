"""Weights of kg's learned reader; kg.reader.locate finds this folder. Made by training/train_reader.py."""
