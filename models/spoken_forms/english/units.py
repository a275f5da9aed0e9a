"""The units of measures: how they are written, and their names for one and for many."""

from models.spoken_forms.rules import table

_LENGTHS = table(
    """
    km = kilometer; kms = kilometer; KM = kilometer; m = meter; mtr = meter; mtrs = meter; cm = centimeter
    mm = millimeter; µm = micrometer; μm = micrometer; um = micrometer; nm = nanometer; mi = mile; yd = yard
    yds = yard; nmi = nautical mile; kts = knot; kn = knot; ly = light year
    """
)
_REGULAR = table(
    """
    kg = kilogram; KG = kilogram; Kg = kilogram; kgs = kilogram; g = gram; gr = gram; mg = milligram; µg = microgram
    μg = microgram; mcg = microgram; lb = pound; lbs = pound; oz = ounce; Gt = gigaton; Mt = megaton; kt = kiloton
    t = ton; ct = carat; l = liter; L = liter; dl = deciliter; dL = deciliter; cl = centiliter; ml = milliliter
    mL = milliliter; tsp = teaspoon; Tsp = teaspoon; tbsp = tablespoon; Tbsp = tablespoon; tbs = tablespoon
    Tbs = tablespoon; qt = quart; qts = quart; pt = pint; gal = gallon; gals = gallon; fl oz = fluid ounce
    fl. oz = fluid ounce; cc = cubic centimeter; bbl = barrel; doz = dozen; ha = hectare; h = hour; hr = hour
    hrs = hour; min = minute; mins = minute; s = second; sec = second; secs = second; ms = millisecond
    µs = microsecond; μs = microsecond; ns = nanosecond; wk = week; wks = week; mo = month; mos = month; yr = year
    yrs = year; mW = milliwatt; W = watt; kW = kilowatt; MW = megawatt; GW = gigawatt; TW = terawatt; Wh = watt hour
    kWh = kilowatt hour; MWh = megawatt hour; GWh = gigawatt hour; TWh = terawatt hour; mV = millivolt; V = volt
    kV = kilovolt; MV = megavolt; mA = milliamp; Ah = amp hour; mAh = milliamp hour; J = joule; kJ = kilojoule
    MJ = megajoule; kcal = kilocalorie; Nm = newton meter; mol = mole; mmol = millimole; nmol = nanomole
    tsps = teaspoon; tbsps = tablespoon
    ng = nanogram; pg = picogram; µL = microliter; μL = microliter; µl = microliter; mM = millimolar
    eV = electronvolt; keV = kiloelectronvolt; MeV = megaelectronvolt; GeV = gigaelectronvolt; TeV = teraelectronvolt
    mSv = millisievert; kDa = kilodalton; kpc = kiloparsec; Mpc = megaparsec; mT = millitesla
    µmol = micromole; μmol = micromole; Pa = pascal; hPa = hectopascal; kPa = kilopascal; MPa = megapascal; bar = bar
    mbar = millibar; atm = atmosphere; dB = decibel; db = decibel; kB = kilobyte; KB = kilobyte; MB = megabyte
    mb = megabyte; GB = gigabyte; gb = gigabyte; TB = terabyte; tb = terabyte; PB = petabyte; kb = kilobit
    Mb = megabit; Gb = gigabit; KiB = kibibyte; MiB = mebibyte; GiB = gibibyte; TiB = tebibyte; px = pixel
    MP = megapixel; mpx = megapixel; bps = basis point; bp = basis point; bpts = basis point; pp = percentage point
    ppt = percentage point; ppts = percentage point; pps = percentage point; pct pts = percentage point; pts = point
    """
)
_UNCHANGING = table(
    """
    Hz = hertz; kHz = kilohertz; KHz = kilohertz; Khz = kilohertz; MHz = megahertz; Mhz = megahertz; GHz = gigahertz
    Ghz = gigahertz; THz = terahertz; hp = horsepower; HP = horsepower; bhp = brake horsepower; st = stone
    m.p.h. = miles per hour; m.p.g. = miles per gallon; k.p.h. = kilometers per hour; r.p.m. = R P M; µM = micromolar
    mph = miles per hour; MPH = miles per hour; kph = kilometers per hour; kmh = kilometers per hour
    mpg = miles per gallon; ppg = points per game; rpg = rebounds per game; apg = assists per game
    bpg = blocks per game; spg = steals per game
    MPG = miles per gallon; rpm = R P M; RPM = R P M; psi = P S I; dpi = D P I
    fps = frames per second; FPS = frames per second; bpm = beats per minute; ppi = pixels per inch
    kWp = kilowatt peak; MWp = megawatt peak; ppm = parts per million; ppb = parts per billion; pc = percent
    pct = percent
    """
)
_IRREGULAR = {
    "ft": ("foot", "feet"),
    "in": ("inch", "inches"),
    "sqft": ("square foot", "square feet"),
    "mmHg": ("millimeter of mercury", "millimeters of mercury"),
    "mm Hg": ("millimeter of mercury", "millimeters of mercury"),
    "lb-ft": ("pound-foot", "pound-feet"),
    "ft-lb": ("foot-pound", "foot-pounds"),
    "ppl": ("person", "people"),
}
_BITS_PER_SECOND = table(
    """
    kbps = kilobit; Kbps = kilobit; mbps = megabit; Mbps = megabit; Mb/s = megabit; Mbit/s = megabit; gbps = gigabit
    Gbps = gigabit; Gb/s = gigabit; Tbps = terabit
    """
)

LENGTHS = frozenset({*_LENGTHS, "ft", "in"})
UNITS: dict[str, tuple[str, str]] = {
    **{symbol: (one, f"{one}s") for symbol, one in {**_LENGTHS, **_REGULAR}.items()},
    **{symbol: (name, name) for symbol, name in _UNCHANGING.items()},
    **{symbol: (f"{bit} per second", f"{bit}s per second") for symbol, bit in _BITS_PER_SECOND.items()},
    **_IRREGULAR,
}
# What a quantity may be per, beside the units themselves.
PER = table(
    """
    s = second; h = hour; hr = hour; d = day; wk = week; mo = month; yr = year; y = year; a = year; min = minute
    sec = second; m = meter; day = day; week = week; month = month; year = year; hour = hour; second = second
    minute = minute; person = person; cap = capita
    """
)
# What pipelines, fields and ships carry.
FLOWS = table(
    """
    b/d = barrels per day; bpd = barrels per day; bbl/d = barrels per day; bopd = barrels of oil per day
    boe/d = barrels of oil equivalent per day; boepd = barrels of oil equivalent per day
    boe = barrels of oil equivalent; bcf = billion cubic feet; tcf = trillion cubic feet; bcm = billion cubic meters
    bcf/d = billion cubic feet per day
    mtpa = million tons per year; tpa = tons per year; tpd = tons per day; dwt = deadweight tons
    """
)
# Written alone, in the head of a column.
RATES = table(
    """
    km/h = kilometers per hour; m/s = meters per second; m/s2 = meters per second squared
    km/s = kilometers per second; m/s² = meters per second squared; kg/m3 = kilograms per cubic meter
    kg/m³ = kilograms per cubic meter; g/cm3 = grams per cubic centimeter; g/cm³ = grams per cubic centimeter
    mg/dL = milligrams per deciliter; mg/L = milligrams per liter; W/m2 = watts per square meter
    W/m² = watts per square meter; MB/s = megabytes per second; GB/s = gigabytes per second; km² = square kilometers
    m² = square meters; m³ = cubic meters; sq km = square kilometers; mg/kg = milligrams per kilogram
    kg/ha = kilograms per hectare; g/kg = grams per kilogram; l/100km = liters per one hundred kilometers
    L/100km = liters per one hundred kilometers; l/100 km = liters per one hundred kilometers
    L/100 km = liters per one hundred kilometers; kWh/100km = kilowatt hours per one hundred kilometers
    kWh/100 km = kilowatt hours per one hundred kilometers
    """
)
