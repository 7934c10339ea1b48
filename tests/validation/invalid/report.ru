# ReportShape-country maxCount
INSERT DATA { </tipgraph/report/tip/2014/AGO> tg:country </tipgraph/place/NAM> }

# ReportShape-country minCount
DELETE WHERE { </tipgraph/report/tip/2014/AGO> tg:country ?any }

# ReportShape-edition maxCount
INSERT DATA { </tipgraph/report/tip/2014/AGO> tg:edition "2015" }

# ReportShape-edition minCount
DELETE WHERE { </tipgraph/report/tip/2014/AGO> tg:edition ?any }

# ReportShape-edition pattern
DELETE { </tipgraph/report/tip/2014/AGO> tg:edition ?old }
INSERT { </tipgraph/report/tip/2014/AGO> tg:edition "?" }
WHERE { </tipgraph/report/tip/2014/AGO> tg:edition ?old }

# ReportShape-issued datatype
DELETE { </tipgraph/report/tip/2014/AGO> dcterms:issued ?old }
INSERT { </tipgraph/report/tip/2014/AGO> dcterms:issued "one"@en }
WHERE { </tipgraph/report/tip/2014/AGO> dcterms:issued ?old }

# ReportShape-publication maxCount
INSERT DATA { </tipgraph/report/tip/2014/AGO> tg:publication </tipgraph/concept/publication/factbook> }

# ReportShape-publication minCount
DELETE WHERE { </tipgraph/report/tip/2014/AGO> tg:publication ?any }

# ReportShape-rights minCount
DELETE WHERE { </tipgraph/report/tip/2014/AGO> dcterms:rights ?any }

# ReportShape-section datatype
INSERT DATA { </tipgraph/report/tip/2014/AGO> tg:section "one"@en }

# ReportShape-section maxCount
INSERT DATA { </tipgraph/report/tip/2014/AGO> tg:section "one" , "another" }

# ReportShape-section minLength
INSERT DATA { </tipgraph/report/tip/2014/AGO> tg:section "" }

# ReportShape-title maxCount
INSERT DATA { </tipgraph/report/tip/2014/AGO> dcterms:title "Another"@en }

# ReportShape-title minCount
DELETE WHERE { </tipgraph/report/tip/2014/AGO> dcterms:title ?any }

# ReportShape-title nodeKind
DELETE { </tipgraph/report/tip/2014/AGO> dcterms:title ?old }
INSERT { </tipgraph/report/tip/2014/AGO> dcterms:title </tipgraph/place/AGO> }
WHERE { </tipgraph/report/tip/2014/AGO> dcterms:title ?old }

# ReportShape-year datatype
DELETE { </tipgraph/report/tip/2014/AGO> tg:year ?old }
INSERT { </tipgraph/report/tip/2014/AGO> tg:year "2014" }
WHERE { </tipgraph/report/tip/2014/AGO> tg:year ?old }

# ReportShape-year maxCount + ClaimReportShape sparql
INSERT DATA { </tipgraph/report/tip/2014/AGO> tg:year "2016"^^xsd:gYear }

# ReportShape-year minCount
DELETE WHERE { </tipgraph/report/tip/2014/AGO> tg:year ?any }

# ReportShape-year pattern + ClaimReportShape sparql
DELETE { </tipgraph/report/tip/2014/AGO> tg:year ?old }
INSERT { </tipgraph/report/tip/2014/AGO> tg:year "1999"^^xsd:gYear }
WHERE { </tipgraph/report/tip/2014/AGO> tg:year ?old }

