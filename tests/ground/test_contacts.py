"""E-mail addresses, telephones and IP addresses in text: what is taken out, and what is left."""

from __future__ import annotations

import pytest

from measurement.contacts import contacts, masked


@pytest.mark.parametrize(
    "number",
    [
        "0478/12.34.56", "0478 12 34 56", "0478-12-34-56", "0478–12–34–56", "0478.12.34.56", "0478123456",
        "0478 / 12 34 56", "(0478) 12 34 56", "04 78 12 34 56", "0478\xa012\xa034\xa056", "0478_12_34_56",
        "+32 478 12 34 56", "+32(0)478/12 34 56", "0032 478 123456", "+32478123456", "32478123456",
        "02 553 11 11", "015 12 34 56", "014/12.34.56", "+32 (0)9 123 45 67",
        "09 123 45 67", "02/123.45.67",  # they have the form of a number, although none exists
        "06-12345678", "06 12 34 56 78", "+31 6 12345678", "020-1234567", "0413-123 456",
        "+33 1 23 45 67 89", "+44 20 7946 0958",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "bel {} gerust", "tel.: {}.", "tel.{}", "An ({})"])
def test_a_telephone_number_is_found_however_it_is_written(number: str, around: str) -> None:
    text = around.format(number)
    assert [kind for *_, kind in contacts(text)] == ["phone"]
    assert not any(sign.isdigit() for sign in masked(text))


def test_two_numbers_beside_each_other_are_two() -> None:
    assert masked("0478 12 34 56/0479 11 22 33 of an@x.be") == "…/… of …"


@pytest.mark.parametrize(
    "text",
    [
        "Bevraging 2024-2025 (1-291)", "2024-2025, 2025-2026", "2023 2024 2025",
        "op 01/09/2024 10:30:15", "01-09-2024 12:30", "16/05/2024 - 20/06/2024",
        "09:00-16:30", "09.00-12.00 13.00-16.00",
        "8 7 6 5 4 3 2 1 8 7", "0 1 2 3 4 5 6 7 8", "0-10-20-30-40-50", "1 000 000 000",
        "score 0.12345678", "0,12345678", "45568.4166666",
        "118700001", "ticket 0001234567", "ticket 0123456789", "INC0012345678", "#20240912345", "R_9f8e7d6c5b4a",
        "respondent 12345678901", "ISBN 978-90-485-2345-6", "85.01.01-123.45", "pagina 100-200-300-400",
    ],
)  # fmt: skip
def test_scores_years_hours_and_tickets_are_no_telephone_number(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("an.de-smet+clb@goclb.be", ["email"]),
        ("0478123456@clb.be", ["email"]),
        ("vanaf 192.168.17.204", ["ip"]),
        ("2001:db8:85a3::8a2e:370:7334", ["ip"]),
        ("an@x.be, 10.0.0.254 en 0478 12 34 56", ["email", "ip", "phone"]),
    ],
)
def test_the_kinds_are_told_apart(text: str, kinds: list[str]) -> None:
    assert [kind for *_, kind in contacts(text)] == kinds
