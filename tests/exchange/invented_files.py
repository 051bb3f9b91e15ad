"""One file of every format, invented, and the day on which it is read."""

from datetime import UTC, datetime
from typing import Any

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)

TIDY = (
    "time,mood,with,with_kind,note,feelings,sleep_hours,pain\n"
    "2024-05-01T09:00,4,Anna;Ben,friend;colleague,Coffee on the steps,calm;hopeful,7.5,2\n"
    "2024-05-01T14:00,2,,,,,,\n"
    "2024-05-02T09:30,3,NA,,,,6,1\n"
    "2024-05-02T20:00+02:00,5,Anna,friend,,,,0\n"
)
CONTACTS = (
    "time,person,kind,minutes,felt,mode,started_by,gave,got\n"
    "2024-05-01T08:30,Anna,friend,45,2,in_person,me,emotional,company;advice\n"
    "2024-05-03T18:00,Mum,parent,20,-1,phone,them,,\n"
)
DAYLIO = (
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    '2024-05-02,May 2,Thursday,8:30 pm,good,"friends | good meal",Dinner,"<p>Long<br>talk</p>"\n'
    '2024-05-01,May 1,Wednesday,07:15,awful,"",,""\n'
)
HOWWEFEEL = (
    "Date,Locale,Mood Keys,Mood,Tags (People),Tags (Places),Tags (Events),Notes,Reflections,"
    "Takeaways\n"
    "2026 Sun May 17 3:39 PM,en,happy,Happy;Calm,Sister;Friends,Home,Cooking,Nice,"
    '"[""one"", ""two""]",\n'
    "2026 Sat May 16 9:00 PM,en,anxious,Anxious,By Myself,Office,,,,\n"
    "2026 Fri May 15 9:00 AM,en,tired,Tired,,Home,,,,\n"
)
BEARABLE = (
    "date,date formatted,weekday,time of day,category,rating/amount,detail,notes\n"
    "1st May 2024,2024-05-01,Wednesday,am,Mood,7,Content,Slept in\n"
    "1st May 2024,2024-05-01,Wednesday,am,Energy,,high,\n"
    "1st May 2024,2024-05-01,Wednesday,am,Sleep,7:30,Asleep 23:10 - 06:40,\n"
    "1st May 2024,2024-05-01,Wednesday,pm,Symptom,2,Headache (Moderate),\n"
    "1st May 2024,2024-05-01,Wednesday,pm,Factors,,Work | Walk,\n"
    "1st May 2024,2024-05-01,Wednesday,pm,Mood,3,,\n"
)
TABLE = "when;how;who\n2024-05-01 10:00;3,5;Anna\n2024-05-01 12:00;2;nobody\n"
DAYLIO_BACKUP: dict[str, Any] = {
    "version": 15,
    "customMoods": [
        {"id": 1, "custom_name": "", "mood_group_id": 1, "predefined_name_id": 1},
        {"id": 5, "custom_name": "", "mood_group_id": 5, "predefined_name_id": 5},
        {"id": 7, "custom_name": "fizzy", "mood_group_id": 2, "predefined_name_id": -1},
    ],
    "tags": [{"id": 1, "name": "friends"}, {"id": 2, "name": "good meal"}],
    "dayEntries": [
        {
            "id": 4,
            "minute": 30,
            "hour": 20,
            "day": 2,
            "month": 4,
            "year": 2024,
            "datetime": 1714674600000,
            "timeZoneOffset": 7200000,
            "mood": 7,
            "note": "<p>Long<br>talk</p>",
            "note_title": "Dinner",
            "tags": [1, 2],
            "assets": [],
        },
        {
            "id": 1,
            "minute": 15,
            "hour": 7,
            "day": 1,
            "month": 4,
            "year": 2024,
            "datetime": 1714540500000,
            "timeZoneOffset": 7200000,
            "mood": 5,
            "note": "",
            "note_title": "",
            "tags": [],
            "assets": [],
        },
    ],
}
DAYONE: dict[str, Any] = {
    "metadata": {"version": "1.0"},
    "entries": [
        {
            "uuid": "A1",
            "creationDate": "2024-05-01T18:30:00Z",
            "modifiedDate": "2024-05-01T19:00:00Z",
            "timeZone": "America\\/New_York",
            "text": "# Evening\n\nTea with Anna\\.\n![](dayone-moment://AB12)",
            "tags": ["family", "long walk"],
            "starred": True,
            "photos": [{"identifier": "AB12", "md5": "x", "type": "jpeg"}],
            "location": {"latitude": 1.0},
        }
    ],
}
PIXELS: list[dict[str, Any]] = [
    {
        "date": "2024-5-9",
        "type": "Mood",
        "scores": [4],
        "notes": "A good day",
        "tags": [
            {"type": "Emotions", "entries": ["happy"]},
            {"type": "Activities", "entries": ["walk"]},
        ],
    },
    {"date": "2024-5-10", "type": "Mood", "scores": [2, 3], "notes": ""},
]
STATES: list[dict[str, Any]] = [
    {
        "id": "A",
        "start": "2024-05-01 08:30:00 +0200",
        "end": "2024-05-01 08:30:00 +0200",
        "kind": "momentaryEmotion",
        "valence": 0.6,
        "valenceClassification": "pleasant",
        "labels": ["Happy", "Calm"],
        "associations": ["family"],
    },
    {
        "id": "B",
        "start": "2024-05-01T20:00:00Z",
        "end": "2024-05-01T20:00:00Z",
        "kind": "dailyMood",
        "valence": -1,
        "valenceClassification": "veryUnpleasant",
        "labels": [],
        "associations": ["work"],
    },
]
BASELINE: list[dict[str, Any]] = [
    {
        "timestamp": 1714588200000,
        "journal": 'She said "hello",\nand left',
        "mood": 3,
        "average": "above",
        "zone": "America/New_York",
    },
    {
        "timestamp": 1714674600000,
        "journal": "",
        "mood": -1,
        "average": "below",
        "zone": "America/New_York",
        "files": ["a/b.jpg"],
    },
]
BASELINE_CSV = (
    "Timestamp,Journal Text,Mood Score,Below/At/Above Average,Time Zone,Attached Song,File Paths\n"
    '"1714588200000","She said ""hello"",\nand left","3","above","America/New_York","",""\n'
    '"1714674600000","","-1","below","America/New_York","","a/b.jpg,c/d.jpg"\n'
)
NOMIE: dict[str, Any] = {
    "nomie": {"number": "5.6", "created": "2024-05-02T00:00:00Z"},
    "trackers": {"mood": {"tag": "mood", "type": "range", "min": 1, "max": 10}},
    "people": {"anna": {"username": "anna", "displayName": "Anna Bell"}},
    "events": [
        {
            "_id": "x1",
            "note": "Slow morning with @anna and @tom_k, #mood(8) #coffee(3) #sleep(7:30:00) "
            "#reading +at_home",
            "end": 1714588200000,
            "start": 1714588200000,
            "score": 2,
            "offset": 300,
        },
        {"_id": "x2", "note": "#meal", "end": 1714674600000, "score": 0, "offset": 300},
    ],
}
_MORNING = (
    "Slow morning with @anna and @tom_k  #mood(8) #coffee(3) #sleep(7:30:00) #reading +at_home"
)
NOMIE_CSV = "epoch,start,end,offset,tracker,value,note,lat,lng,location,score\n" + "".join(
    f"1714588200000,2024-05-01T13:30:00.000,2024-05-01T13:30:00.000,300,{tracker},{value},"
    f"{_MORNING},,,,2\n"
    for tracker, value in (("mood", 8), ("coffee", 3), ("sleep", 27000), ("reading", 1))
)
NOMIE_CSV += "1714674600000,,,300,meal,1,#meal,,,,0\n"
JRNL = (
    "[2024-05-01 09:00] A walk with @Anna\nCold. [really] it was\n\nHome by six.\n\n"
    "[2024-05-02 10:30] Nothing much *\n\n"
    "[2024-05-03 08:00] A line\n[not a time] goes on\n"
)
JRNL_JSON: dict[str, Any] = {
    "tags": {"@anna": 1},
    "entries": [
        {
            "title": "A walk with @Anna",
            "body": "Cold. [really] it was\n\nHome by six.\n",
            "date": "2024-05-01",
            "time": "09:00",
            "tags": ["@anna"],
            "starred": False,
        },
        {
            "title": "Nothing much",
            "body": "",
            "date": "2024-05-02",
            "time": "10:30",
            "tags": [],
            "starred": True,
        },
    ],
}
VCARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iPhone OS 17//EN\r\n"
    "N:Bell;Anna;;;\r\nFN:Anna Bell\r\nitem1.TEL;type=pref:+1 555 0100\r\nitem1.X-ABLabel:x\r\n"
    "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n  SkZJRgABAQ\r\n AAAQABAAD\r\n"
    "CATEGORIES:Friends,Book club\r\nNOTE:Met at the lake\\, in May.\\nLikes te\r\n a.\r\n"
    "UID:u1\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Erste Zeile=0D=0A=\r\nzweite=20Zeile\r\n"
    "END:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Gran\r\nDEATHDATE:20200101\r\nPRONOUNS:she/her\r\n"
    "UID:urn:uuid:g\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Family\r\nMEMBER:urn:uuid:g\r\n"
    "END:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nTEL:1\r\nNOTE:nobody\r\nEND:VCARD\r\n"
)


def _monica(*groups: tuple[str, list[Any]]) -> list[dict[str, Any]]:
    return [{"count": len(values), "type": what, "values": values} for what, values in groups]


def _of_monica(uuid: str, **said: Any) -> dict[str, Any]:
    made = {"created_at": "2024-01-10T08:00:00Z", "updated_at": "2024-01-10T08:00:00Z"}
    return {"uuid": uuid, **made, "properties": said}


MONICA: dict[str, Any] = {
    "version": "1.0-preview.1",
    "app_version": "4.1.2",
    "export_date": "2024-03-01T10:30:00Z",
    "account": {
        "uuid": "a",
        "data": _monica(
            ("user", [_of_monica("u", me_contact="c9")]),
            (
                "contact",
                [
                    {
                        **_of_monica(
                            "c1",
                            first_name="Jo",
                            last_name="Doe",
                            nickname="Jojo",
                            description="From school",
                            is_dead=False,
                            is_partial=False,
                            tags=["friends", "chess"],
                        ),
                        "data": _monica(
                            ("note", [_of_monica("n1", body="Met at the reunion.")]),
                            (
                                "call",
                                [
                                    _of_monica(
                                        "k1",
                                        called_at="2024-01-05T14:00:00Z",
                                        content="Plans",
                                        contact_called=False,
                                        emotions=["happy"],
                                    )
                                ],
                            ),
                            (
                                "conversation",
                                [
                                    _of_monica(
                                        "v1",
                                        happened_at="2024-01-06T00:00:00Z",
                                        messages=[
                                            _of_monica("m1", content="Hey", written_by_me=True)
                                        ],
                                    )
                                ],
                            ),
                            (
                                "life_event",
                                [
                                    _of_monica(
                                        "l1",
                                        name="A new job",
                                        note="",
                                        happened_at="2023-08-15T00:00:00Z",
                                    )
                                ],
                            ),
                            ("gift", [_of_monica("g1", name="A book")]),
                            ("activity", ["t1"]),
                        ),
                    },
                    {
                        **_of_monica("c2", first_name="Jan", is_dead=True),
                        "data": _monica(("activity", ["t1"])),
                    },
                    _of_monica("c3", first_name="Kim", is_partial=True),
                    _of_monica("c9", first_name="Me"),
                ],
            ),
            ("relationship", [_of_monica("r1", type="partner", contact_is="c1", of_contact="c9")]),
            (
                "activity",
                [
                    _of_monica(
                        "t1",
                        summary="Dinner",
                        description="Pasta",
                        happened_at="2024-01-03T00:00:00Z",
                        type="x",
                    )
                ],
            ),
        ),
        "properties": {
            "journal_entries": [
                _of_monica(
                    "j1", type="entry", title="A page", post="Words", date="2024-02-01T09:00:00Z"
                ),
                _of_monica("j2", type="day", rate=3, comment="Sun", day=2, month=2, year=2024),
            ]
        },
    },
}
CANVAS = {
    "P1_s_ego.csv": (
        "networkCanvasEgoUUID,networkCanvasCaseID,networkCanvasSessionID,networkCanvasProtocolName,"
        "sessionStart,sessionFinish,sessionExported,APP_VERSION,COMMIT_HASH,age\n"
        "e1,P1,s,Circles,2024-05-01T10:00:00.000Z,2024-05-01T10:30:00.000Z,,7.0.0,abc,37\n"
    ),
    "P1_s_attributeList_Person.csv": (
        "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name,closeness,relationship_friend,"
        "relationship_work,layout_x,layout_y\n"
        "1,e1,a1,Avery,4,true,false,0.6,0.5\n"
        "2,e1,a2,'=Jordan,,false,true,0.95,0.5\n"
        "3,e1,a3,,1,false,false,,\n"
    ),
    "P1_s_attributeList_Place.csv": (
        "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name\n4,e1,b1,The library\n"
    ),
    "P1_s_edgeList_Knows.csv": (
        "edgeID,from,to,networkCanvasEgoUUID,networkCanvasUUID,networkCanvasSourceUUID,"
        "networkCanvasTargetUUID\n1,1,2,e1,x1,a1,a2\n"
    ),
}
CANVAS_GRAPH = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:nc="http://schema.networkcanvas.com/xmlns">
<key id="label" for="all" attr.name="label" attr.type="string"/>
<key id="networkCanvasType" for="all" attr.name="networkCanvasType" attr.type="string"/>
<key id="v1" for="node" attr.name="relationship" attr.type="string"/>
<key id="v2_X" for="node" attr.name="layout_X" attr.type="double"/>
<key id="v2_Y" for="node" attr.name="layout_Y" attr.type="double"/>
<key id="v3" for="graph" attr.name="age" attr.type="int"/>
<graph edgedefault="undirected" nc:caseId="P1" nc:sessionFinishTime="2024-05-01T10:30:00.000Z">
<data key="v3">37</data>
<node id="1"><data key="label">Avery</data><data key="networkCanvasType">Person</data>
<data key="v1">friend</data><data key="v2_X">0.6</data><data key="v2_Y">0.5</data></node>
<node id="2"><data key="label">A &amp; B</data><data key="networkCanvasType">Place</data></node>
<edge id="1" source="1" target="2"><data key="networkCanvasType">knows</data></edge>
</graph>
<graph edgedefault="undirected"><node id="1"><data key="label">Avery</data></node></graph>
</graphml>
"""
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nX-WR-CALNAME:Home\r\n"
    "X-WR-TIMEZONE:Europe/Berlin\r\n"
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\n"
    "END:STANDARD\r\nEND:VTIMEZONE\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Berlin:20240501T180000\r\nDURATION:PT1H30M\r\n"
    "SUMMARY:Dinner\\, at last\r\nORGANIZER;CN=Me Myself:mailto:me@x.org\r\n"
    'ATTENDEE;CN="Bell, Anna";PARTSTAT=ACCEPTED;CUTYPE=INDIVIDUAL:mailto:anna\r\n @x.org\r\n'
    "ATTENDEE;CN=me@x.org;PARTSTAT=ACCEPTED:mailto:ME@x.org\r\n"
    "ATTENDEE;CN=Blue room;CUTYPE=ROOM:mailto:room@x.org\r\n"
    "ATTENDEE;CN=Tom;PARTSTAT=DECLINED:mailto:tom@x.org\r\n"
    "BEGIN:VALARM\r\nTRIGGER:-PT15M\r\nDESCRIPTION:x\r\nEND:VALARM\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20240506T080000Z\r\nDTEND:20240506T083000Z\r\n"
    "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20240516T000000Z\r\nEXDATE:20240508T080000Z\r\n"
    "SUMMARY:Walk\r\nORGANIZER;CN=Tom:mailto:tom@x.org\r\nATTENDEE:mailto:me@x.org\r\n"
    "X-GOOGLE-CONFERENCE:https://x.org/abc\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:2\r\nRECURRENCE-ID:20240513T080000Z\r\nDTSTART:20240513T090000Z\r\n"
    "SUMMARY:Later walk\r\nORGANIZER;CN=Tom:mailto:tom@x.org\r\nATTENDEE:mailto:me@x.org\r\n"
    "END:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:3\r\nDTSTART;VALUE=DATE:20240510\r\nSUMMARY:Alone\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:4\r\nDTSTART:20300510T100000Z\r\nATTENDEE;CN=Tom:mailto:tom@x.org\r\n"
    "END:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:5\r\nDTSTART:20240231T100000Z\r\nATTENDEE;CN=Tom:mailto:tom@x.org\r\n"
    "END:VEVENT\r\n"
    "BEGIN:VJOURNAL\r\nUID:6\r\nDTSTART;VALUE=DATE:20240512\r\nSUMMARY:A page\r\n"
    "DESCRIPTION:Two\\nlines\r\nCATEGORIES:garden,quiet\r\nEND:VJOURNAL\r\n"
    "END:VCALENDAR\r\n"
)
IFME = (
    "user_info\nid,email,created_at,name\n1,me@x.org,2024-01-01 00:00:00 UTC,Me\n"
    "strategy_info\nid,description,created_at,name\n7,<p>Breathe slowly</p>,2024-02-01 09:00:00 UTC,Breathing\n"
    'moment_info\nid,category,name,why,fix,created_at\n3,[],A row,"It was loud, and I left","Call first",2024-03-01 10:30:00 UTC\n'
    "4,[],,,,2024-03-02 10:30:00 UTC\n"
    "mood_info\nid,name,description\n1,calm,\n"
    "care_plan_contact_info\nid,name,phone\n1,Dr Lake,555\n2,,1\n"
)
EXAMPLES = {
    "tidy": TIDY,
    "contacts": CONTACTS,
    "daylio": DAYLIO,
    "howwefeel": HOWWEFEEL,
    "bearable": BEARABLE,
    "table": TABLE,
}
ANSWERS = {"tz": "Europe/Berlin", "mood_scale": "1..5"}

WHATSAPP = (
    "[14/08/2023, 09:15:00] Lake: \u200eMessages and calls are end-to-end encrypted. Tap to learn more.\n"
    "[14/08/2023, 09:15:32] Anna: Good morning\n"
    "[14/08/2023, 09:16:32] ~\u202fBen: \u200eimage omitted\nlook: at that\n"
    "[14/08/2023, 09:17:32] Ben: nice \u200e<This message was edited>\n"
)
WHATSAPP_ANDROID = (
    "8/14/23, 9:15\u202fAM - Messages and calls are end-to-end encrypted. Tap to learn more.\n"
    "8/14/23, 9:15\u202fAM - Anna: Good morning\n8/14/23, 9:16\u202fPM - Ben: <Media omitted>\n"
    "8/4/23, 12:05\u202fAM - Ben: This message was deleted\n"
)
TELEGRAM: Any = {
    "name": "Ben", "type": "personal_chat", "id": 77,
    "messages": [
        {"id": 1, "type": "service", "date": "2024-05-01T09:00:00", "actor": "Ben"},
        {"id": 2, "type": "message", "date": "2024-05-01T09:00:00", "date_unixtime": "1714546800",
         "from": "Ben", "from_id": "user77", "text": ["see ", {"type": "link", "text": "x"}]},
        {"id": 3, "type": "message", "date": "2024-05-01T09:05:00", "date_unixtime": "1714547100",
         "from": "Ines", "from_id": "user5", "text": "hello"},
    ],
}  # fmt: skip
TELEGRAM_ALL: Any = {"personal_information": {"user_id": 5}, "chats": {"list": [TELEGRAM]}}
SIGNAL = (
    '{"version":"1","backupTimeMs":"1714546800000"}\n'
    '{"recipient":{"id":"2","contact":{"e164":"44","profileGivenName":"Ben"}}}\n'
    '{"chat":{"id":"7","recipientId":"2"}}\n'
    '{"chatItem":{"chatId":"7","authorId":"2","dateSent":"1714546860000","incoming":{},'
    '"standardMessage":{"text":{"body":"hello"}}}}\n'
    '{"chatItem":{"chatId":"7","authorId":"1","dateSent":"1714546920000","outgoing":{},'
    '"standardMessage":{"text":{"body":"hi"}}}}\n'
)
SIGNAL_TEXT = "[2019-12-24, 12:23] Ben: hi\nmore\n[2019-12-24, 12:25] Me: hello\n"
SMS = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"3\">\n"
    '<sms address="+44" date="1714546800000" type="1" body="hi &#55357;&#56832;" contact_name="Ben" />\n'
    '<sms address="+44" date="1714546860000" type="2" body="yes" contact_name="Ben" />\n'
    '<mms date="1714546920000" msg_box="2" address="+44" contact_name="Ben"><parts>'
    '<part seq="1" ct="text/plain" text="look" /></parts></mms>\n'
    '<call number="+44" duration="60" date="1714550000000" type="1" contact_name="Ben" /></smses>\n'
)
