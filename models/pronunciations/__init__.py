"""Names and terms of the news that English voices get wrong: how they are said, in IPA, General American.

The spelling decides: an entry stands for exactly these letters in exactly this case, as a whole word. There is one only
where the embedded voice's own front end errs.
"""

from models.pronunciations.artists import ARTISTS
from models.pronunciations.athletes import ATHLETES
from models.pronunciations.given_names import GIVEN_NAMES
from models.pronunciations.organisations import ORGANISATIONS
from models.pronunciations.places import PLACES
from models.pronunciations.statespeople import STATESPEOPLE
from models.pronunciations.terms import TERMS

IPA = {**ARTISTS, **ATHLETES, **GIVEN_NAMES, **ORGANISATIONS, **PLACES, **STATESPEOPLE, **TERMS}
ALIASES = {
    "WWI": "World War One",
    "WWII": "World War Two",
}
