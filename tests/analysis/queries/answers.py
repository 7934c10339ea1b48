"""Results of the named queries on the archive of `tests.archive`, with and without rows."""

from __future__ import annotations

from typing import Any

__all__ = ["ANSWERS"]

GTM_2014, GTM_2015, MEX_2014 = "report/tip/2014/GTM", "report/tip/2015/GTM", "report/tip/2014/MEX"
CUB_2014 = "report/factbook/2014/CUB"
GIRLS = "Girls are exploited in bars in Mexico, some taken through Belize"
TIP = "Trafficking in Persons Report"

ANSWERS: list[tuple[str, dict[str, str], list[list[Any]]]] = [
    (
        "routes-out",
        {"origin": "GTM"},
        [
            ["MEX", "Mexico", "trafficking", 3, 3, "2014", "2015"],
            ["CAN", "Canada", "trafficking", 1, 1, "2015", "2015"],
            ["USA", "United States", "trafficking", 1, 0, "2014", "2014"],
        ],
    ),
    ("routes-out", {"origin": "GTM", "year": "2015"}, [
        ["CAN", "Canada", "trafficking", 1, 1, "2015", "2015"],
        ["MEX", "Mexico", "trafficking", 1, 1, "2015", "2015"],
    ]),
    ("routes-out", {"origin": "HND"}, [["GTM", "Guatemala", "migration", 1, 1, "2014", "2014"]]),
    (
        "routes-into",
        {"destination": "MEX", "year": "2014"},
        [
            ["GTM", "Guatemala", "trafficking", 2, 2, "2014", "2014"],
            ["CUB", "Cuba", "trafficking", 1, 0, "2014", "2014"],
        ],
    ),
    ("routes-into-by-sector", {"destination": "MEX"}, [
        ["agriculture", "Agriculture", "CUB", "Cuba", "trafficking", 1, 0, "2014", "2014"],
        ["hospitality", "Hospitality", "GTM", "Guatemala", "trafficking", 1, 1, "2014", "2014"],
    ]),
    ("routes-into-by-sector", {"destination": "MEX", "year": "2015"}, []),
    ("routes-into-region", {"region": "gulf-states"}, [
        ["CUB", "Cuba", "gulf-states", "Gulf states", 1], ["CUB", "Cuba", "KWT", "Kuwait", 1],
    ]),
    ("routes-into-region", {"region": "gulf-states", "year": "2015"}, []),
    ("routes-via", {"origin": "GTM"}, [["BLZ", "Belize", "MEX", "Mexico", 1, "2014", "2014"]]),
    (
        "route-words",
        {"origin": "GTM", "destination": "MEX"},
        [
            ["2014", "GTM", "trafficking", "asserted", GIRLS, GTM_2014],
            ["2014", "MEX", "trafficking", "asserted", "Guatemalan girls are exploited", MEX_2014],
            ["2015", "GTM", "trafficking", "asserted", "Girls and women are exploited in Mexico", GTM_2015],
        ],
    ),
    (
        "route-statements",
        {"origin": "GTM", "destination": "MEX"},
        [
            ["2014", "GTM", "trafficking", "asserted", "girls", "sex-trafficking", "hospitality", "BLZ",
             "Girls are exploited in bars in Mexico, some taken through Belize", "", GTM_2014, 43],
            ["2014", "MEX", "trafficking", "asserted", "girls", "", "", "",
             "Guatemalan girls are exploited", "", MEX_2014, 25],
            ["2015", "GTM", "trafficking", "asserted", "girls|women", "sex-trafficking", "", "",
             "Girls and women are exploited in Mexico", "", GTM_2015, 31],
        ],
    ),
    ("route-statements", {"origin": "GTM", "destination": "USA", "year": "2015"}, []),
    ("possible-routes", {"country": "GTM"}, [
        ["GTM", "Guatemala", "USA", "United States", 1, "2014", "2014"],
    ]),
    ("possible-routes", {"country": "MEX"}, [["CUB", "Cuba", "MEX", "Mexico", 1, "2014", "2014"]]),
    ("corroborated-routes", {"year": "2014"}, [
        ["GTM", "Guatemala", "MEX", "Mexico", "asserts it", "asserts it"],
    ]),
    ("corroborated-routes", {"year": "2015"}, []),
    (
        "corroboration",
        {"country": "MEX", "year": "2014"},
        [
            ["CUB", "Cuba", "MEX", "Mexico", "does not mention it", "states it"],
            ["GTM", "Guatemala", "MEX", "Mexico", "states it", "states it"],
        ],
    ),
    (
        "corroboration",
        {"country": "GTM", "year": "2014"},
        [
            ["GTM", "Guatemala", "MEX", "Mexico", "states it", "states it"],
            ["GTM", "Guatemala", "USA", "United States", "states it", "no report read"],
            ["HND", "Honduras", "GTM", "Guatemala", "no report read", "states it"],
        ],
    ),
    (
        "hubs",
        {"year": "2014"},
        [
            ["CUB", "Cuba", 2, 0], ["GTM", "Guatemala", 1, 0], ["gulf-states", "Gulf states", 0, 1],
            ["KWT", "Kuwait", 0, 1], ["MEX", "Mexico", 0, 1],
        ],
    ),
    (
        "victims-in-sector",
        {"sector": "agriculture"},
        [
            ["", "CUB", "Cuba", "MEX", "Mexico", 1, "2014", "2014"],
            ["men", "GTM", "Guatemala", "CAN", "Canada", 1, "2015", "2015"],
            ["men", "GTM", "Guatemala", "USA", "United States", 1, "2014", "2014"],
        ],
    ),
    ("victims-in-sector", {"sector": "agriculture", "destination": "CAN", "year": "2015"}, [
        ["men", "GTM", "Guatemala", "Canada", 1, "2015", "2015"],
    ]),
    ("victims-in-sector", {"sector": "agriculture", "year": "2016"}, []),
    ("exploitation-in-sector", {"sector": "agriculture"}, [
        ["CAN", "Canada", 1, 1], ["USA", "United States", 1, 1],
    ]),
    ("exploitation-in-sector", {"sector": "agriculture", "exploitation": "sex-trafficking"}, []),
    (
        "exploitation-by-victims",
        {},
        [
            ["girls", "Girls", "sex-trafficking", "Sex trafficking", 2],
            ["men", "Men", "forced-labor", "Forced labor", 2],
            ["women", "Women", "sex-trafficking", "Sex trafficking", 1],
        ],
    ),
    ("exploitation-by-victims", {"victims": "men", "year": "2015"}, [
        ["Men", "forced-labor", "Forced labor", 1],
    ]),
    ("sectors-of", {"country": "GTM"}, [
        ["agriculture", "Agriculture", 2, "2014", "2015"], ["hospitality", "Hospitality", 1, "2014", "2014"],
    ]),
    (
        "victims-of",
        {"country": "GTM"},
        [
            ["2014", "girls", "Girls", 1, "asserted"],
            ["2014", "men", "Men", 1, "possible"],
            ["2015", "girls", "Girls", 1, "asserted"],
            ["2015", "men", "Men", 1, "asserted"],
            ["2015", "women", "Women", 1, "asserted"],
        ],
    ),
    (
        "roles",
        {"role": "transit", "year": "2014"},
        [
            ["CUB", "Cuba", "possible", CUB_2014],
            ["GTM", "Guatemala", "asserted", GTM_2014],
        ],
    ),
    (
        "tiers",
        {"country": "GTM"},
        [
            ["2014", "2", "", "", "", "Tier 2", GTM_2014],
            ["2015", "2WL", "downgraded", "", "", "downgraded to Tier 2 Watch List", GTM_2015],
        ],
    ),
    ("tier-downgrades", {"year": "2015"}, [["GTM", "Guatemala", "2", "2WL", "yes"]]),
    ("tier-downgrades", {"year": "2014"}, []),
    (
        "no-convictions",
        {"year": "2014"},
        [
            ["GTM", "Guatemala", "no", "Nobody was convicted, against nine in 2012", GTM_2014],
            ["MEX", "Mexico", "yes", "No official was convicted", MEX_2014],
        ],
    ),
    ("no-convictions", {"year": "2015"}, []),
    (
        "recommendations-not-acted-on",
        {"year": "2014"},
        [
            ["GTM", "Guatemala", "action-plan", "Action plan", "not done"],
            ["GTM", "Guatemala", "hotline", "Hotline", "not mentioned"],
        ],
    ),
    ("recommendations-not-acted-on", {"year": "2015", "country": "GTM"}, [
        ["Guatemala", "victim-services", "Victim services", "no report read"],
    ]),
    ("recommendations-not-acted-on", {"year": "2014", "country": "MEX"}, []),
    (
        "changes",
        {"country": "GTM", "from": "2014", "to": "2015"},
        [
            ["measure", "action-plan/not-done", "appeared"],
            ["measure", "action-plan/planned", "vanished"],
            ["measure", "action-plan/recommended", "vanished"],
            ["measure", "conviction/done", "appeared"],
            ["measure", "conviction/not-done", "vanished"],
            ["measure", "hotline/recommended", "vanished"],
            ["measure", "legislation/done", "vanished"],
            ["measure", "legislation/not-done", "vanished"],
            ["measure", "training/done", "appeared"],
            ["measure", "training/recommended", "vanished"],
            ["measure", "victim-services/insufficient", "vanished"],
            ["measure", "victim-services/recommended", "appeared"],
            ["role", "transit", "vanished"],
            ["route", "GTM/CAN", "appeared"],
            ["route", "GTM/USA", "vanished"],
            ["route", "HND/GTM", "vanished"],
            ["sector", "hospitality", "vanished"],
            ["tier", "2", "vanished"],
            ["tier", "2WL", "appeared"],
            ["victim-group", "women", "appeared"],
        ],
    ),
    ("changes", {"country": "MEX", "from": "2014", "to": "2015"}, []),
    (
        "claims",
        {"country": "CUB", "year": "2014"},
        [
            [CUB_2014, 10, "role", "source", "asserted", "source"],
            [CUB_2014, 10, "role", "transit", "possible", "source"],
            [CUB_2014, 31, "role", "source", "asserted", "transit country"],
            [CUB_2014, 31, "role", "transit", "possible", "transit country"],
            [CUB_2014, 48, "route", "CUB/KWT", "asserted",
             "Nurses are exploited in Kuwait and elsewhere in the Gulf"],
            [CUB_2014, 48, "route", "CUB/gulf-states", "asserted",
             "Nurses are exploited in Kuwait and elsewhere in the Gulf"],
            [CUB_2014, 106, "measure", "hotline/done", "asserted", "A hotline exists"],
        ],
    ),
    (
        "counts",
        {"country": "GTM"},
        [
            ["2014", "2012", "9", "persons", "nine convictions in 2012", GTM_2014],
            ["2015", "2014", "4", "persons", "Four people were convicted in 2014", GTM_2015],
        ],
    ),
    ("counts", {"country": "GTM", "measure": "funding"}, []),
    ("measures-by-group", {"victims": "girls"}, [
        ["GTM", "Guatemala", "2014", "victim-services", "insufficient", "Shelters are few", GTM_2014],
    ]),
    ("measures-by-group", {"victims": "girls", "status": "done"}, []),
    (
        "reports-read",
        {"country": "GTM"},
        [
            ["Guatemala", "2014", "tip", f"{TIP} 2014: Guatemala", 2, 42, GTM_2014],
            ["Guatemala", "2015", "tip", f"{TIP} 2015: Guatemala", 1, 15, GTM_2015],
        ],
    ),
]  # fmt: skip
