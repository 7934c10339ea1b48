"""Lists to compare the places with, independent of the tables that make the places."""

from __future__ import annotations

_ISO_3166 = """
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR
BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL
COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK
FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV
HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO
LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG
MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN
PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE
SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO
TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
"""
ISO_3166 = frozenset(_ISO_3166.split())
"""The officially assigned alpha-3 codes of ISO 3166-1."""

_REGIONS = """
africa north-africa west-africa east-africa central-africa southern-africa sub-saharan-africa
horn-of-africa asia central-asia east-asia south-asia southeast-asia europe western-europe
eastern-europe central-europe southern-europe northern-europe balkans european-union middle-east
gulf-states americas north-america central-america south-america latin-america caribbean oceania
pacific-islands former-soviet-union neighboring-countries
"""
REGIONS = frozenset(_REGIONS.split())
"""The codes of the annotation guidelines for regions."""

_STOP_WORDS = """
a about after all also among an and any are as at be been before being both but by can did do does
during each few for from had has have he her here him his how if in into is it its law may men more
most no nor not of off on once one only or other our out over own per police same several she should
so some state such tier than that the their them then there these they this those through to traffic
two under until up us very victim was we were what when where which while who whom why will with women
work would year you your january february march april may june july august september october november
december monday friday sunday center central north south east west northern southern eastern western
capital government minister president report list act bill
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Frequent words of narratives. None may be a place, even at the start of a sentence."""
