"""Builds thread pages to be rendered: the thread of the design's pictures, and any other with one telling detail."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from folkmoot.discussion.ranking import Sorting
from folkmoot.discussion.story import Discussion
from folkmoot.discussion.thread import Absence, ThreadComment, ThreadPage, Why
from folkmoot.feed.view import PrintedClause, PrintedPolicy, ThreadView

MORNING = datetime(2026, 11, 17, 8, 31, tzinfo=UTC)

ATTACKS = "No personal attacks on other commenters, on our writers or on private people."

POLICY = PrintedPolicy(
    version=3,
    published_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    title="Discussion policy",
    welcome="Comments are welcomed and encouraged. You are fully responsible for what you post.",
    clauses=(
        PrintedClause("personal-attacks", ATTACKS, "Argue with what people say, not with who they are."),
        PrintedClause(
            "public-figures",
            "Criticise the powerful as hard as you like. Obscene abuse and slurs are not criticism.",
            "Presidents and ports must bear hard words. Past a very high mark a moderator looks first.",
        ),
        PrintedClause(
            "hatred",
            "No hatred of people for their ethnicity, nationality, religion, race, gender, orientation or disability.",
            "",
        ),
        PrintedClause("threats", "No threats, and no wish that harm comes to anybody.", "Nobody should be afraid."),
        PrintedClause("links", "First comments carry no more than one link.", ""),
    ),
)

WHY = Why(
    rule=ATTACKS,
    by_person=True,
    decided_at=datetime(2026, 11, 17, 9, 28, tzinfo=UTC),
    after_flag=True,
    policy_version=3,
    author_told=True,
)


def a_comment(
    number: str, text: str = "I need the timetable.", name: str = "Marta Quill", **detail: Any
) -> ThreadComment:
    """Return a published comment; ``at`` is its time, ``08:31``."""
    hour, minute = detail.pop("at", "08:31").split(":")
    given = {
        "id": UUID(int=int(number.replace(".", "0"))),
        "parent": number.rpartition(".")[0] or None,
        "language": "en",
        "published_at": MORNING.replace(hour=int(hour), minute=int(minute)),
    } | detail
    return ThreadComment(number=number, name=name, text=text, **given)


def a_view(comments: Sequence[ThreadComment] = (), **detail: Any) -> ThreadView:
    """Return a page of the newspaper's thread; ``page``, ``pages`` and ``continued`` go to its page."""
    shown = [c for c in comments if not c.absence]
    page = ThreadPage(
        tuple(comments),
        detail.pop("page", 1),
        detail.pop("pages", (("1", "6"),) if comments else (("", ""),)),
        detail.pop("continued", False),
    )
    given: dict[str, Any] = {
        "public_url": "http://127.0.0.1:8000",
        "site_name": "ferry-post",
        "site_title": "The Ferry Post",
        "language": "en",
        "story_url": "http://localhost:8001/stories/night-ferry",
        "slug": "night-ferry",
        "headline": "Night ferry stays tied up as the President blames the far bank",
        "discussion": Discussion.OPEN,
        "version": 41,
        "count": len(shown),
        "people": len({c.name for c in shown}),
        "thread": page,
        "sorting": Sorting.OLDEST,
        "policy": POLICY,
        "longest_comment": 2000,
        "edit_minutes": 5,
    }
    return ThreadView(**(given | detail))


def the_pictures_thread() -> ThreadView:
    """Return the thread of the design's pictures ``thread-light-1280`` and ``-360``."""
    comments = (
        a_comment(
            "1",
            "I am a nurse at the Tarrow hospital and live on this bank. On Friday the crew told us, before "
            "anybody in "
            "parliament had spoken, that the pump had been on the repair list since spring.\n\nFour nights now "
            "I have "
            "slept on a ward. I do not need to know who is to blame. I need the timetable.",
        ),
        a_comment(
            "1.1",
            "@Marta Quill With respect, you cannot know that. A pump that ran for eleven years does not fail in "
            "the week "
            "of the talks.",
            "Otto Brand",
            at="08:40",
        ),
        a_comment(
            "1.1.1",
            "@Otto Brand I was in the hall, and nobody from the far bank was. What I would like to read is the "
            "engineer’s "
            "log, before anybody’s opinion of it.",
            at="08:51",
        ),
        a_comment(
            "1.1.1.1",
            "@Marta Quill Then let us ask for that log. The harbour act says it is public after three days.",
            "Petra Lunn",
            at="09:02",
            edited_at=MORNING.replace(hour=9, minute=5),
        ),
        a_comment(
            "2",
            "The President is a coward and a petty tyrant who would rather start a quarrel than order a forty-crown "
            "gasket. Resign.",
            "ferryman_62",
            at="08:44",
        ),
        a_comment("3", "", "Dirk Vane", at="09:14", absence=Absence.REMOVED, why=WHY),
        a_comment(
            "3.1",
            "Thank you for taking that down. I did not come here to be called names over a boat.",
            "Lena Osk",
            at="09:31",
        ),
        a_comment(
            "4",
            "Мой отец строил этот паром. Насос меняли один раз, в 2015 году. Политика тут ни при чём, просто "
            "двадцать лет "
            "никто не платит за ремонт.",
            "Анна Л.",
            at="09:12",
            language="ru",
        ),
        a_comment(
            "4.1",
            "@Анна Л. Շնորհակալություն։ Ես էլ եմ սպասում, որ վերջապես հաշիվը ցույց տան։",
            "Նարեկ",
            at="09:20",
            language="hy",
        ),
        a_comment(
            "5",
            "The port has now sent me the repair list for 2026. The pump is on it, dated 14 April. I shall put "
            "the page "
            "into the story within the hour.",
            "Nora Halm",
            at="09:40",
            by_writer=True,
        ),
        a_comment(
            "6",
            "Could the paper print the prices that the fishermen ask? I paid nine crowns on Saturday and twenty "
            "on Monday.",
            "Sam Ode",
            at="09:44",
            edited_at=MORNING.replace(hour=9, minute=47),
        ),
    )
    return a_view(comments, count=23, people=17, pages=(("1", "6"), ("7", "12"), ("13", "15")))


def the_deep_thread() -> ThreadView:
    """Return the thread of ``nesting-360``: eight levels of replies."""
    said = (
        ("Marta Quill", "I do not need to know who is to blame. I need the timetable.", "08:31"),
        ("Otto Brand", "@Marta Quill With respect, you cannot know that.", "08:34"),
        ("Marta Quill", "@Otto Brand I was in the hall, and nobody from the far bank was.", "08:37"),
        ("Petra Lunn", "@Marta Quill Then let us ask for that log.", "09:40"),
        ("Jonas Reed", "@Petra Lunn I have asked. The port answers on Thursdays.", "09:43"),
        ("Otto Brand", "@Jonas Reed And until Thursday we row?", "09:46"),
        ("Petra Lunn", "@Otto Brand Until Thursday we share the fisherman. I have two places free at six.", "10:49"),
        ("Lena Osk", "@Petra Lunn I take one, thank you.", "10:52"),
        ("Jonas Reed", "@Lena Osk And I the other.", "10:55"),
    )
    return a_view([a_comment(".".join("1" * (n + 1)), text, name, at=at) for n, (name, text, at) in enumerate(said)])


def the_arabic_thread() -> ThreadView:
    """Return the thread of ``thread-rtl-360``."""
    policy = PrintedPolicy(
        version=3,
        published_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
        title="سياسة النقاش",
        welcome="نرحّب بالتعليقات ونشجّعها. أنت مسؤول وحدك عمّا تنشره.",
        clauses=(
            PrintedClause(
                "personal-attacks", "لا هجوم شخصيًا على المعلّقين أو كتّابنا أو الأشخاص العاديين.", "حاجج القول لا قائله."
            ),
            PrintedClause(
                "public-figures",
                "انتقد أصحاب السلطة كما تشاء. الشتائم البذيئة ليست نقدًا.",
                "على الرؤساء أن يحتملوا الكلام القاسي.",
            ),
            PrintedClause("hatred", "لا كراهية للناس بسبب أصلهم أو جنسيتهم أو دينهم أو جنسهم أو إعاقتهم.", "."),
        ),
    )
    comments = (
        a_comment(
            "1",
            "أعمل ممرّضة في مستشفى الضفة الأخرى. قال لنا الطاقم يوم الجمعة، قبل أن يتكلّم أحد في البرلمان، إن "
            "المضخّة على قائمة "
            "الإصلاح منذ الربيع.\n\nلا يهمّني من المذنب. أريد مواعيد الرحلات.",
            "مريم الحدّاد",
            language="ar",
        ),
        a_comment(
            "1.1",
            "@مريم الحدّاد With respect, you cannot know that. A pump that ran for eleven years does not fail "
            "in the week "
            "of the talks.",
            "Otto Brand",
            at="08:40",
        ),
        a_comment(
            "1.1.1",
            "@Otto Brand إذن لنطلب السجلّ. القانون يقول إنه علني بعد ثلاثة أيام.",
            "مريم الحدّاد",
            at="09:05",
            language="ar",
            edited_at=MORNING.replace(hour=9, minute=8),
        ),
        a_comment(
            "2",
            "الرئيس جبان ومستبدّ صغير، يفضّل الخصام على شراء قطعة بأربعين كرونة.",
            "عابر نهر",
            at="08:44",
            language="ar",
        ),
        a_comment("3", "", "x", absence=Absence.REMOVED, why=replace(WHY, rule=policy.clauses[0].rule)),
        a_comment(
            "4", "Мой отец строил этот паром. Насос меняли один раз, в 2015 году.", "Анна Л.", at="09:12", language="ru"
        ),
        a_comment("4.1", "@Анна Л. Շնորհակալություն։ Ես էլ եմ սպասում։", "Նարեկ", at="09:20", language="hy"),
    )
    return a_view(comments, language="ar", policy=policy, count=23, people=17, pages=(("1", "4"), ("5", "9")))
