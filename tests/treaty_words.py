"""The words of generated treaties: enough of them that no two sentences are alike by chance."""

from __future__ import annotations

_NOUNS = """accession access account act adjudication admission advice agency agreement aid aircraft alteration
allocation amendment analysis annex appeal applicant application appointment arbitration arrangement arrival
assessment asset assistance authorisation authority award balance basin benefit body border boundary budget burden
calculation campaign cargo carrier case category cause ceiling certificate channel charge claim classification code
collection commission commitment communication community compensation competence complaint compliance concession
condition conduct conference confidentiality consent consequence conservation consignment consultation contract
contribution control conversion convoy copy correspondence cost council court credit crew crossing currency custody
damage data database deadline debt decision declaration default defence delay delegation delivery denunciation
department dependant deposit derogation designation detention determination directive disaster discharge disclosure
discretion dispute distribution district document duty easement education effect election embargo emergency emission
employment enforcement engagement enquiry entitlement entry environment equipment estimate evacuation evaluation
evidence examination exchange exclusion execution exemption expenditure expert export expropriation extension
facility fee file finding fishery flood forecast forest format framework frequency frontier function fund gauge
goods grant ground guarantee guardian guideline habitat harbour hardship harvest hearing hospital household
identification immunity implementation import incident income indemnity indicator industry information infringement
initiative injury inspection instalment institution instruction instrument insurance interest interpretation
intervention inventory investigation investment invoice irrigation jurisdiction labour laboratory language lease
ledger legislation levy liability licence lien limit list loan location logistics loss machinery maintenance
majority mandate manifest manufacturer map margin market measure mediation medicine meeting member merchandise
method minister mission model modification monitoring motion municipality navigation negotiation network nomination
notice notification objection obligation observation observer occupation offer office officer operation operator
opinion order organisation origin outcome owner panel passage patent payment penalty pension percentage period
permit petition pilot plan plant platform policy pollution population port position possession practice precaution
preference premises preparation presence preservation pressure price principle priority privilege procedure
proceeding process procurement product profession programme prohibition project promise proof property proposal
prosecution protection protocol provision publication purchase purpose quantity quarantine question quota quorum
rate ratification ratio receipt recipient recognition recommendation record recovery reduction reference refund
refusal region register regulation rehabilitation reimbursement release relief remedy remuneration renewal repair
report representative request requirement rescue research reserve reservoir resident resolution resource respondent
response restitution restoration restriction result retention return revenue review revision river road route rule
safety sale salvage sample sanction satellite schedule scheme scholarship seal search season seat secretariat
security seizure seniority sentence service session settlement shareholder shelter shipment signal signature site
society source specification staff standard station statement statistics status statute storage strait strategy
study subsidy substance succession summary summons supervision supplier supply surcharge surety surplus surveillance
survey suspension system target tariff taxation technology tenant tender territory testimony threshold timetable
title toll tonnage trade training transfer transit translation transmission transport treasury treatment tribunal
trust undertaking union update utility vacancy valuation vehicle verification vessel veto violation visa volume
voyage wage warehouse warning warrant waste watercourse weight withdrawal witness workplace yield zone"""
_QUALITIES = """accredited actual additional adequate administrative adjacent affordable agricultural annual
applicable appropriate authentic autonomous available bilateral binding budgetary civil coastal collective
commercial common comparable competent complementary compulsory conditional confidential consecutive consistent
consular contiguous continuous contractual corresponding credible cumulative customary decisive deferred
demonstrable detailed diplomatic direct disciplinary discretionary domestic durable ecological economic effective
electronic eligible equitable equivalent essential exceptional exclusive exempt existing explicit external federal
final financial fiscal foreign formal fundamental general genuine geographical gradual harmonised historical
humanitarian hydrological identical immediate impartial imminent incidental independent individual industrial
informal initial institutional integral interim internal international investigative judicial juridical lawful
legislative legitimate limited linguistic local long-standing maritime mandatory material maximum medical military
minimum ministerial monetary multilateral municipal mutual national natural necessary neighbouring net neutral
nominal non-binding notarial nuclear objective obligatory occasional official operational optional oral ordinary
organisational original outstanding overseas parallel partial peaceful periodic permanent permissible personal
plenary political practical precise preferential preliminary preparatory present preventive previous principal
private procedural professional proportionate proprietary prospective provisional prudent public qualified
quantitative quarterly radioactive reasonable reciprocal regional regular relevant reliable remedial remote
representative residual respective restricted retroactive rural sanitary scientific seasonal secondary sectoral
secure separate simplified solemn sovereign special specific stable standing statutory strategic structural
subsequent subsidiary substantial substantive sufficient supplementary surplus sustainable systematic tacit
technical temporary territorial timely topographical traditional transitional transparent unanimous uniform
unilateral urban urgent valid verifiable vocational voluntary vulnerable written"""
_ACTS = """accept acknowledge adapt adjust administer adopt allocate announce apply appoint approve arrange
ascertain assess authorise calculate cancel certify circulate clarify collect compile complete conclude conduct
confirm conserve consider consolidate construct convene coordinate correct decide define delegate deliver designate
determine develop disclose discontinue dispatch display distribute document enact encourage enforce engage ensure
establish estimate evaluate examine exchange execute exempt expand facilitate finance formulate furnish grant
guarantee host identify implement improve inspect institute intensify introduce investigate issue keep license limit
maintain manage measure mediate modify monitor negotiate notify observe obtain operate organise oversee pay permit
postpone prepare prescribe present preserve prevent procure prohibit promote propose protect provide publish ratify
reallocate recognise reconsider record recover reduce refuse register regulate reimburse release renew repair
replace request rescind reserve resolve restore restrict retain review revise safeguard schedule secure share
simplify specify submit subsidise supervise supply support suspend terminate test trace transfer translate transmit
uphold validate verify waive withdraw withhold"""
_PLACES = """Aalborg Almaty Ankara Antwerp Athens Basel Bergen Bordeaux Bratislava Bremen Brisbane Budapest Cardiff
Colombo Cork Dakar Dublin Durban Florence Gdansk Geneva Ghent Graz Hamburg Helsinki Istanbul Izmir Kampala Kingston
Kyoto Lagos Lausanne Leipzig Lima Lisbon Ljubljana Lomé Lublin Lucerne Luxembourg Lyon Malaga Manila Marrakesh
Melbourne Montego Montreal Nairobi Nantes Naples Odense Oslo Ottawa Palermo Porto Prague Quito Riga Rotterdam
Salzburg Santiago Seville Sofia Stockholm Strasbourg Tallinn Tampere Tbilisi Trieste Turin Utrecht Valencia Valletta
Vienna Vilnius Warsaw Yerevan Zagreb Zaragoza"""

NOUNS = tuple(_NOUNS.split())
QUALITIES = tuple(_QUALITIES.split())
ACTS = tuple(_ACTS.split())
PLACES = tuple(_PLACES.split())
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "September", "October", "November")
NUMBERS = (
    "seven (7)",
    "fourteen (14)",
    "twenty-one (21)",
    "thirty (30)",
    "forty-five (45)",
    "sixty (60)",
    "ninety (90)",
)
BODIES = (
    "the Committee of the Parties", "the Secretariat", "the competent authority", "the Executive Council",
    "the Conference of the Parties", "the requested Party", "the requesting Party", "the depositary",
)  # fmt: skip
OPENERS = (
    "Each Party shall", "The Parties shall", "A Party may", "{body} shall", "{body} may", "Each Party shall",
    "Each Party shall adopt such legislative and other measures as may be necessary to", "No Party shall",
    "Each Party shall take appropriate measures to", "The Parties undertake to", "Nothing in this Convention shall be "
    "interpreted as preventing a Party from a decision to", "Each Party shall designate one or more authorities to",
)  # fmt: skip
LEADS = (
    "Where {thing} is not available,", "Without prejudice to {ref},", "Subject to {ref},", "Pending {thing},",
    "For the purposes of {ref},", "As from {date},", "In the absence of {thing},", "Notwithstanding {ref},",
)  # fmt: skip
TAILS = (
    "in accordance with {ref}", "within {number} days of {thing}", "not later than {date}",
    "including {thing} and {thing}",
    "unless {body} has requested {thing}", "by means of {thing}", "with due regard to {thing}",
    "for {thing} or {thing}",
    "as provided for in {foreign}", "on the basis of {thing}, {thing} and {thing}", "at the expense of {body}",
    "in so far as {thing} so requires", "pursuant to {ref}", "to the extent permitted by {thing}",
)  # fmt: skip
