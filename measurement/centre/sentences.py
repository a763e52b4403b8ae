"""Sentences on what a wider choice would give a centre."""

from __future__ import annotations

from measurement.centre.wider_choice import Offer, surveys
from measurement.words import plural, text


def offer_sentence(offer: Offer) -> str:
    """An offer in words, for a button or a sentence."""
    figures = {
        "surveys": surveys(offer.n_answers),
        "people": plural("{n} colleague", "{n} colleagues", offer.n_people),
    }
    if offer.wider == "both":
        return text("All school years and strategies: {surveys} by {people}.", **figures)
    if offer.wider == "years":
        return text("All school years: {surveys} by {people}.", **figures)
    return text("All strategies: {surveys} by {people}.", **figures)
