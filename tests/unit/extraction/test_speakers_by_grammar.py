"""Who speaks, by the grammar of the sentence: a table of cases for each kind."""

import pytest

from briefings.extraction.document import read_document
from briefings.extraction.mentions import find_mentions
from briefings.extraction.quotes import find_quotes

Case = tuple[str, list[str | None]]


def speakers(text: str) -> list[str | None]:
    document = read_document(text)
    quotes, _ = find_quotes(document, find_mentions(document))
    return [quote.speaker for quote in quotes for _ in quote.excerpts]


NAMES_AND_SUBJECTS: list[Case] = [
    ("Harbour Rovers coach Piet Adeyemi blamed himself for a night he called “a shambles”.", ["Piet Adeyemi"]),
    ("Lane, who had asked Ott to leave, said “we are done”.", ["Lane"]),
    ("The house burned down, with Maria Ruiz calling it “a crime”.", ["Maria Ruiz"]),
    ("Ada Lane said she trusted Bo Ott. “He is honest,” she said.", ["Ada Lane"]),
    ("Bo Ott's anger was plain when he took the floor. He called the motion “a joke”.", ["Bo Ott"]),
    (
        "Ada Lane led the debate.\n\nBo Ott's anger was plain when he took the floor. He called the motion “a joke”.",
        ["Bo Ott"],
    ),
    ("He's arguing with referees. “I never do that,” Tom Vale said.", ["Tom Vale"]),
    ("“He's arguing with referees,” Tom Vale said of Bo Ott.", ["Tom Vale"]),
    ("“It was a long night” — Ada Lane, nurse", ["Ada Lane"]),
    ("“It was a long night.” (Ada Lane, nurse)", ["Ada Lane"]),
    ("The company said it was “deeply sorry”.", ["company"]),
    ("Counsel for the family, Fiona Marr, said “no”.", ["Fiona Marr"]),
    ("Counsel said the claim was “hopeless”.", ["Counsel"]),
    ("The motion, signed by 34 deputies, says that the minister “misled the chamber”.", ["motion"]),
    (
        "The rebels, who call themselves the “Front for Dignity”, said in a statement they had taken the town “without a shot”.",
        ["rebels"],
    ),
    (
        "“We are at the limit,” said one of their coordinators, Leila Hassan of Relief Bridge, adding that tents would run out “by Tuesday”.",
        ["Leila Hassan", "Leila Hassan"],
    ),
    ("“We moved,” he said — a phrase he repeated three times — “and they will be back.” Ada Lane left.", [None, None]),
    (
        "Col. Idriss Bah denied that the town had fallen. “We moved,” he said — a phrase he repeated — “and they will be back.”",
        ["Idriss Bah", "Idriss Bah"],
    ),
    (
        "Wilhelmina “Billie” Garrow was the first woman to captain a trawler.\n\n“I never asked,” she told an interviewer in 1987.",
        ["Wilhelmina Garrow"],
    ),
    ("Ada Lane visited the U.S. He said “no”.", [None]),
    ("Fulton County District Attorney Paul Howard said “we won”.", ["Paul Howard"]),
    ("NASA Administrator Jim Bridenstine said in a statement that it was “a good day”.", ["Jim Bridenstine"]),
    ("City Council Member Jumaane Williams lamented “a peaceful vigil”.", ["Jumaane Williams"]),
    ("Browns DL Sheldon Richardson said that Rudolph “can't fight”.", ["Sheldon Richardson"]),
    ("“We will win,” Sanchez deadpanned.", ["Sanchez"]),
    ("“We will win,” purred Inez Sanchez.", ["Inez Sanchez"]),
    ("“We will win,” she crowed.", [None]),
    ("Inez Sanchez sat down. “We will win,” she shrugged.", ["Inez Sanchez"]),
    ("“We will win,” the mayor began.", ["mayor"]),
    ("“Would it be fair?” Hannity pressed. “Maybe so?”", ["Hannity", "Hannity"]),
    ("Lucas Paganini led the study. “We suggest that it is rare,” Paganini and his team wrote.", ["Lucas Paganini"]),
    ("Tara Reid is in rehab. “She is well,” her rep Jack Ketsoyan told us.", ["Jack Ketsoyan"]),
    ("“A lot has happened,” Ada Lane told Bo Ott.", ["Ada Lane"]),
    ("Bo Ott told Ada Lane “a lot has happened”.", ["Bo Ott"]),
    ("Asked by Ada Lane whether he knew, Bo Ott said: “I can't recall.”", ["Bo Ott"]),
    ("Ada Lane asked Bo Ott whether he knew. “I can't recall,” he said.", ["Bo Ott"]),
    ("Prosecuting, Amara Quill said Dale Rusk had told one widow: “I'll only be a minute.”", ["Dale Rusk"]),
    ("“We have nothing to hide,” the company's lawyer, Gino Ferrante, told a news conference.", ["Gino Ferrante"]),
    ("“Then show us the papers!” shouted a man in the second row.", ["man in the second row"]),
    ("The mayor, Ferran Soler, is frank. “She knows the pipes,” he said.", ["Ferran Soler"]),
    ("Minister Bo Lind. Mayor Ada Lane said “no”.", ["Ada Lane"]),
    ("Elena Prats, 34, left at 18 with what she describes as “no plan”.", ["Elena Prats"]),
    ("According to Bo Achterberg, the odds are “zero”.", ["Bo Achterberg"]),
    ("Speaking after the match, Rovers boss Mark Dunleavy said it was “poor”.", ["Mark Dunleavy"]),
    ("The 56-year-old said: “I am excited.”", ["56-year-old"]),
    ("Jose Moura was hired by Spurs. The 56-year-old said after his appointment: “I am excited.”", ["Jose Moura"]),
    ("Ada Lane repeated claims that Bo Ott had lied, calling him “unfit”.", ["Ada Lane"]),
    ("Ada Lane denounced supporters who sent threats, saying she wanted “no part of it”.", ["Ada Lane"]),
    ("The court heard Bo Ott, and Ada Lane praised him, calling him “brave”.", ["Ada Lane"]),
]


@pytest.mark.parametrize(("text", "expected"), NAMES_AND_SUBJECTS)
def test_the_subject_of_the_right_clause_speaks(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


MANNERS: list[Case] = [
    ("“It's the best work I have done,” laughs Ada Lane.", ["Ada Lane"]),
    ("“It's the best work I have done,” Ada Lane, 44, tells me over tea.", ["Ada Lane"]),
    ("“It's the best work,” says the singer, Ada Lane, who moved home in May.", ["Ada Lane"]),
    ("The judge, Lord Ormsby, told the defendant: “You lied.”", ["Ormsby"]),
    ("Sentencing him, Judge Mary Tull said: “You lied.”", ["Mary Tull"]),
    ("Mitigating, Sam Oduya said his client was “ashamed”.", ["Sam Oduya"]),
    ("Det Insp Jo Marsh, of Kent Police, said: “We need help.”", ["Jo Marsh"]),
    ("Speaking outside court, Ben Farrow's mother Tina said: “He was our boy.”", ["Tina"]),
    ("A spokesman for Network Rail said: “We're sorry.”", ["spokesman for Network Rail"]),
    ("Network Rail's route director Ellie Burrows said: “We're sorry.”", ["Ellie Burrows"]),
    ("Cllr Dee Hart (Lab, Northgate) said: “It won't do.”", ["Dee Hart"]),
    ("Ada Lane (Green) said the plan was “a sham”.", ["Ada Lane"]),
    ("Prof Ian Hale from the University of Leeds, who led the study, said: “It works.”", ["Ian Hale"]),
    ("Co-author Dr Wu Min, a chemist at Fudan University, added: “It works.”", ["Wu Min"]),
    ("In a statement, the club said: “We part as friends.”", ["club"]),
    ("The club confirmed the news in a statement which read: “We part as friends.”", ["club"]),
    ("In a tweet, Ada Lane wrote: “We part as friends.”", ["Ada Lane"]),
    ("On Twitter, Ada Lane called it “a farce”.", ["Ada Lane"]),
    ("Ada Lane took to Instagram to thank fans: “You were there.”", ["Ada Lane"]),
    ("Her agent, Bo Ott, confirmed that she was “fine”.", ["Bo Ott"]),
    ("The report, by auditor Bo Ott, found “serious gaps”.", ["report"]),
    ("The report found “serious gaps” in the rules, Bo Ott said.", ["Bo Ott"]),
    ("The inspectors found that the home was “filthy”.", ["inspectors"]),
    ("Neighbour Ivy Dodd said she heard “a bang”.", ["Ivy Dodd"]),
    ("One neighbour said she heard “a bang”.", ["neighbour"]),
    ("Another neighbour, who asked not to be named, said she heard “a bang”.", ["neighbour"]),
    ("Friends described Ben Farrow as “a gent”.", ["Friends"]),
    ("Ben Farrow was described by friends as “a gent”.", ["friends"]),
    ("Ben Farrow, described as “a gent” by friends, died in May.", ["friends"]),
    ("Tributes were paid to Ben Farrow, with his sister calling him “a gent”.", ["his sister"]),
    ("For Ivy Dodd, the strike was “a disaster”.", ["Ivy Dodd"]),
    ("To Ivy Dodd it was “a disaster”.", ["Ivy Dodd"]),
    ("Ivy Dodd is not convinced. “It is a fad,” she says.", ["Ivy Dodd"]),
    ("Ivy Dodd is not convinced: “It is a fad.”", ["Ivy Dodd"]),
    ("Ivy Dodd shakes her head. “It is a fad.”", ["Ivy Dodd"]),
    ("Asked if he would run, Bo Ott replied: “No.”", ["Bo Ott"]),
    ("Asked if he would run, the senator laughed: “No.”", ["senator"]),
    ("When Ada Lane asked him to stay, Bo Ott said: “No.”", ["Bo Ott"]),
    ("Bo Ott, when Ada Lane asked him to stay, said: “No.”", ["Bo Ott"]),
    ("Bo Ott, whom Ada Lane had hired, said: “No.”", ["Bo Ott"]),
    ("Ada Lane, who hired Bo Ott in 2010, described him as “lazy”.", ["Ada Lane"]),
    ("Ada Lane, whose brother Bo founded the firm, said: “No.”", ["Ada Lane"]),
    ("Ada Lane and Bo Ott said in a joint statement: “No.”", ["Ada Lane"]),
    ("“We will fight,” Bo Ott told Ada Lane, who replied: “So will we.”", ["Bo Ott", "Ada Lane"]),
    ("“We will fight,” Bo Ott said. “So will we,” replied Ada Lane.", ["Bo Ott", "Ada Lane"]),
    ("Ada Lane accused Bo Ott of “lying”.", ["Ada Lane"]),
    ("Bo Ott was accused by Ada Lane of “lying”.", ["Ada Lane"]),
    ("Bo Ott was criticised for “lying”, Ada Lane said.", ["Ada Lane"]),
    ("Bo Ott dismissed Ada Lane's claim that he was “lying”.", ["Ada Lane"]),
    ("Bo Ott rejected claims by Ada Lane that he was “lying”.", ["Ada Lane"]),
    ("Bo Ott responded to Ada Lane's remark, saying it was “cheap”.", ["Bo Ott"]),
    ("Bo Ott's lawyer said the charge was “cheap”.", ["Bo Ott's lawyer"]),
    ("Ada Lane denied that Bo Ott had told her to “go away”.", ["Bo Ott"]),
    ("Ada Lane said Bo Ott called her “lazy”.", ["Bo Ott"]),
    ("Ada Lane recalled that Bo Ott had once said: “Never again.”", ["Bo Ott"]),
    ("Ada Lane said that, as Bo Ott put it, the deal was “dead”.", ["Bo Ott"]),
    ("As Bo Ott put it, the deal was “dead”.", ["Bo Ott"]),
    ("In the words of Bo Ott, the deal was “dead”.", ["Bo Ott"]),
    ("“The deal is dead,” in the words of Bo Ott.", ["Bo Ott"]),
    ("The deal, said Bo Ott, was “dead”.", ["Bo Ott"]),
    ("The deal, according to Bo Ott, was “dead”.", ["Bo Ott"]),
    ("The deal was “dead”, according to Bo Ott, a trader.", ["Bo Ott"]),
    ("The deal is “dead”, he added. Bo Ott left.", [None]),
    ("“The deal,” Bo Ott, chair of the board, said after the vote, “is dead.”", ["Bo Ott", "Bo Ott"]),
    ("Bo Ott paused. “The deal is dead.”", ["Bo Ott"]),
    ("BO OTT: “The deal is dead.”", ["BO OTT"]),
    ("Bo Ott, trader: “The deal is dead.”", ["Bo Ott"]),
    ("The mayor of Leeds, Ada Lane, said: “No.”", ["Ada Lane"]),
    ("Leeds mayor Ada Lane said: “No.” Council leader Bo Ott said: “Yes.”", ["Ada Lane", "Bo Ott"]),
    ("Germany's foreign minister, Ada Lane, called it “a step”.", ["Ada Lane"]),
    ("German Foreign Minister Ada Lane called it “a step”.", ["Ada Lane"]),
    ("Foreign Office minister Ada Lane called it “a step”.", ["Ada Lane"]),
    ("Shadow chancellor Ada Lane called it “a step”.", ["Ada Lane"]),
    ("The White House called it “a step”.", ["White House"]),
    ("Beijing called it “a step”.", ["Beijing"]),
    ("A Chinese foreign ministry spokeswoman, Hua Lin, called it “a step”.", ["Hua Lin"]),
    ("Chinese foreign ministry spokeswoman Hua Lin called it “a step”.", ["Hua Lin"]),
]


@pytest.mark.parametrize(("text", "expected"), MANNERS)
def test_every_manner_of_attribution_is_read(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


PRONOUNS: list[Case] = [
    (
        "Ada Lane joined in 2010. Her sister Ivy left. “It was hard,” Ada Lane said. “Very hard,” she added.",
        ["Ada Lane", "Ada Lane"],
    ),
    ("Bo Ott met Tom Vale in Leeds. “He was kind,” Bo Ott said. “He still is.”", ["Bo Ott", "Bo Ott"]),
    ("Bo Ott met Ada Lane in Leeds. “She was kind,” he said.", ["Bo Ott"]),
    ("Ada Lane runs a shop in Leeds.\n\n“I open at six,” she says. “The city sleeps.”", ["Ada Lane", "Ada Lane"]),
    (
        "Ada Lane runs a shop in Leeds.\n\nThe rent doubled in May. The council would not help.\n\n“I open at six,” she says.",
        ["Ada Lane"],
    ),
    ("The judge praised the jury. “You were patient,” he said.", ["judge"]),
    ("Ada Lane, 34, and her husband Bo Ott bought the farm in 2012. “We were mad,” she says.", ["Ada Lane"]),
    ("Ada Lane, 34, and her husband Bo Ott bought the farm in 2012. “We were mad,” he says.", ["Bo Ott"]),
    ("Ada Lane's husband, Bo Ott, bought the farm. “We were mad,” he says.", ["Bo Ott"]),
    ("Ada Lane's daughter, Ivy, paints. “We were mad,” says Ivy.", ["Ivy"]),
    ("President Bo Ott spoke to Tom Vale by phone on Friday. He called the talks “fruitful”.", ["Bo Ott"]),
    ("Tom Vale said President Bo Ott had been ill. He called the rumours “vile”.", ["Tom Vale"]),
    ("Bo Ott, the party's leader, resigned. Tom Vale, his deputy, said he was “heartbroken”.", ["Tom Vale"]),
    ("In May Bo Ott told Tom Vale to resign. He refused. “I did nothing wrong,” Tom Vale said.", ["Tom Vale"]),
    ("According to the police, Bo Ott fled. “He was fast,” an officer said.", ["officer"]),
    (
        "Bo Ott was arrested on Friday. His lawyer, Ada Lane, said he was innocent. “He was at home,” she said.",
        ["Ada Lane"],
    ),
    (
        "Bo Ott was arrested on Friday. A police spokeswoman said: “We are glad.” She added: “It took years.”",
        ["police spokeswoman", "police spokeswoman"],
    ),
    (
        "The Leeds coach, Bo Ott, was calm. “We go again,” he said. Captain Tom Vale was not. “It hurts,” he said.",
        ["Bo Ott", "Tom Vale"],
    ),
    ("“We go again,” said Bo Ott. Tom Vale was not so calm. “It hurts,” he said.", ["Bo Ott", "Tom Vale"]),
    ("Tom Vale laughed when he heard it. “Nonsense,” he said.", ["Tom Vale"]),
    (
        "Tom Vale and Bo Ott fell out. “He lied,” Tom Vale says. Bo Ott disagrees. “I told the truth,” he says.",
        ["Tom Vale", "Bo Ott"],
    ),
    ("Asked about Tom Vale, Bo Ott was curt. “He lied,” he said.", ["Bo Ott"]),
    ("For Tom Vale, it was a long road. “I walked it,” he said.", ["Tom Vale"]),
    ("The report was written by Ada Lane. “It took years,” she said.", ["Ada Lane"]),
    ("It was Ada Lane who found the bones. “It took years,” she said.", ["Ada Lane"]),
    ("Among them was Ada Lane, a nurse. “It took years,” she said.", ["Ada Lane"]),
    ("Meet Ada Lane. “It took years,” she says.", ["Ada Lane"]),
    ("A woman named Ada Lane rang. “It took years,” she said.", ["Ada Lane"]),
    ("The company said it was sorry. “We failed,” it said.", ["company"]),
    ("The company said it was sorry. Ada Lane, its chief executive, said: “We failed.”", ["Ada Lane"]),
    ("Acme Foods fell 9 percent. Its chief executive said the year was “soft”.", ["chief executive"]),
    ("Acme Foods fell 9 percent. The company called the year “soft”.", ["company"]),
    ("The couple were relieved. “We cried,” they said.", ["couple"]),
]


@pytest.mark.parametrize(("text", "expected"), PRONOUNS)
def test_pronouns_stand_for_the_right_person(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected
