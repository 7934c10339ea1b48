# RouteClaimShape-destination maxCount
INSERT DATA { <route/AGO/NAM> tg:destination </tipgraph/place/XAA> }

# RouteClaimShape-destination minCount
DELETE WHERE { <route/AGO/NAM> tg:destination ?any }

# RouteClaimShape-origin disjoint
DELETE { <route/AGO/NAM> tg:destination ?old }
INSERT { <route/AGO/NAM> tg:destination </tipgraph/place/AGO> }
WHERE { <route/AGO/NAM> tg:destination ?old }

# RouteClaimShape-origin maxCount
INSERT DATA { <route/AGO/NAM> tg:origin </tipgraph/place/XAA> }

# RouteClaimShape-origin minCount
DELETE WHERE { <route/AGO/NAM> tg:origin ?any }

# RouteClaimShape-routeKind maxCount
INSERT DATA { <route/AGO/NAM> tg:routeKind </tipgraph/concept/route-kind/migration> }

# RouteClaimShape-routeKind minCount
DELETE WHERE { <route/AGO/NAM> tg:routeKind ?any }

# RouteClaimShape-via disjoint
INSERT DATA { <route/AGO/NAM> tg:via </tipgraph/place/AGO> }

