"""The rooms of the dashboard with their pages: folder, title, icon, address, and who may enter."""

from __future__ import annotations

from typing import NamedTuple

from measurement.words import Sentence, say


class Door(NamedTuple):
    """A page: its folder below ``pages``, and its address ('' for the first page).

    ``needs`` is what a role must be allowed to do (:data:`measurement.access.roles.ACTIONS`).
    """

    script: str
    title: Sentence
    icon: str
    address: str
    needs: str = "see_all_centres"

    @property
    def path(self) -> str:
        """The script, as Streamlit asks for it."""
        return f"pages/{self.script}/page.py"


ROOMS = (
    (
        say("Results"),
        (
            Door("results/overview", say("Overview"), "dashboard", ""),
            Door("results/items", say("Items"), "format_list_bulleted", "items"),
            Door("results/response", say("Response"), "how_to_reg", "respons"),
            Door("results/factors", say("Factors"), "balance", "factoren"),
            Door("results/capacities", say("PLC capacities"), "diversity_3", "capaciteiten"),
            Door("results/motivation", say("Motivation"), "favorite", "motivatie"),
            Door("results/trend", say("Evolution"), "trending_up", "evolutie"),
            Door("results/comparison", say("Fair comparison"), "filter_alt", "vergelijking"),
            Door("results/change_tracks", say("Change tracks"), "alt_route", "verandertrajecten"),
            Door("results/comments", say("Open answers"), "forum", "open-antwoorden"),
        ),
    ),
    (
        say("Centre"),
        (
            Door(
                "centre/profile",
                say("Centre profile"),
                "apartment",
                "centrumprofiel",
                "see_own_centres",
            ),
            Door(
                "centre/items",
                say("Items of a centre"),
                "list_alt",
                "stellingen",
                "see_own_centres",
            ),
            Door(
                "centre/trend",
                say("Evolution of a centre"),
                "show_chart",
                "evolutie-centrum",
                "see_own_centres",
            ),
            Door("centre/checklist", say("Checklist"), "checklist", "checklist", "see_own_centres"),
            Door("centre/mirror", say("Mirror"), "compare", "spiegel"),
            Door("centre/inspection", say("Inspection"), "verified", "doorlichting"),
        ),
    ),
    (
        say("Data"),
        (
            Door("data/imports", say("Imports"), "upload_file", "gegevens", "import_exports"),
            Door(
                "data/release",
                say("Release to directors"),
                "publish",
                "vrijgeven",
                "release_figures",
            ),
            Door("data/quality", say("Quality"), "fact_check", "kwaliteit"),
            Door("data/reach", say("Reach and targets"), "groups", "bereik"),
            Door("data/plan", say("Survey plan"), "event_note", "bevragingsplan"),
            Door("data/exports", say("Take away"), "download", "uitvoer", "export_rows"),
            Door("data/access", say("Access"), "key", "toegang", "manage_access"),
        ),
    ),
    (
        say("Help"),
        (
            Door("help/handbook", say("Handbook"), "auto_stories", "handboek", "see_own_centres"),
            Door("help/method", say("Method"), "menu_book", "methode", "see_own_centres"),
            Door("help/privacy", say("Privacy"), "shield_person", "privacy", "see_own_centres"),
        ),
    ),
)
DOORS = tuple(door for _, doors in ROOMS for door in doors)
