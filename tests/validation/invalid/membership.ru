# MembershipShape-from datatype
DELETE { </tipgraph/place/XAA/membership/lost-lands> tg:from ?from ; tg:until ?until }
INSERT { </tipgraph/place/XAA/membership/lost-lands> tg:from "1992"^^xsd:gYear }
WHERE { </tipgraph/place/XAA/membership/lost-lands> tg:from ?from ; tg:until ?until }

# MembershipShape-from lessThan
DELETE { </tipgraph/place/XAA/membership/lost-lands> tg:until ?old }
INSERT { </tipgraph/place/XAA/membership/lost-lands> tg:until "1990-01-01"^^xsd:date }
WHERE { </tipgraph/place/XAA/membership/lost-lands> tg:until ?old }

# MembershipShape-from maxCount
INSERT DATA { </tipgraph/place/XAA/membership/lost-lands> tg:from "2014-07-01"^^xsd:date }

# MembershipShape-member maxCount
INSERT DATA { </tipgraph/place/XAA/membership/lost-lands> tg:member </tipgraph/place/AGO> }

# MembershipShape-member minCount
DELETE WHERE { </tipgraph/place/XAA/membership/lost-lands> tg:member ?any }

# MembershipShape-member nodeKind
DELETE { </tipgraph/place/XAA/membership/lost-lands> tg:member ?old }
INSERT { </tipgraph/place/XAA/membership/lost-lands> tg:member "no address" }
WHERE { </tipgraph/place/XAA/membership/lost-lands> tg:member ?old }

# MembershipShape-region maxCount
INSERT DATA { </tipgraph/place/XAA/membership/lost-lands> tg:region </tipgraph/place/AGO> }

# MembershipShape-region minCount
DELETE WHERE { </tipgraph/place/XAA/membership/lost-lands> tg:region ?any }

# MembershipShape-region nodeKind
DELETE { </tipgraph/place/XAA/membership/lost-lands> tg:region ?old }
INSERT { </tipgraph/place/XAA/membership/lost-lands> tg:region "no address" }
WHERE { </tipgraph/place/XAA/membership/lost-lands> tg:region ?old }

# MembershipShape-until datatype
DELETE { </tipgraph/place/XAA/membership/lost-lands> tg:from ?from ; tg:until ?until }
INSERT { </tipgraph/place/XAA/membership/lost-lands> tg:until "2100"^^xsd:gYear }
WHERE { </tipgraph/place/XAA/membership/lost-lands> tg:from ?from ; tg:until ?until }

# MembershipShape-until maxCount
INSERT DATA { </tipgraph/place/XAA/membership/lost-lands> tg:until "2014-07-01"^^xsd:date }

