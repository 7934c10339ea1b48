# RouteClaimShape-destination maxCount + RouteEndsShape sparql
INSERT DATA { <route/AGO/NAM/28> tg:destination </tipgraph/place/XAA> }

# RouteClaimShape-destination minCount
DELETE WHERE { <route/AGO/NAM/28> tg:destination ?any }

# RouteClaimShape-onRoute maxCount + RouteEndsShape sparql
INSERT DATA { <route/AGO/NAM/28> tg:onRoute </tipgraph/route/AGO/AGO-neighbors> }

# RouteClaimShape-onRoute minCount
DELETE WHERE { <route/AGO/NAM/28> tg:onRoute ?any }

# RouteClaimShape-origin disjoint + RouteEndsShape sparql
DELETE { <route/AGO/NAM/28> tg:destination ?old }
INSERT { <route/AGO/NAM/28> tg:destination </tipgraph/place/AGO> }
WHERE { <route/AGO/NAM/28> tg:destination ?old }

# RouteClaimShape-origin maxCount + RouteEndsShape sparql
INSERT DATA { <route/AGO/NAM/28> tg:origin </tipgraph/place/XAA> }

# RouteClaimShape-origin minCount
DELETE WHERE { <route/AGO/NAM/28> tg:origin ?any }

# RouteClaimShape-routeKind maxCount
INSERT DATA { <route/AGO/NAM/28> tg:routeKind </tipgraph/concept/route-kind/migration> }

# RouteClaimShape-routeKind minCount
DELETE WHERE { <route/AGO/NAM/28> tg:routeKind ?any }

# RouteClaimShape-via disjoint
INSERT DATA { <route/AGO/NAM/28> tg:via </tipgraph/place/AGO> }
