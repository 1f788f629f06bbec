"""What abbreviations of time zones mean."""

from __future__ import annotations

UTC = "Z"

# Fixed offsets, except for Moscow and Vladivostok, which changed theirs. Where there are several,
# the person is asked which is meant. Sources: the abbreviations of the tz database, and the list of
# timeanddate.com.
ZONES: dict[str, tuple[str, ...]] = {
    "Z": (UTC,),
    "UTC": (UTC,),
    "GMT": (UTC,),
    "UT": (UTC,),
    "KST": ("+09:00",),
    "JST": ("+09:00",),
    "HKT": ("+08:00",),
    "SGT": ("+08:00",),
    "ICT": ("+07:00",),
    "NPT": ("+05:45",),
    "PKT": ("+05:00",),
    "VLAT": ("Asia/Vladivostok",),
    "MSK": ("Europe/Moscow",),
    "МСК": ("Europe/Moscow",),
    "WET": ("+00:00",),
    "WEST": ("+01:00",),
    "CET": ("+01:00",),
    "CEST": ("+02:00",),
    "MEZ": ("+01:00",),
    "MESZ": ("+02:00",),
    "EET": ("+02:00",),
    "EEST": ("+03:00",),
    "EDT": ("-04:00",),
    "CDT": ("-05:00",),
    "MDT": ("-06:00",),
    "PDT": ("-07:00",),
    "AKST": ("-09:00",),
    "AKDT": ("-08:00",),
    "HST": ("-10:00",),
    "AEST": ("+10:00",),
    "AEDT": ("+11:00",),
    "ACST": ("+09:30",),
    "AWST": ("+08:00",),
    "NZST": ("+12:00",),
    "NZDT": ("+13:00",),
    "SAST": ("+02:00",),
    "CST": ("+08:00", "-06:00", "-05:00"),
    "IST": ("+05:30", "+02:00", "+01:00"),
    "BST": ("+01:00", "+06:00"),
    "EST": ("-05:00", "+10:00"),
    "PST": ("-08:00", "+08:00"),
    "AST": ("-04:00", "+03:00"),
    "MST": ("-07:00", "+08:00", "+06:30"),
}
