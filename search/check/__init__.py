"""A draft in, findings out: is every citation right, in force, and quoted word for word?"""
