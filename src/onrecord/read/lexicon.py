"""Word lists of the rules for names and speakers, lower case unless said otherwise.

They hold closed classes and heads of noun phrases, never names of persons.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """A set of words from one string of them."""
    return frozenset(text.split())


#: Words that a sentence opens with a capital and that open no name; they end a run of capitals.
STARTERS = words(
    "a an the this that these those both either neither each every all some any no many most more "
    "several few other another such one two three four five six seven eight nine ten half he she it "
    "they we i you his her its their our my your who whom whose which what when where why how while "
    "after before since until unless if although though because as at by for from in into of on "
    "onto over to toward towards under with within without about above across against along amid "
    "among around behind below beneath beside besides between beyond despite down during except "
    "inside like near off out outside past per through throughout upon via and but or nor so yet "
    "then there here now still also even just only not never always once again ever perhaps maybe "
    "meanwhile however moreover nevertheless nonetheless instead later earlier today tomorrow "
    "yesterday tonight according asked told speaking writing given is are was were be been being do "
    "does did has have had can could will would shall should may might must let in yes well "
    "whatever whoever nobody someone somebody everyone everybody anyone anybody none much less "
    "first second third last next same own asking responding addressing following including "
    "suppose imagine enter critics residents officials experts read sign follow photo update updated exclusive opinion"
)
CALENDAR = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december mon tue wed thu fri sat sun jan feb mar apr jun "
    "jul aug sept sep oct nov dec christmas easter ramadan"
)
DETERMINERS = words(
    "a an the this that these those some any each neither either every both either all his her its their our my your whose one"
)
QUANTITIES = words(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens hundreds thousands "
    "hundred thousand million millions billion "
    "many several few fewer most more other another some various numerous"
)
PARTICLES = words(
    "de van von bin al el da di du la le der den del dos das ibn ter ten bint abu ben af zu y e"
)
SUFFIXES = words("jr jr. sr sr. ii iii iv kc qc mp mep obe phd md")

#: Gender that a title or a head noun gives.
MALE = words(
    "mr mr. shri shri. sir lord king prince father brother son husband uncle grandfather man boy spokesman "
    "chairman congressman councilman businessman policeman fireman salesman widower duke actor monk "
    "alderman assemblyman nephew grandson sultan emir waiter fisherman boyfriend"
)
FEMALE = words(
    "mrs mrs. ms ms. smt smt. miss dame lady queen princess mother sister daughter wife aunt grandmother woman "
    "girl spokeswoman chairwoman congresswoman councilwoman businesswoman policewoman widow duchess "
    "actress nun assemblywoman niece granddaughter waitress girlfriend"
)

#: Words that stand before a person's name or make up the name of an office.
TITLES = (
    MALE
    | FEMALE
    | words(
        "president prime minister foreign finance interior defence defense secretary secretary-general "
        "general chancellor pope senator sen sen. representative rep rep. congressperson governor gov "
        "gov. mayor mayoress ambassador envoy spokesperson spokespeople chief executive chair director commissioner judge "
        "justice attorney captain capt capt. colonel col col. lieutenant lt lt. major maj maj. sergeant "
        "sgt sgt. admiral adm adm. gen gen. dr dr. doctor professor prof prof. rev rev. reverend fr. "
        "archbishop bishop cardinal imam sheikh shaikh shaykh ayatollah crown vice deputy acting former assistant under "
        "leader premier taoiseach head officer commander marshal detective inspector superintendent "
        "sheriff constable councillor councilor cllr cllr. mp mep ceo cfo coo press national adviser advisor "
        "undersecretary permanent special brig brig. brigadier corporal private negotiator counselor "
        "counsellor solicitor delegate lawmaker speaker whip economist analyst lawyer activist historian "
        "researcher scientist coordinator collector magistrate commodore cmdr cmdr. treasurer principal headteacher rabbi "
        "emeritus president-elect ex-president vice-president chief-of-staff coach manager founder "
        "co-founder chairperson engineer reporter editor author nurse teacher farmer paramedic journalist "
        "columnist candidate prosecutor congressmember republican democrat strategist host anchor mla mlc mna msp mk sec sec. spokespersons "
        "senators presidents ministers representatives governors congressmen lawmakers"
    )
)
#: Those that need another behind them to be a title: "National Security Adviser", not "National Rally".
BEFORE_TITLE = words(
    "national foreign finance interior defence defense prime crown press permanent special under "
    "assistant acting former vice"
)
#: Titles that are surnames too: alone at the end of two capitals they are one.
SURNAME_TITLES = words(
    "king pope judge major bishop marshal prince dean chief chair head general justice lord abbot "
    "sen gen rep cook duke knight mayor page speaker constable cardinal chancellor miss man coach farmer nurse"
)
#: Short and other forms of titles.
SPELT = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "dr": "doctor",
    "prof": "professor", "col": "colonel", "lt": "lieutenant", "sgt": "sergeant", "capt": "captain",
    "adm": "admiral", "maj": "major", "cllr": "councillor", "councilor": "councillor",
    "justice": "judge", "adviser": "advisor", "defense": "defence", "co-founder": "founder",
}  # fmt: skip
#: What follows "of" in an office: "Secretary of State".
PORTFOLIOS = words(
    "state staff defense defence war health education justice energy labor labour commerce treasury "
    "transportation transport agriculture interior finance homeland security foreign affairs trade "
    "veterans housing environment representatives commons house lords the public works and human republic nation "
    "services urban development culture sport"
)
#: Offices that one person holds at a time, as heads of noun phrases.
OFFICES = words(
    "president minister premier chancellor king queen pope senator governor mayor ambassador envoy "
    "chief chairman chairwoman chair chairperson director commissioner judge justice captain colonel "
    "lieutenant sergeant admiral general archbishop bishop cardinal imam ayatollah secretary leader "
    "head commander sheriff inspector superintendent councillor mp ceo professor secretary-general "
    "prince princess emir sultan taoiseach congressman congresswoman lawmaker coach headteacher "
    "principal editor founder owner treasurer executive economist attorney lawyer prosecutor "
    "spokesman spokeswoman spokesperson speaker doctor negotiator vice-president"
)
#: Other singular human heads.
PERSONS = (
    OFFICES
    | MALE
    | FEMALE
    | words(
        "official diplomat resident witness source aide adviser advisor analyst expert researcher "
        "scientist engineer manager officer soldier farmer teacher nurse driver worker student neighbour "
        "neighbor friend relative person activist campaigner critic supporter voter shopkeeper pastor "
        "priest reporter journalist candidate employee victim survivor author historian physician surgeon "
        "detective guard pilot sailor passenger patient parent child teenager trader investor economist "
        "strategist organiser organizer volunteer member delegate representative negotiator coroner "
        "inspector paramedic firefighter politician lawmaker fighter rebel prisoner cousin colleague "
        "counterpart predecessor successor opponent rival ally staffer insider veteran scholar architect "
        "partner businessman magnate nominee contender frontrunner front-runner donor columnist author "
        "cellmate classmate teammate flatmate roommate housemate inmate individual hostage civilian citizen executive refugee settler protester "
        "professional specialist broker banker singer musician writer player athlete blogger protester demonstrator cleric negotiator mediator investigator correspondent "
        "goalkeeper striker midfielder defender skipper footballer cricketer batsman boxer runner swimmer legend "
        "rapper comedian dancer artist painter photographer filmmaker presenter commentator influencer chef baker "
        "carpenter electrician mechanic miner carer midwife dentist pharmacist therapist counsellor counselor "
        "clinician lecturer rector librarian trainee intern graduate pupil backbencher legislator parliamentarian "
        "ombudsman auditor accountant entrepreneur tycoon landlord tenant homeowner villager chieftain herder grower "
        "whistleblower informant suspect defendant plaintiff claimant complainant detainee gunman attacker smuggler "
        "bystander eyewitness onlooker motorist cyclist pedestrian commuter shopper customer tourist visitor traveller traveler hiker climber sibling spouse fiance heir monarch ruler dictator strongman warlord militant "
        "insurgent vicar missionary theologian philosopher poet novelist playwright biographer translator interpreter "
        "pollster pundit lobbyist rapporteur consul solicitor barrister juror warden ranger trooper agent operative programmer designer inventor technician astronaut curator environmentalist conservationist chemist physicist "
        "mathematician statistician geneticist statesman genius counsel mum mom dad kid "
        "cashier mogul billionaire millionaire surrogate moderator host co-host co-founder confidant confidante speechwriter "
        "commenter attendee panelist panellist anchor newsreader superdelegate challenger heckler incumbent custodian dean "
        "shareholder committeeman committeewoman fact-checker ex-wife ex-husband neurosurgeon guy pontiff foe "
        "bureaucrat technocrat barista bartender plumber cameraman bodyguard vendor seller headmaster headmistress "
        "peacekeeper preacher supervisor tailor tutor undergraduate elder"
    )
)
#: Heads of bodies, in names ("Foreign Ministry") and in noun phrases ("the ministry").
BODIES = words(
    "ministry department organization organisation bank council university institute committee "
    "commission court house centre center agency federation association bureau union party government "
    "parliament assembly congress senate office service services authority corporation company "
    "company's group foundation fund trust society club college school academy hospital church "
    "embassy army navy force forces military police guard guards board cabinet administration "
    "campaign coalition alliance league network mission team brigade battalion regiment militia "
    "movement front charity firm airline brewery newspaper daily times post journal news agencies "
    "broadcaster press airlines airways motors industries holdings inc inc. corp corp. ltd ltd. llc plc co. "
    "international watch exchange treasury observatory laboratory museum library secretariat "
    "tribunal directorate conference confederation chamber consortium ministers nations states "
    "resources energy electric securities partners systems technologies technology pharmaceuticals "
    "insurance studios media tribune herald gazette telegraph guardian observer chronicle initiative "
    "programme program project taskforce rail railway railways water council's bloc operator regulator "
    "sponsor supplier retailer manufacturer contractor watchdog publisher developer market industry "
    "side opposition delegation syndicate cooperative co-operative leadership jury panel inquiry crown "
    "command garrison kremlin borough county city republic kingdom empire legion corps patrol alliance "
    "nonprofit think-tank factory mine refinery startup start-up lab chain family community public"
)
#: Bodies that have no voice of their own unless named: streets and buildings among them.
NOT_SPEAKING = words(
    "city county republic empire kingdom factory mine project programme program market chain refinery house front water "
)
#: Plural or collective human heads that the endings below do not show.
PEOPLE = words(
    "people police men women children officials critics residents experts sources witnesses aides "
    "allies analysts parents relatives families friends neighbours neighbors doctors medics troops "
    "staff crew countries nations governments states companies firms unions groups banks parties "
    "charities agencies authorities lawyers businesses prosecutors lawmakers others protesters locals rebels "
    "activists economists businessmen businesspeople councillors democrats republicans conservatives "
    "liberals tories academics diplomats biologists scholars pupils students nurses migrants judges "
    "coroners members clergy youths veterans guests fans tenants commuters patients cities councils "
    "opponents proponents ministries colleagues captains generals neighbours' public media mps meps "
    "peers sides schools villages individuals hospitals chiefs heads spokespeople clerics muslims "
    "jews christians arabs kurds insurgents militants kings wives husbands sons daughters brothers "
    "sisters mothers fathers boys girls americans europeans africans asians taliban loyalists ngos "
    "intelligence investigators traders lenders backbenchers secretaries professionals adults "
    "officials' athletes universities newspapers outlets broadcasters brokers shareholders delegates "
    "associates representatives envoys hosts households juries teams mates couples evangelicals moderates "
    "executives civilians hostages citizens captives nationals crews victims conscripts recruits "
    "reservists settlers cadets premiers presidents whips "
    "independents advocates progressives hawks doves pundits skeptics sceptics faithful villagers rescuers "
    "ministers fisherfolk folk folks townsfolk grandparents mums moms dads siblings kids suspects convicts spouses "
    "celebrities commandos marines royals teens elders kin crowd crowds audience audiences electorate personnel elites bosses "
    "hopefuls politicos partisans heavyweights whites blacks gays minorities youth patriots clans tribes stalwarts"
)
AGENT_ENDINGS = (
    "ers",
    "ors",
    "ists",
    "ians",
    "ants",
    "ees",
    "yers",
    "ocrats",
    "crats",
    "men",
    "women",
    "people",
)
#: Plurals in those endings, and other heads, that are things.
THINGS = words(
    "numbers papers letters orders posters covers figures factors errors doors lists powers matters "
    "offers rumours rumors members' computers centres centers years winters rivers servers chapters "
    "quarters warrants grants plants variants hackers' pointers indicators sensors tensors colors "
    "colours favours favors behaviors behaviours fees trees committees' referees' guarantees degrees "
    "answers others' prayers disasters chambers layers corners borders shoulders towers filters "
    "loudspeakers watchtowers airliners freighters tankers bunkers reactors motors sectors corridors "
    "generators banners barriers carriers hammers ladders lasers liners markers pillars triggers "
    "trailers wonders dollars elections campaigns flowers fertilisers fertilizers scuppers dangers "
    "tenders craters pageants stimulants checklists playlists shortlists pollutants contaminants disinfectants "
    "implants restaurants covenants remnants elephants durians coffees knees bees levees entrees waters newspapers "
    "trousers sneakers stickers clusters counters meters metres liters litres kilometers kilometres printers "
    "scanners drawers flyers boilers burners containers parameters perimeters characters encounters burgers peppers "
    "cucumbers tigers spiders feathers lobsters oysters tremors mirrors terrors horrors tumors tumours vectors "
    "tractors detectors processors interceptors elevators escalators ventilators monitors vouchers skyscrapers "
    "bulldozers cancers launchers helicopters choppers cruisers destroyers trawlers"
)
#: Documents and other carriers of words: who speaks is their author, when named.
DOCUMENTS = words(
    "report reports study studies poll polls survey surveys statement statements letter letters "
    "document documents article articles paper papers data figure figures law laws treaty treaties "
    "agreement agreements resolution resolutions ruling rulings order orders bill bills act acts text "
    "memo memos email emails e-mail e-mails post posts tweet tweets record records research analysis "
    "analyses review reviews book books filing filings lawsuit lawsuits indictment indictments "
    "affidavit affidavits complaint complaints editorial story stories account accounts "
    "statistics results findings evidence estimate estimates forecast forecasts transcript transcripts "
    "video videos message messages note notes audit audits index bulletin guidance rule rules "
    "protocol memorandum annex convention accord pact constitution charter contract decree decrees judgment judgement verdict plan plans proposal "
    "proposals release releases website page pages list lists draft drafts communique poster posters "
    "advert adverts slogan headline headlines communiqué column columns blog diary diaries interview interviews preprint textbook textbooks circular "
    "notice notices dossier brochure leaflet leaflets manifesto petition petitions submission submissions placard "
    "placards announcement announcements paragraph clause communiques pamphlet booklet handbook census excerpt "
    "newsletter factsheet readout decision decisions probe probes investigation investigations ad ads advertisement "
    "advertisements memoir memoirs op-ed op-eds editorials biography autobiography speech speeches sermon testimony"
)
#: Words of those that end the names of outlets and institutes too.
OUTLETS = words(
    "post posts survey record research review index bulletin standard news analysis records book forecast "
    "data press column statistics findings"
)
#: Short and full names of bodies that articles use side by side without saying so.
ACRONYMS = {
    "eu": "european union", "un": "united nations", "who": "world health organization",
    "imf": "international monetary fund", "fbi": "federal bureau of investigation",
    "cia": "central intelligence agency", "nato": "north atlantic treaty organization", "gop": "republican party",
}  # fmt: skip
KNOWN_AS = {full: {short} for short, full in ACRONYMS.items()}
#: Common nouns by which articles call a body, and words of the names that they stand for.
EPITHETS = {
    "alliance": ("nato", "north atlantic treaty organization", "alliance"), "bloc": ("european union", "eu", "bloc"),
    "lender": ("bank", "fund"), "lenders": (), "watchdog": ("authority", "agency", "commission"),
    "organisation": ("organization", "organisation"), "organization": ("organization", "organisation"),
    "newspaper": ("times", "post", "newspaper"),
}  # fmt: skip
#: Capitalised adjectives of regions and faiths, which name no one.
REGIONAL = words(
    "western eastern northern southern european african asian arab american islamic muslim christian "
    "jewish catholic protestant hindu buddhist sunni shia shiite kurdish nordic baltic latin soviet "
    "republican democratic conservative liberal labour tory orthodox black white hispanic latino "
    "scottish welsh english catalan basque flemish tibetan uyghur chechen balkan caribbean "
    "mediterranean scandinavian middle gulf democrat"
)
REGIONS = words(
    "europe africa asia america americas england scotland wales world caribbean pacific ireland"
)
#: Words that end the core of a noun phrase and open what modifies it from behind.
AFTER_HEAD = words(
    "of for in from at with on by to near who which that whose among against under over about inside "
    "outside within without familiar based close involved including like such briefed as between "
    "across along around whom where when seen interviewed there here led made published conducted "
    "present within familiar aged elsewhere nationwide worldwide countrywide abroad"
)
SINGULAR = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
PLURAL = words("they them their theirs themselves")
NEUTER = words("it its itself")
SELF = words("i me my mine myself we us our ours ourselves")
RELATIVE = words("who whose whom which that")
#: Cues that only people have: what nobody knows as a thing is people when it stands before them.
HUMAN = words(
    "say says said saying tell tells told warn warns warned argue argues argued ask asks asked urge urges "
    "urged insist insists insisted claim claims claimed deny denies denied complain complained criticise "
    "criticised criticize criticized demand demands demanded believe believes believed fear fears feared "
    "hope hopes hoped think thinks thought want wants wanted worry worries worried wish wishes accuse "
    "accused agree agrees agreed condemn condemned praise praised expect expects"
)
