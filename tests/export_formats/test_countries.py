"""The table of countries' codes, against the atlas and against tables that are not ours."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from babel import Locale
from followthemoney.types import registry

from communique.export.formats.countries import NO_CODES, all_codes, codes_of

KNOWN = """
USA 2 US | CAN 20 CA | CUB 40 CU | HTI 41 HA | DOM 42 DR | JAM 51 JM | TTO 52 TD | MEX 70 MX | GTM 90 GT |
HND 91 HO | SLV 92 ES | NIC 93 NU | CRI 94 CS | PAN 95 PM | COL 100 CO | VEN 101 VE | GUY 110 GY | ECU 130 EC |
PER 135 PE | BRA 140 BR | BOL 145 BL | PRY 150 PA | CHL 155 CI | ARG 160 AR | URY 165 UY | GBR 200 UK |
IRL 205 EI | NLD 210 NL | BEL 211 BE | LUX 212 LU | FRA 220 FR | CHE 225 SZ | ESP 230 SP | PRT 235 PO |
DEU 255 GM | POL 290 PL | AUT 305 AU | HUN 310 HU | CZE 316 EZ | SVK 317 LO | ITA 325 IT | MLT 338 MT |
ALB 339 AL | MNE 341 MJ | MKD 343 MK | HRV 344 HR | SRB 345 RI | BIH 346 BK | KOS 347 KV | SVN 349 SI |
GRC 350 GR | CYP 352 CY | BGR 355 BU | MDA 359 MD | ROU 360 RO | RUS 365 RS | EST 366 EN | LVA 367 LG |
LTU 368 LH | UKR 369 UP | BLR 370 BO | ARM 371 AM | GEO 372 GG | AZE 373 AJ | FIN 375 FI | SWE 380 SW |
NOR 385 NO | DNK 390 DA | ISL 395 IC | GNB 404 PU | GNQ 411 EK | GMB 420 GA | MLI 432 ML | SEN 433 SG |
BEN 434 BN | MRT 435 MR | NER 436 NG | CIV 437 IV | GIN 438 GV | BFA 439 UV | LBR 450 LI | SLE 451 SL |
GHA 452 GH | TGO 461 TO | CMR 471 CM | NGA 475 NI | GAB 481 GB | CAF 482 CT | TCD 483 CD | COG 484 CF |
COD 490 CG | UGA 500 UG | KEN 501 KE | TZA 510 TZ | BDI 516 BY | RWA 517 RW | SOM 520 SO | DJI 522 DJ |
ETH 530 ET | ERI 531 ER | AGO 540 AO | MOZ 541 MZ | ZMB 551 ZA | ZWE 552 ZI | MWI 553 MI | ZAF 560 SF |
NAM 565 WA | LSO 570 LT | BWA 571 BC | SWZ 572 WZ | MDG 580 MA | COM 581 CN | MUS 590 MP | SYC 591 SE |
MAR 600 MO | DZA 615 AG | TUN 616 TS | LBY 620 LY | SDN 625 SU | SSD 626 OD | IRN 630 IR | TUR 640 TU |
IRQ 645 IZ | EGY 651 EG | SYR 652 SY | LBN 660 LE | JOR 663 JO | ISR 666 IS | SAU 670 SA | YEM 679 YM |
KWT 690 KU | BHR 692 BA | QAT 694 QA | ARE 696 AE | OMN 698 MU | AFG 700 AF | TKM 701 TX | TJK 702 TI |
KGZ 703 KG | UZB 704 UZ | KAZ 705 KZ | CHN 710 CH | MNG 712 MG | TWN 713 TW | PRK 731 KN | KOR 732 KS |
JPN 740 JA | IND 750 IN | BTN 760 BT | PAK 770 PK | BGD 771 BG | MMR 775 BM | LKA 780 CE | MDV 781 MV |
NPL 790 NP | THA 800 TH | KHM 811 CB | LAO 812 LA | VNM 816 VM | MYS 820 MY | SGP 830 SN | BRN 835 BX |
PHL 840 RP | IDN 850 ID | TLS 860 TT | AUS 900 AS | PNG 910 PP | NZL 920 NZ | VUT 935 NH | SLB 940 BP |
FJI 950 FJ | KIR 946 KR | NRU 970 NR | TON 955 TN | TUV 947 TV | MHL 983 RM | PLW 986 PS | FSM 987 FM |
WSM 990 WS
"""
"""Country, number in the Correlates of War project's list, FIPS 10-4: written down by hand, not taken from a table."""

ABBREVIATED = """
USA USA | GBR UKG | IRL IRE | NLD NTH | FRA FRN | CHE SWZ | ESP SPN | PRT POR | DEU GMY | AUT AUS | SVK SLO |
SVN SLV | SLV SAL | GRC GRC | ROU ROM | RUS RUS | LVA LAT | LTU LIT | SWE SWD | NER NIR | NGA NIG | GIN GUI |
GNB GNB | GNQ EQG | COG CON | COD DRC | ZAF SAF | SWZ SWA | DZA ALG | LBY LIB | LBR LBR | LBN LEB | SDN SUD |
SSD SSD | IRQ IRQ | IRN IRN | SYR SYR | ARE UAE | MMR MYA | PRK PRK | KOR ROK | VNM DRV | KHM CAM | IDN INS |
PHL PHI | MYS MAL | MLI MLI | AUS AUL | NZL NEW | MNG MON
"""
"""Country, abbreviation in the Correlates of War project's list."""


def entries(table: str) -> list[list[str]]:
    return [entry.split() for entry in table.split("|")]


def atlas() -> list[dict[str, str]]:
    lines = files("communique.reference").joinpath("data/countries.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t"))


def test_every_country_of_the_atlas_is_there_with_the_same_codes() -> None:
    ours = [(c.code, c.iso2, c.name, c.cow_abbreviation, c.fips) for c in all_codes()]
    theirs = [
        (row["code"], row["iso2"], row["name"], row["cow"], "" if row["code"] == "PSE" else row["fips"])
        for row in atlas()
    ]
    assert ours == theirs


def test_codes_are_one_for_each_country() -> None:
    for column in ("code", "iso2", "cow", "cow_abbreviation", "fips", "cameo"):
        given = [value for value in (getattr(row, column) for row in all_codes()) if value]
        assert len(given) == len(set(given)), column
    assert all(bool(row.cow) == bool(row.cow_abbreviation) for row in all_codes())
    assert all(1 < int(row.cow) < 1000 for row in all_codes() if row.cow)


def test_two_letter_codes_are_those_of_other_tables() -> None:
    territories = Locale("en").territories
    for row in all_codes():
        assert row.iso2 in territories, row
        assert registry.country.clean(row.iso2) is not None or row.iso2 == "AQ", row


@pytest.mark.parametrize(
    ("code", "cow", "fips", "cameo"),
    [
        ("DEU", "255", "GM", "DEU"),
        ("RUS", "365", "RS", "RUS"), ("USA", "2", "US", "USA"), ("GBR", "200", "UK", "GBR"),
        ("SRB", "345", "RI", "SRB"), ("KOS", "347", "KV", ""), ("PSE", "", "", "PSE"), ("TWN", "713", "TW", "TWN"),
        ("VNM", "816", "VM", "VNM"), ("YEM", "679", "YM", "YEM"), ("ROU", "360", "RO", "ROM"),
        ("COD", "490", "CG", "COD"),
        ("COG", "484", "CF", "COG"), ("AUS", "900", "AS", "AUS"), ("AUT", "305", "AU", "AUT"),
    ],
)  # fmt: skip
def test_codes_that_are_easily_mistaken(code: str, cow: str, fips: str, cameo: str) -> None:
    row = codes_of(code)
    assert (row.cow, row.fips, row.cameo) == (cow, fips, cameo)


def test_codes_are_those_that_are_known_by_heart() -> None:
    """The atlas has the same codes by the same hand: a wrong one may stand in both tables."""
    ours = [[row.code, row.cow, row.fips] for row in (codes_of(code) for code, _, _ in entries(KNOWN))]
    assert ours == entries(KNOWN)
    assert [[code, codes_of(code).cow_abbreviation] for code, _ in entries(ABBREVIATED)] == entries(ABBREVIATED)


def test_codes_of_gdelt_are_ours_but_for_these() -> None:
    assert {row.code: row.cameo for row in all_codes() if row.code != row.cameo} == {
        "ATA": "", "KOS": "", "MNE": "MTN", "ROU": "ROM", "TLS": "TMP",
    }  # fmt: skip


@pytest.mark.parametrize("code", ["IGO", "EUR", "", None, "XXX"])
def test_what_is_no_country_has_no_codes(code: str | None) -> None:
    assert codes_of(code) is NO_CODES
