"""All imitations: every tool in its variants, then the mess that people add to them."""

from . import mess
from .answers import DASHED, DIGITS, NUMBERS, Spelling
from .crowd import gather_twins
from .files import Dialect
from .people import Crowd
from .plan import Imitation, Plan, imitate
from .tools import google_forms, limesurvey, ms_forms, plain_table, qualtrics, surveymonkey
from .wordings import CENTRES, FOUR, OTHER_CENTRES, TRAINING, TRAININGS, WORDING

LABELS = Spelling(DASHED, ("N.v.t. of geen zicht op",))
DUTCH_NUMBERS = Spelling(NUMBERS, ("N.v.t.", "nvt"))


def _tools() -> tuple[Plan, ...]:
    trainings = Crowd(seed=106, items=TRAINING, n=60, trainings=TRAININGS)
    return (
        ms_forms.dutch("ms_forms_labels", Crowd(seed=107), LABELS),
        ms_forms.dutch("ms_forms_numbers", Crowd(seed=108, items=FOUR), Spelling(DIGITS)),
        ms_forms.with_spellings(),
        ms_forms.with_english_ui(),
        ms_forms.in_english(),
        ms_forms.as_quiz(),
        ms_forms.for_trainings(gather_twins(trainings)),
        ms_forms.with_consent(),
        google_forms.in_dutch(),
        google_forms.as_dutch_csv(),
        google_forms.with_english_ui(),
        google_forms.in_english(),
        limesurvey.with_codes(),
        limesurvey.with_underscores(),
        limesurvey.with_one_grid(),
        limesurvey.with_full_text(),
        limesurvey.with_codes_and_text(),
        limesurvey.with_separate_questions(),
        *qualtrics.plans(),
        *surveymonkey.plans(),
        *plain_table.plans(),
    )


def _messy_tables() -> tuple[Plan, ...]:
    table = plain_table.plans()[0]
    scattered = Crowd(seed=704, items=("B3", "A2", "A4", "B4", "A1", "B2", "A3", "B1"))
    elsewhere = Crowd(seed=705, centres=(*CENTRES, *OTHER_CENTRES))
    by_wording = plain_table.table("", scattered, DUTCH_NUMBERS, WORDING)
    return (
        mess.with_wide_key(table, "mess_key_above_table"),
        mess.with_notes_first(table, "mess_notes_first"),
        mess.with_levels(table, "mess_levels_below_table"),
        mess.with_mean(table, "mess_mean_below_table"),
        mess.with_total(table, "mess_total_below_table"),
        mess.with_margin(table, "mess_margin_table"),
        mess.shuffled(by_wording, "mess_shuffled_table", seed=1),
        plain_table.table(
            "mess_centre_called_na_csv", elsewhere, DUTCH_NUMBERS, WORDING, Dialect(";")
        ),
    )


def _messy_forms() -> tuple[Plan, ...]:
    form = ms_forms.dutch("form", Crowd(seed=701, n=40), LABELS)
    elsewhere = Crowd(seed=703, n=60, centres=(*CENTRES, *OTHER_CENTRES))
    worst = mess.with_levels(mess.with_margin(mess.with_notes_first(form, ""), ""), "")
    return (
        mess.with_key(form, "mess_key_above_ms_forms"),
        mess.with_old_version_first(form, "mess_old_version_first"),
        mess.with_padding(form, "mess_padding_ms_forms"),
        mess.with_levels(form, "mess_levels_below_ms_forms"),
        mess.with_margin(form, "mess_margin_ms_forms"),
        mess.shuffled(form, "mess_shuffled_ms_forms", seed=2),
        ms_forms.dutch("mess_centre_called_na", elsewhere, LABELS),
        mess.with_padding(worst, "mess_everything"),
    )


def _messy_surveys() -> tuple[Plan, ...]:
    google = google_forms.dutch("google", Crowd(seed=702, n=40), DUTCH_NUMBERS)
    monkey = surveymonkey.plans()[0]
    labels, _, numeric, _, numeric_csv = qualtrics.plans()
    return (
        mess.with_key(monkey, "mess_key_above_surveymonkey"),
        mess.with_notes_first(labels, "mess_notes_first_qualtrics"),
        mess.with_hidden_copy(google, "mess_hidden_copy"),
        mess.with_mean(google, "mess_mean_below_google_forms"),
        mess.with_margin(numeric, "mess_margin_qualtrics"),
        mess.with_levels(numeric_csv, "mess_levels_below_qualtrics_csv"),
        mess.with_padding(limesurvey.with_full_text(), "mess_padding_limesurvey"),
    )


PLANS = (*_tools(), *_messy_tables(), *_messy_forms(), *_messy_surveys())
IMITATIONS: list[Imitation] = [imitate(plan) for plan in PLANS]
