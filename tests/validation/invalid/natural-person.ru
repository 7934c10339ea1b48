# NaturalPersonShape in
INSERT DATA { </tipgraph/person/1> a <http://xmlns.com/foaf/0.1/Person> }

