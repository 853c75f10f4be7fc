"""Files in, issues of the catalog out: found, read in processes of their own, taken in one by one."""
