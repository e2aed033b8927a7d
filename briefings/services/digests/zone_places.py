"""Places that people name when they mean a time zone: countries, and large cities that have no zone of their own."""

from functools import cache
from importlib import resources

_CITIES = {
    "Africa/Algiers": "Oran",
    "Africa/Cairo": "Alexandria, Giza",
    "Africa/Casablanca": "Rabat, Marrakesh, Fez",
    "Africa/Johannesburg": "Cape Town, Pretoria, Durban",
    "Africa/Lagos": "Abuja, Kano, Ibadan",
    "Africa/Nairobi": "Mombasa",
    "America/Bogota": "Medellin, Cali",
    "America/Chicago": "Houston, Dallas, Austin, San Antonio, Minneapolis, New Orleans, Milwaukee, Memphis, Nashville",
    "America/Denver": "Salt Lake City, Albuquerque",
    "America/Edmonton": "Calgary",
    "America/Los_Angeles": "San Francisco, San Diego, Seattle, Portland, Las Vegas, Sacramento, San Jose, LA",
    "America/Mexico_City": "Guadalajara, Puebla",
    "America/New_York": "Washington, Washington DC, Boston, Philadelphia, Atlanta, Miami, Baltimore, Pittsburgh, NYC",
    "America/Sao_Paulo": "Rio de Janeiro, Brasilia, Belo Horizonte, Curitiba, Porto Alegre",
    "America/Toronto": "Ottawa, Montreal, Quebec",
    "America/Vancouver": "Victoria BC",
    "Asia/Dubai": "Abu Dhabi, Sharjah",
    "Asia/Ho_Chi_Minh": "Hanoi, Saigon, Da Nang",
    "Asia/Jakarta": "Bandung, Surabaya",
    "Asia/Jerusalem": "Tel Aviv, Haifa",
    "Asia/Karachi": "Islamabad, Lahore, Rawalpindi",
    "Asia/Kolkata": "Delhi, New Delhi, Mumbai, Bombay, Bangalore, Bengaluru, Chennai, Hyderabad, Pune, Ahmedabad",
    "Asia/Riyadh": "Jeddah, Mecca, Medina",
    "Asia/Seoul": "Busan, Incheon",
    "Asia/Shanghai": "Beijing, Peking, Guangzhou, Shenzhen, Wuhan, Chengdu, Tianjin",
    "Asia/Tbilisi": "Batumi",
    "Asia/Tokyo": "Osaka, Kyoto, Yokohama, Nagoya, Sapporo",
    "Australia/Sydney": "Canberra, Newcastle NSW",
    "Europe/Amsterdam": "Rotterdam, The Hague, Utrecht, Eindhoven",
    "Europe/Athens": "Thessaloniki",
    "Europe/Berlin": "Munich, Hamburg, Frankfurt, Cologne, Bonn, Dresden, Leipzig, Stuttgart, Dusseldorf",
    "Europe/Brussels": "Antwerp, Ghent, Bruges, Liege",
    "Europe/Bucharest": "Cluj, Timisoara, Iasi",
    "Europe/Dublin": "Cork, Galway",
    "Europe/Helsinki": "Tampere, Turku, Espoo",
    "Europe/Istanbul": "Ankara, Izmir",
    "Europe/Kyiv": "Kiev, Kiew, Kyjiw, Київ, Киев, Lviv, Kharkiv, Odesa, Odessa, Dnipro, Zaporizhzhia, Kherson, "
    "Mykolaiv, Chernihiv, Vinnytsia",
    "Europe/Lisbon": "Porto, Coimbra",
    "Europe/London": "Manchester, Birmingham, Edinburgh, Glasgow, Leeds, Liverpool, Bristol, Cardiff, Oxford",
    "Europe/Madrid": "Barcelona, Valencia, Seville, Bilbao, Malaga",
    "Europe/Moscow": "Saint Petersburg, St Petersburg, Kazan, Sochi",
    "Europe/Oslo": "Bergen, Trondheim",
    "Europe/Paris": "Marseille, Lyon, Nice, Toulouse, Strasbourg, Bordeaux, Lille",
    "Europe/Rome": "Milan, Naples, Turin, Venice, Florence, Palermo, Bologna",
    "Europe/Stockholm": "Gothenburg, Malmo, Uppsala",
    "Europe/Vienna": "Graz, Salzburg, Linz, Innsbruck",
    "Europe/Warsaw": "Krakow, Cracow, Gdansk, Wroclaw, Poznan, Lodz, Rzeszow",
    "Europe/Zurich": "Geneva, Basel, Bern, Lausanne",
    "Pacific/Auckland": "Wellington, Christchurch",
}
_COUNTRIES = {"GB": "UK, Great Britain, England, Scotland, Wales", "US": "USA, US", "CZ": "Czechia", "TR": "Turkey",
              "AE": "UAE", "KR": "South Korea", "RU": "Russia", "VN": "Vietnam"}  # fmt: skip

_OCCUPIED = frozenset({"Europe/Simferopol"})
"""Zones that the tables give to the country that sets the clocks there and not to the one they belong to."""


@cache
def places() -> dict[str, tuple[str, ...]]:
    """Zones by every place that means them: one zone for a city, all of a country's for a country."""
    found: dict[str, tuple[str, ...]] = {
        city: (zone,) for zone, cities in _CITIES.items() for city in cities.split(", ")
    }
    zones = _zones_by_country()
    for code, name in _country_names().items():
        for spelling in (name, *filter(None, _COUNTRIES.get(code, "").split(", "))):
            if code in zones:
                found.setdefault(spelling, zones[code])
    return found


def _rows(table: str) -> list[list[str]]:
    """The rows of one of the tables that come with the time zones themselves (data.iana.org/time-zones)."""
    text = (resources.files("tzdata") / "zoneinfo" / table).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _country_names() -> dict[str, str]:
    return {row[0]: row[1] for row in _rows("iso3166.tab")}


def _zones_by_country() -> dict[str, tuple[str, ...]]:
    """The zones of which a country is the main one; of others' zones only where it has none of its own."""
    found: dict[str, list[str]] = {}
    for row in _rows("zone1970.tab"):
        if row[2] not in _OCCUPIED:
            found.setdefault(row[0].split(",")[0], []).append(row[2])
    main = frozenset(found)
    for row in (row for row in _rows("zone.tab") if row[0] not in main):
        found.setdefault(row[0], []).append(row[2])
    return {code: tuple(zones) for code, zones in found.items()}
