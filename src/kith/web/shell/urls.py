"""Places that belong to no menu entry: first pages, settings, search.

Help now, Exit, lock and unlock are answered by the room's gate before Django is asked
(`kith.web.room.gate`), so that they work whatever else is broken.
"""

from django.urls import path

from kith.web.shell import alive, drafts, phrase, search, settings_page, welcome

urlpatterns = [
    path("", welcome.home, name="home"),
    path("welcome/", phrase.words, name="welcome"),
    path("welcome/save/", phrase.save, name="phrase_save"),
    path("welcome/doors/", welcome.doors, name="doors"),
    path("welcome/exit/", welcome.about_exit, name="about_exit"),
    path("search/", search.search, name="search"),
    path("settings/", settings_page.settings_page, name="settings"),
    path("settings/passphrase/", settings_page.passphrase, name="passphrase"),
    path("settings/phrase/", phrase.make, name="phrase"),
    path("settings/phrase/mine/", phrase.have_mine, name="phrase_mine"),
    path("alive", alive.alive, name="alive"),
    path("draft", drafts.keep, name="draft"),
    path("draft/drop", drafts.drop, name="draft_drop"),
]
