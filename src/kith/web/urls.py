"""Every place of the site. No name and no text of a person ever stands in an address."""

from django.urls import include, path

urlpatterns = [
    path("", include("kith.web.shell.urls")),
    path("today/", include("kith.web.today.urls")),
    path("people/", include("kith.web.people.urls")),
    path("impact/try/", include("kith.web.experiments.urls")),
    path("impact/", include("kith.web.insight.urls")),
    path("talk/", include("kith.web.conversations.urls")),
    path("practise/", include("kith.web.practise.urls")),
    path("boundaries/", include("kith.web.boundaries.urls")),
    path("plan/", include("kith.web.plan.urls")),
    path("questionnaires/", include("kith.web.questionnaires.urls")),
    path("share/", include("kith.web.share.urls")),
    path("keep/", include("kith.web.keep.urls")),
]
handler400 = "kith.web.shell.errors.bad_request"
handler403 = "kith.web.shell.errors.refused"
handler404 = "kith.web.shell.errors.not_found"
handler500 = "kith.web.shell.errors.broken"
