"""Given names that stand for one another: short forms, and one name in several languages."""

from functools import cache

from briefings.services.speakers.names.spelling import sound_of

_GROUPS = """
volodymyr vladimir wladimir uladzimir vova volodya; oleksandr alexander aleksandr alexandre alexandr alejandro
alessandro aliaksandr sasha alex alec; mykola nikolai nikolay nicholas nicolas nick niko nico; serhiy serhii sergei
sergey sergiy siarhei serge sergio; dmytro dmitry dmitri dmitriy dmitrij dimitri dimitry dimitrij dima; olena elena
yelena helena helen; mykhailo mikheil mikhail michael michel miguel mike mick misha; petro petr pyotr peter pedro
pierre pete piotr; andriy andrii andrei andrey andrew andreas andre andy drew andrej andrzej andzhey; yevhen evgeny
yevgeny evgeniy eugene; oleh oleg; ihor igor; yuriy yuri yury iurii jurij juri; pavlo pavel paul pablo paolo pawel;
ivan john juan jean jan johan johannes giovanni jon johnny jack hans ian; joseph joe jozef josef jose giuseppe joey;
william bill billy will willy guillaume wilhelm liam; robert bob bobby rob roberto; richard dick rick rich ricardo
riccardo; james jim jimmy jamie jaime; thomas tom tommy tomas; donald don donny; benjamin binyamin bibi ben benny;
anthony tony antonio antony anton; edward ed eddie ted ned eduard eduardo; charles sharl charlie chuck carlos karl
carl carlo; david dave davy; daniel dan danny; christopher chris kit; stephen steven steve stefan etienne esteban;
matthew matt mateo matteo; gregory greg grigory; timothy tim; elizabeth liz beth lizzie elisabeth betty; margaret
maggie meg peggy; katherine catherine kate kathy katie cathy kathryn ekaterina; patricia pat patty; susan sue suzanne;
jennifer jen jenny; rebecca becky; deborah debbie; barbara barb; victoria vicky viktoria; friedrich frederick fred
freddy fritz fredrik frederic federico; francis francisco francesco frank frans franz francois; louis luis luiz luigi;
lawrence larry laurence laurent lorenzo; leonard leo leon leonardo; samuel sam sammy; nathaniel nathan nate; kenneth
ken kenny; ronald ron ronnie; gerald gerry jerry gerard gerhard gerd; jeffrey jeff geoffrey geoff; raymond ray ramon;
philip phil philippe felipe; henry harry hank enrique henri enrico heinrich; george jorge georges georg giorgio yuri;
mohammed mo muhammad mohamed mohammad mehmet muhammed mohamad; ahmed ahmad ahmet; hussein hussain husain huseyin
hossein; abdul abd abdel; yusuf youssef yousef yasuf; khaled khalid halid; hassan hasan; omar umar omer; ali aly;
ibrahim ebrahim abraham abe; ismail esmail ismael ismaeel; mustafa moustafa mostafa; marc mark marco marcus markus
marek; luke luc lucas lukas luca; viktor victor; valery valeriy valerii valerie; vitaly vitali vitalii vitaliy;
vyacheslav viacheslav slava; svyatoslav sviatoslav; ekrem akram; narendra narendrabhai; emmanuel emanuel manuel
immanuel; kirill cyril kyrylo kyril; ruslan rouslan; isaac yitzhak itzhak icchak izak; radoslaw radek radosław; xavier
javier; maria mary marie mariya mariia; anna anne ann hanna annie; giannis yannis yiannis ioannis; sophia sofia sofya
sophie; julia yulia iulia yuliya giulia julie; natalia nataliya natalya natalie; jong chong cong
""".strip()


@cache
def _groups() -> dict[str, frozenset[int]]:
    table: dict[str, set[int]] = {}
    for number, group in enumerate(_GROUPS.split(";")):
        for name in group.split():
            table.setdefault(sound_of(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in table.items()}


def is_given_name(sound: str) -> bool:
    """Tell whether a word, as ``sound_of`` gives it, is a well-known given name."""
    return sound in _groups()


def same_given_name(first: str, second: str) -> bool:
    """Tell whether two given names, as ``sound_of`` gives them, are forms of one name."""
    groups = _groups()
    return not groups.get(first, frozenset()).isdisjoint(groups.get(second, ()))
