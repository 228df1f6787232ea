import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.furniture import furniture

OPENING = (
    "The finance minister arrived in the capital on Tuesday for a second round of talks with lenders, "
    "who have asked for deeper cuts."
)
CLOSING = (
    "A third round is planned for the spring, when parliament returns from its recess and the new "
    "budget is due."
)

ANYWHERE = [
    "Sign up to receive our latest news!",
    "Sign up for our morning newsletter.",
    "Sign up here to get breaking news alerts in your inbox",
    "Like what you read? Sign up for our weekly digest.",
    "Subscribe to our newsletter",
    "Subscribe now",
    "SUBSCRIBE TO THE POLITICS PODCAST",
    "For more on the talks, sign up for the World Briefing newsletter.",
    "Get the day's top stories delivered straight to your inbox.",
    "Enter your email address:",
    "Thank you for subscribing!",
    "You can unsubscribe at any time.",
    "Already a subscriber? Log in",
    "Support independent journalism",
    "By submitting this form, I agree to the terms.",
    "By signing up, you agree to our Terms of Use and Privacy Policy.",
    "By clicking “submit”".replace("“", "").replace("”", "") + " you consent to receive emails.",
    "By continuing to browse, you accept our use of cookies.",
    "This website uses cookies to improve your experience.",
    "We use cookies to personalise content and ads. Learn".removesuffix(" Learn"),
    "Accept all cookies",
    "Cookie settings",
    "Copyright 2021 The Harbour Gazette. All rights reserved.",
    "© 2022 Northern Wire",
    "All rights reserved.",
    "This material may not be published, broadcast, rewritten or redistributed.",
    "Advertisement",
    "ADVERTISEMENT",
    "Advertisement - Continue reading below",
    "Story continues below",
    "Story continues below advertisement",
    "Article continues after the video",
    "Scroll down to continue",
    "Sponsored content",
    "Share this article",
    "Share this story on Facebook",
    "Share on Twitter",
    "Share via e-mail",
    "Facebook | Twitter | WhatsApp | Email",
    "Follow us on Twitter",
    "Follow us on Instagram for more pictures.",
    "Like us on Facebook!",
    "Follow Ana Ruiz on Twitter @anaruizwrites.",
    "Follow her on Twitter: @anaruizwrites. Reach her directly at ana@harbour.example",
    "Click here to read the full report",
    "Click here for more news from the region.",
    "Please click the link below to continue",
    "Read the rest of the story here.",
    "Read the full story at The Harbour Gazette.",
    "Watch the full video above.",
    "Download our app",
    "Download the free Harbour app for iOS or Android.",
    "Get our app on Google Play",
    "Leave a comment",
    "Log in to comment",
    "View all 38 comments",
    "Comments are closed.",
    "Comments are moderated and may take a while to appear.",
    "Please read our comment policy before posting.",
    "Your email address will not be published.",
    "Photo: Ana Ruiz/Getty Images",
    "(Photo by Ana Ruiz/Getty Images)",
    "Ana Ruiz via Getty Images.",
    "Image credit: Ana Ruiz",
    "(AP Photo/Ana Ruiz, File)",
    "Ana Ruiz/Reuters",
    "(Reporting by Ana Ruiz; Editing by Tom Hale)",
    "Ana Ruiz contributed to this report.",
    "Related: Lenders walk out of talks",
    "RELATED: Minister says no deal is near",
    "Read more: What the lenders want",
    "Read also: Five things to know about the budget",
    "READ MORE Lenders walk out of talks",
    "See also – What the lenders want",
    "FULL TEXT.",
    "ABSTRACT.",
    "LENGTH: 812 words",
    "• Sign up for our newsletter",
]

CONTENT = [
    "Sign up for health insurance before the deadline, officials urged.",
    "Sign up for health insurance by the end of the month or pay the penalty.",
    "“Sign up to receive our latest news!” the sign at the rally said.",
    '"Subscribe to our newsletter," the candidate told the crowd.',
    "Sign up for updates from our campaign, the senator told supporters.",
    "Subscribe to the theory that wars begin by accident and you will miss the plan behind this one.",
    "Few generals subscribe to the theory that the war will end by spring.",
    "More than a million people signed up for the newsletter of the opposition.",
    "By submitting this form, the minister agreed to the terms of the lenders.",
    "By submitting this form, the refugees agree to leave within a month.",
    "By signing up, Sweden and Finland agreed to defend the alliance.",
    "“By submitting this form, I agree to the terms.”",
    "By joining the alliance you agree to defend its members.",
    "The website uses cookies, the regulator found, and tells nobody.",
    "We use cookies, the company told the regulator.",
    "Cookies were banned in the barracks.",
    "Copyright law will be rewritten, the commission announced.",
    "Copyright is theft, she wrote.",
    "All rights reserved to the states must be respected.",
    "Advertisement of tobacco will be banned, the minister said.",
    "Advertisements for the governor ran all week.",
    "The story continues below the surface of official statements.",
    "Share this burden or face sanctions, the chancellor warned.",
    "Share prices fell after the president threatened new tariffs.",
    "Follow us on Twitter, the rebels urged their supporters.",
    "Follow the law, the judge told the governor.",
    "Follow the money and it leads to the ministry.",
    "Click here, she said, pointing at the map.",
    "Clicking through the slides, the general described the attack.",
    "Read the treaty, the ambassador told reporters.",
    "Read more closely, the treaty binds both sides.",
    "Related: the minister said the talks had failed.",
    "Related charges were dropped, the prosecutor said.",
    "Download the app or be fined, the ministry told visitors.",
    "Comments are welcome, the commission said.",
    "Comments by the president angered Ankara.",
    "Leave a comment out of the record, the judge ordered.",
    "Photo by photo, the investigators rebuilt the attack.",
    "Photos: the army said they were forged.",
    "Photo by satellite shows tanks at the border.",
    "Getty was a rich man, the biographer wrote.",
    "The photographs, sold via Getty Images, show the minister at the camp.",
    "Reporting by the inspectors was blocked, the agency said.",
    "Aid groups contributed to this disaster, the governor claimed.",
    "Support our troops, the president said.",
    "Become a member of the alliance and the threats will stop, he told them.",
    "Editor’s note: The minister has denied the allegation since this story appeared.",
    "Correction: An earlier version misstated the date of the talks.",
    "UPDATE: The ministry now says the talks were called off.",
    "Full text of the treaty was released on Monday.",
    "Sponsored by the army, militias took the town.",
    "‘Sign up for our newsletter,’ the leaflet read.",
    "''Follow us on Twitter,'' he said.",
    "Story by story, the tower fell.",
    "Donate now, the president told the lenders.",
    "Trending upward, inflation worries the bank.",
    "Enter your email into evidence, the judge ordered.",
    "“Click here” was all the message said.",
    "Subscribers to the newsletter of the junta were arrested.",
    "Want peace? Prepare for war.",
]


def marked(text: str) -> list[str]:
    return [text[start:end] for start, end in furniture(text)]


@pytest.mark.parametrize("line", ANYWHERE)
def test_page_lines_are_furniture_after_the_story(line: str) -> None:
    assert marked(f"{OPENING}\n\n{CLOSING}\n\n{line}\n") == [line]


@pytest.mark.parametrize("line", ANYWHERE)
def test_page_lines_are_furniture_inside_the_story(line: str) -> None:
    assert marked(f"{OPENING}\r\n\r\n{line}\r\n\r\n{CLOSING}") == [line]


@pytest.mark.parametrize("line", CONTENT)
def test_real_sentences_stay_wherever_they_stand(line: str) -> None:
    for text in (
        f"{OPENING}\n\n{line}\n\n{CLOSING}",
        f"{OPENING}\n\n{CLOSING}\n\n{line}",
        f"{line}\n\n{OPENING}\n\n{CLOSING}",
        f"{OPENING}\n\nAdvertisement\n\n{line}\n\n{CLOSING}",
    ):
        assert line not in marked(text)
        assert len(marked(text)) == text.count("Advertisement\n\n")


@pytest.mark.parametrize(
    "line", ["Share", "Tweet", "12 comments", "Subscribe", "Facebook", "Log in"]
)
def test_buttons_count_at_the_edge_of_the_story_only(line: str) -> None:
    assert marked(f"{line}\n\n{OPENING}\n\n{CLOSING}") == [line]
    assert marked(f"{OPENING}\n\n{CLOSING}\n\n{line}") == [line]
    assert marked(f"{OPENING}\n\n{line}\n\n{CLOSING}") == []


def test_a_button_beside_a_form_is_furniture_inside_the_story() -> None:
    form = "Enter your email address:\nEmail *\nSubmit"
    assert marked(f"{OPENING}\n\n{form}\n\n{CLOSING}") == form.split("\n")


def test_where_an_article_was_first_published_counts_after_it_only() -> None:
    line = "This article was originally published on Harbour Today."
    assert marked(f"{OPENING}\n\n{CLOSING}\n\n{line}") == [line]
    assert marked(f"{OPENING}\n\n{line}\n\n{CLOSING}") == []


def test_a_list_of_related_headlines_ends_with_its_last_title() -> None:
    titles = ["Lenders walk out of talks", "Who will pay for the bridge?", "Minister denies split"]
    text = "\n".join([OPENING, "", "Related stories", *titles, "", CLOSING])
    assert marked(text) == ["Related stories", *titles]


def test_a_list_with_blank_lines_between_its_titles_goes_to_the_end() -> None:
    titles = ["- Lenders walk out of talks", "- Bridge toll to double", "- Minister denies split"]
    text = "\n\n".join([OPENING, CLOSING, "Most read", *titles])
    assert [line.removeprefix("- ") for line in marked(text)] == [
        "Most read",
        *(title.removeprefix("- ") for title in titles),
    ]


def test_plain_headings_open_a_list_only_after_the_story() -> None:
    listed = "Top stories\nLenders walk out of talks"
    assert marked(f"{listed}\n\n{OPENING}\n\n{CLOSING}") == []
    assert marked(f"{OPENING}\n\n{CLOSING}\n\n{listed}") == listed.split("\n")


def test_a_quoted_title_is_never_furniture() -> None:
    text = f"{OPENING}\n\nRelated stories\nLenders walk out\n“We will not pay”\n\n{CLOSING}"
    assert "“We will not pay”" not in marked(text)


def test_a_quotation_that_runs_over_lines_protects_them() -> None:
    text = f"{OPENING}\n\n“Read this aloud:\nSubscribe to our newsletter\nnow,” she told them."
    assert marked(text) == []
    poster = f"{OPENING}\n\n“The poster read\nSign up for our newsletter\nFollow us on Twitter”\n\n{CLOSING}"
    assert marked(poster) == []


def test_lines_of_a_wrapped_sentence_stay() -> None:
    assert marked("The council asked every member of the old town to fill it in.\n"
                  "By submitting this form, you agree to the terms\nof the truce, the general wrote.") == []  # fmt: skip
    assert marked("The banner that hung over the square for most of last year read\n"
                  "Subscribe to our newsletter\nand nobody did.") == []  # fmt: skip


def test_a_wrapped_form_is_one_span() -> None:
    form = "By submitting this form, I agree\nto the terms."
    assert marked(f"{OPENING}\n\n{form}\n\n{CLOSING}") == [form]


def test_a_caption_keeps_its_words_and_loses_its_credit() -> None:
    caption = "The minister said in March that she would stay. (Photo by Ana Ruiz/Getty Images)"
    assert marked(f"{OPENING}\n\n{caption}") == ["(Photo by Ana Ruiz/Getty Images)"]


def test_nothing_is_found_in_nothing() -> None:
    assert furniture("") == []
    assert furniture(" \n\n \r\n") == []
    assert furniture(OPENING) == []


PIECES = st.sampled_from(
    [
        *ANYWHERE,
        *CONTENT,
        OPENING,
        "Related stories",
        "Share",
        "\n",
        "\r\n",
        "\n\n",
        " ",
        '"',
        "“",
        "”",
        "''",
        "a",
        "\u2028",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=25).map("\n".join), st.lists(PIECES, max_size=25).map("".join)))  # fmt: skip
def test_spans_are_in_order_disjoint_and_inside(text: str) -> None:
    last = 0
    for start, end in furniture(text):
        assert last <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        last = end


@pytest.mark.parametrize(
    "unit",
    [
        "By submitting this form by submitting this form ",
        "By submitting this form, \n",
        "Sign up a b c d e f g h i j\n",
        "Follow A B C D E F G H I J K\n",
        "A/A, A/A, A/A, A/A, A/A, A/A, A/A\n",
        "A\nb\n",
        "(",
        "''",
        "Share Share Share Share ",
        "Related stories\nTitle\n",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    begun = time.process_time()
    furniture(text)
    assert time.process_time() - begun < 5


def test_two_megabytes_of_news_take_seconds() -> None:
    unit = f"{OPENING}\n\nSign up for our newsletter\n\n{CLOSING}\n\n"
    text = unit * (2_000_000 // len(unit))
    begun = time.process_time()
    assert len(furniture(text)) == text.count("Sign up")
    assert time.process_time() - begun < 10
