"""General helpers, independent of reports and graphs."""
