"""The four questions on personal well-being of the Office for National Statistics (ONS4).

They are a measure, not ours to reword: this is the harmonised standard's wording for people
who answer by themselves. Free to use with the source named; each stands alone, and there
is no total. In another language only a published translation may take their place.
"""

from typing import Final

from thaw.care.items import Item

CREDIT: Final = (
    "Personal well-being questions (ONS4): Office for National Statistics, United Kingdom, "
    "licensed under the Open Government Licence v3.0."
)

INTRODUCTION: Final = (
    "Next I would like to ask you four questions about your feelings on aspects of your life. "
    "There are no right or wrong answers. For each of these questions I’d like you to give an "
    "answer on a scale of 0 to 10, where 0 is “not at all” and 10 is “completely”."
)

QUESTIONS: Final = (
    (Item.SATISFIED, "Overall, how satisfied are you with your life nowadays?"),
    (
        Item.WORTHWHILE,
        "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
    ),
    (Item.HAPPY, "Overall, how happy did you feel yesterday?"),
    (
        Item.ANXIOUS,
        (
            "On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, "
            "how anxious did you feel yesterday?"
        ),
    ),
)
"""In the order in which they are asked."""
