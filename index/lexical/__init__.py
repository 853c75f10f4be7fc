"""The word index: texts cut by jieba, BM25 over them. Derived from the catalog."""
