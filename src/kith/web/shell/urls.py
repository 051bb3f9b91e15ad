"""Places that belong to no menu entry: first pages, settings, search, leaving."""

from django.urls import path

from kith.web.shell import drafts, help_now, leave, locked, search, settings_page, welcome

urlpatterns = [
    path("", welcome.home, name="home"),
    path("welcome/", welcome.recovery, name="welcome"),
    path("welcome/doors/", welcome.doors, name="doors"),
    path("welcome/exit/", welcome.about_exit, name="about_exit"),
    path("search/", search.search, name="search"),
    path("settings/", settings_page.settings_page, name="settings"),
    path("settings/passphrase/", settings_page.passphrase, name="passphrase"),
    path("help/", help_now.help_now, name="help"),
    path("away/", help_now.away, name="away"),
    path("unlock", locked.unlock, name="unlock"),
    path("lock", leave.lock, name="lock"),
    path("exit", leave.leave, name="exit"),
    path("alive", leave.alive, name="alive"),
    path("draft", drafts.keep, name="draft"),
]
