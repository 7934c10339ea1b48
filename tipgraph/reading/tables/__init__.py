"""The reader of tables: CSV, TSV, Excel and Parquet files with a narrative or a sentence in each row."""
