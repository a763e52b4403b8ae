"""How every figure is made: definitions, denominators, intervals, words."""

from __future__ import annotations

import streamlit as st

from measurement.words import text as _
from pages.desk import glossary, source
from pages.frame import person
from pages.frame.writing import plain
from pages.help.method import data

known = source.questionnaire()
if person.me().may("see_all_centres") and (example := data.example()):
    st.info(plain(example), icon=":material/calculate:")
st.markdown(
    "\n".join(
        f"- {line}"
        for line in (
            _(
                "**High and low**: on a scale of 1 to 8, 6 to 8 is high and 1 to 5 is low. A scale without such a border is shown by its points and its mean."
            ),
            _(
                "**What a share is of**: of all answers to the item, also 'not applicable or no view on it'; or only of the answers with a score. You choose above every page, and under every figure stands which."
            ),
            *(str(meaning) for _word, meaning in glossary.MEANINGS),
            _(
                "**Helps or hinders**: a factor helps when clearly more than half scores it favourably, and hinders when clearly less than half does. Else it is mixed. Under {few} persons nothing is said.",
                few=known.thresholds.few_answers,
            ),
            _(
                "**Response**: answers of one person to one initiative, of all invitations. Where it is not known how many were invited, the response is unknown."
            ),
            _(
                "**Empty, n/a, not asked**: four things that are never mixed up: a score, 'not applicable', a question left empty, and a question that somebody never got."
            ),
        )
    )
)
with st.expander(_("How it is computed, for who wants to know"), icon=":material/functions:"):
    st.markdown(
        "\n".join(
            f"- {line}"
            for line in (
                _(
                    "**High and low**: the bands belong to the scale in the questionnaire's data; for 1 to 8, low is 1–5 and high 6–8. A scale without bands is shown by its distribution and mean."
                ),
                _(
                    "**Denominator**: all answers to the item, 'not applicable or no view on it' included, as in the annual report, or only those with a score: one choice for all pages, named beside every figure. It changes what is printed; tests, verdicts and the mirror always use the scores."
                ),
                _(
                    "**Rounding**: half up, one decimal, only when shown; shares are never forced to add up to 100."
                ),
                _(
                    "**Response rate**: answers of one person to one initiative, over invitations, in whole per cents. Unknown invitations give 'unknown', never 100 %."
                ),
                _(
                    "**Persons, not answers**: one person may fill in several surveys and then says much the same. So intervals, tests and limits such as 'too few answers' count persons: n answers are worth an effective number between the persons and n, with a correlation estimated from the whole network. n stays n; where persons are fewer, both are told. Answers of unknown people count as somebody else each."
                ),
                _(
                    "**Interval**: Wilson's score interval, 95 %, on the effective number of answers. The smaller the group, the wider."
                ),
                _(
                    "**Factors**: negative items are turned; high is enabling, low hindering. The verdict follows from the interval: above one half enabling, below hindering, across mixed, under {few} persons too few.",
                    few=known.thresholds.few_answers,
                ),
                _(
                    "**Against the rest**: all other centres together at the centre's own mix of strategies and school years, the own centre left out; Fisher's exact test on effective numbers, corrected for many comparisons by Benjamini and Hochberg."
                ),
                _(
                    "**What the 5 % holds for**: when nothing differs, at most one in twenty pages of the network should name any difference between centres, per module (simulated: 14 to 17 of 2380 networks, for scales 25 of 1920); on the page of one centre that holds for each centre, so among 19 profiles about one may show a difference that is chance. It does not hold where many answers are of unknown people."
                ),
                _(
                    "**What would show**: beside a comparison stands the smallest difference that it would have found in four of five cases. Finding nothing does not mean that nothing is there."
                ),
                _(
                    "**Scales** of capacities and motivation: per answer the mean of the items, when at least half have a score; then mean, t interval of persons, and Cronbach's alpha from {least} persons. Centres are compared by a rank test on one mean per person, strategy and year taken out. Controlled motivation is never called favourable.",
                    least=known.thresholds.reliability_from,
                ),
                _(
                    "**Mirror**: a verdict is certain when the whole interval of the staff lies on one side of even. The cells are not corrected for their number: where staff are divided half and half, at most one of twenty is certain by chance; the page says how many that makes."
                ),
                _(
                    "**Evolution**: a school year against the comparable one before and against the starting year of the series (the first one, or the one that the questionnaire calls the zero measurement); Fisher's test for shares, a rank test of persons for means, all tests of the table corrected together."
                ),
                _(
                    "**Fair comparison**: exact binomial limits of 95 and 99.8 % around the share of everybody; smoothed estimates draw a small centre towards it. The limits alone never make a centre different."
                ),
                _(
                    "**Reach**: a participation is one person at one session; different people are counted once within what is shown, so they do not add up over rows."
                ),
                _(
                    "**Four states of a cell**: answered, not applicable, skipped (shown, left empty), not shown (not asked of this person)."
                ),
                _(
                    "**Privacy**: names, e-mail addresses, phones and IP addresses are never stored; a keyed code only tells whether two answers are of one person. Open answers are stored without these; a name of somebody else may be in them, so only released quotes go to others."
                ),
                _(
                    "**Columns of a table**: every Excel file has a sheet that says what each column means, and what it is called in a CSV."
                ),
            )
        )
    )
