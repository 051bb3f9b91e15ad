"""One file of every format, invented, and the day on which it is read."""

from datetime import UTC, datetime

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
EXAMPLES = {
    "tidy": TIDY,
    "contacts": CONTACTS,
    "daylio": DAYLIO,
    "howwefeel": HOWWEFEEL,
    "bearable": BEARABLE,
    "table": TABLE,
}
ANSWERS = {"tz": "Europe/Berlin", "mood_scale": "1..5"}
