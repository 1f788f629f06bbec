"""Counts by the day, in UTC, for a network address that is not stored itself."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, date, datetime
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import Connection, delete, insert, select, update

from journeymap.authoring.store.tables import counts, day_keys


def day_of(moment: float) -> date:
    """Return the day of an epoch second, in UTC."""
    return datetime.fromtimestamp(moment, UTC).date()


def count(connection: Connection, day: date, what: str) -> int:
    """Count one more, and return the count of this day."""
    here = (counts.c.day == day) & (counts.c.what == what)
    more = update(counts).where(here).values(amount=counts.c.amount + 1)
    amount = connection.execute(more.returning(counts.c.amount)).scalar()
    if amount is None:
        amount = 1
        connection.execute(insert(counts).values(day=day, what=what, amount=amount))
    return amount


def pseudonym(connection: Connection, day: date, address: str) -> str:
    """
    Return a pseudonym of a network address, the same during one day.

    It is a hash with a random key of the day, which is deleted after it: then nobody can find out
    the address. During the day, somebody with the database could by trying all addresses.
    """
    key = connection.execute(select(day_keys.c.key).where(day_keys.c.day == day)).scalar()
    if key is None:
        key = secrets.token_bytes(32)
        connection.execute(insert(day_keys).values(day=day, key=key))
    return hmac.new(key, _holder(address).encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def delete_counts_before(connection: Connection, day: date) -> None:
    """Delete the counts of earlier days, and the keys of their pseudonyms."""
    connection.execute(delete(counts).where(counts.c.day < day))
    connection.execute(delete(day_keys).where(day_keys.c.day < day))


def _holder(address: str) -> str:
    """Return what one customer has: an IPv4 address, or the first 64 bits of an IPv6 address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((int(parsed), 64), strict=False))
    return str(parsed)
