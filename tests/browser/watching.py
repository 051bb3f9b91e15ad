"""Watch a page while somebody walks: errors, refused content, lost requests, other hosts."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

WEATHER = "weather.example"  # the site that walks set for Exit; a small server of the tests
NOWHERE = "nowhere.example"  # a site that nothing reaches; a browser sent there shows its own error
STATUS_LINE = "Failed to load resource: the server responded with a status of 4"
LOST_LINE = "Failed to load resource: net::ERR_"  # each is looked at below, by its request
STYLE_LINE = "Applying inline style violates"  # axe tries one on the page while it looks
# on a busy machine the lock is quicker than its own answer
LOCKED = ("net::ERR_EMPTY_RESPONSE", "net::ERR_CONNECTION_RESET")
# What a script asks again when it falls between room and door. One that is lost and then answered
# is understood; one that is never answered is broken.
ASKED_AGAIN = ("/still", "/away/")
SENT_AT_THE_DOOR = ("/unlock", "/create", "/recover")
REFUSED = "net::ERR_CONNECTION_REFUSED"  # nothing listens: the walk has stopped Kith
NO_LONGER_HERE = ("/alive", "/draft")
GONE_AWAY = "net::ERR_ABORTED"  # the page was left while something was still loading
looked_at_by_axe: set[BrowserContext] = set()


def watch(context: BrowserContext, broken: list[str]) -> None:
    """Write into `broken` whatever a walk may not meet."""
    again: dict[str, list[str]] = {}

    def heard(message: ConsoleMessage) -> None:
        # The status of each answer is looked at below, by what was asked for.
        axes = context in looked_at_by_axe and message.text.startswith(STYLE_LINE)
        known = axes or message.text.startswith((STATUS_LINE, LOST_LINE))
        if message.type in ("error", "warning") and not known:
            broken.append(f"console: {message.text}")

    def asked(request: Request) -> None:
        host = urlsplit(request.url).hostname or ""
        ours = host == "localhost" or host.endswith(".localhost")
        looks_first = host in (WEATHER, NOWHERE) and request.method == "HEAD"
        leaving = looks_first or (host == WEATHER and request.is_navigation_request())
        if request.url.startswith("http") and not ours and not leaving:
            broken.append(f"asked another host: {request.url}")

    def lost(request: Request) -> None:
        if is_understood(request):
            return
        told = f"lost: {request.method} {request.url} {request.failure}"
        broken.append(told)
        again.setdefault(request.url, []).extend([told] * request.url.endswith(ASKED_AGAIN))

    def answered(response: Response) -> None:
        # A page may say "not like this" with 4xx, also one that the door gives to its own script.
        kind, at = response.request.resource_type, urlsplit(response.url).path
        page = kind == "document" or at in SENT_AT_THE_DOOR
        answered_now = again.pop(response.url, [])
        broken[:] = [told for told in broken if told not in answered_now]
        # A room that is ending, and the door after it, know nobody.
        locked = response.status == 401 and response.url.endswith(NO_LONGER_HERE)
        if response.status >= 500 or (response.status >= 400 and not page and not locked):
            broken.append(f"{response.status}: {response.request.method} {response.url}")

    context.on("console", heard)
    context.on("weberror", lambda error: broken.append(f"script: {error.error}"))
    context.on("request", asked)
    context.on("requestfailed", lost)
    context.on("response", answered)


def is_understood(request: Request) -> bool:
    """Say whether a request was lost for a reason that is no fault."""
    # What was on its way when the room ended: the exit itself, "I am here", a draft.
    locked = request.url.endswith(("/exit", *NO_LONGER_HERE)) and request.failure in LOCKED
    stopped = request.failure == REFUSED and not request.is_navigation_request()
    nowhere = urlsplit(request.url).hostname == NOWHERE and request.method == "HEAD"
    return request.failure == GONE_AWAY or locked or stopped or nowhere


def said_by(page: Page) -> str:
    """Return everything that a page shows, its title included."""
    return page.title() + "\n" + page.locator("body").inner_text()
