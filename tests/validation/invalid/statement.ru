# StatementShape-context disjoint
INSERT DATA { <route/AGO/NAM/28> tg:context <evidence/28-97> }

# StatementShape-context maxCount
INSERT DATA { <route/AGO/NAM/28> tg:context <evidence/12-26> , <evidence/114-150> }

# StatementShape-evidence maxCount
INSERT DATA { <route/AGO/NAM/28> tg:evidence <evidence/114-150> }
