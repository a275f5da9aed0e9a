"""The currencies of the news: their signs and codes, and their names for one, for many, and for the hundredth part."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Currency:
    """The names of a currency and of its hundredth part."""

    one: str
    many: str
    cent: str
    cents: str


_TABLE = """
    $ = dollar, dollars, cent, cents
    US$ USD = US dollar, US dollars, cent, cents
    A$ AU$ AUD = Australian dollar, Australian dollars, cent, cents
    C$ CA$ CAD = Canadian dollar, Canadian dollars, cent, cents
    NZ$ NZD = New Zealand dollar, New Zealand dollars, cent, cents
    HK$ HKD = Hong Kong dollar, Hong Kong dollars, cent, cents
    S$ SGD = Singapore dollar, Singapore dollars, cent, cents
    NT$ TWD = Taiwan dollar, Taiwan dollars, cent, cents
    € EUR = euro, euros, cent, cents
    £ GBP = pound, pounds, penny, pence
    ¥ ￥ JPY = yen, yen, sen, sen
    CNY RMB CN¥ = yuan, yuan, fen, fen
    ₹ INR Rs Rs. = rupee, rupees, paisa, paise
    PKR = Pakistani rupee, Pakistani rupees, paisa, paise
    ₩ KRW = won, won, jeon, jeon
    ₽ RUB = ruble, rubles, kopeck, kopecks
    ₺ TRY = lira, lira, kurus, kurus
    ₪ ILS NIS = shekel, shekels, agora, agorot
    ₫ VND = dong, dong, hao, hao
    ₦ NGN = naira, naira, kobo, kobo
    ₱ PHP = peso, pesos, centavo, centavos
    ฿ THB = baht, baht, satang, satang
    ₴ UAH = hryvnia, hryvnias, kopiyka, kopiykas
    ₵ GHS = cedi, cedis, pesewa, pesewas
    ₸ KZT = tenge, tenge, tiyn, tiyn
    ₿ = bitcoin, bitcoin, cent, cents
    zł PLN = zloty, zlotys, grosz, groszy
    R$ BRL = real, reais, centavo, centavos
    Mex$ MX$ MXN = Mexican peso, Mexican pesos, centavo, centavos
    ARS = Argentine peso, Argentine pesos, centavo, centavos
    CHF = Swiss franc, Swiss francs, centime, centimes
    Fr. = franc, francs, centime, centimes
    SEK Skr = Swedish krona, Swedish kronor, ore, ore
    NOK Nkr NKr = Norwegian krone, Norwegian kroner, ore, ore
    DKK Dkr DKr = Danish krone, Danish kroner, ore, ore
    kr = kroner, kroner, ore, ore
    CZK Kč = koruna, korunas, haler, halers
    HUF = forint, forints, filler, filler
    ZAR R = rand, rand, cent, cents
    KES KSh Ksh KSh. = Kenyan shilling, Kenyan shillings, cent, cents
    TSh Tsh TZS = Tanzanian shilling, Tanzanian shillings, cent, cents
    USh Ush UGX = Ugandan shilling, Ugandan shillings, cent, cents
    ETB = birr, birr, santim, santim
    GH₵ GH¢ = cedi, cedis, pesewa, pesewas
    EGP = Egyptian pound, Egyptian pounds, piastre, piastres
    IDR Rp = rupiah, rupiah, sen, sen
    MYR RM = ringgit, ringgit, sen, sen
    BDT Tk = taka, taka, paisa, paisa
    LKR = Sri Lankan rupee, Sri Lankan rupees, cent, cents
    TT$ = Trinidad and Tobago dollar, Trinidad and Tobago dollars, cent, cents
    J$ = Jamaican dollar, Jamaican dollars, cent, cents
    N$ NAD = Namibian dollar, Namibian dollars, cent, cents
    EC$ XCD = East Caribbean dollar, East Caribbean dollars, cent, cents
    COP = Colombian peso, Colombian pesos, centavo, centavos
    CLP = Chilean peso, Chilean pesos, centavo, centavos
    RON = leu, lei, ban, bani
    BGN = lev, leva, stotinka, stotinki
    ₾ = lari, lari, tetri, tetri
    ₡ = colón, colones, centimo, centimos
    ₮ MNT = tugrik, tugriks, mongo, mongo
    ₭ = kip, kip, att, att
    ₲ PYG = guarani, guaranies, centimo, centimos
    PEN = sol, soles, centimo, centimos
    KWD = Kuwaiti dinar, Kuwaiti dinars, fils, fils
    AED = dirham, dirhams, fils, fils
    SAR QAR = riyal, riyals, halala, halalas
"""


def _currencies() -> dict[str, Currency]:
    lines = (line.partition(" = ") for line in _TABLE.strip().splitlines())
    return {mark: Currency(*names.split(", ")) for marks, _, names in lines for mark in marks.split()}


CURRENCIES = _currencies()
POUND = CURRENCIES["£"]
# Signs may stand on either side of an amount, and twice in a range.
SIGNS = {mark: currency for mark, currency in CURRENCIES.items() if not mark.rstrip(".").isalpha() or mark == "zł"}
