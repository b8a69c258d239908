"""A browser that notices what a page does: what runs, what is asked of strangers, and where it leads."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, Route

#: Notes whatever runs.
_HOOKS = """(() => {
  window.ran = [];
  window.hook = (token) => { window.ran.push(String(token)); };
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => window.hook(name);
})()"""
#: Follows what was put into a page to be followed.
_USE = "setTimeout(() => { document.querySelector('#go')?.click(); document.querySelector('#sent')?.submit(); })"
#: Looks at a page, and the milliseconds between two of them.
_LOOKS, _MOMENT = 10, 50


def hooked(browser: Browser, base: str, strangers: list[str], *, bypass: bool = True) -> BrowserContext:
    """A context that sees what runs and what is asked of strangers.

    Args:
        browser: Whose it is.
        base: The address of the site; what is elsewhere is a stranger's.
        strangers: Where the addresses of what is asked of strangers are added.
        bypass: Whether pages go by no policy.
    """
    context = browser.new_context(bypass_csp=bypass)
    context.add_init_script(_HOOKS)

    def seen(request: Request) -> None:
        if not request.url.startswith((base, "data:", "blob:", "about:")):
            strangers.append(request.url)

    def refuse(route: Route) -> None:
        strangers.append(route.request.url)
        route.abort()

    if bypass:
        context.on("request", seen)
    context.route(re.compile("evil"), refuse)  # it is not asked about what a policy has kept back
    return context


def acts(page: Page, strangers: list[str]) -> bool:
    """Whether something on a page runs, is asked of strangers, or leads away, if it is used and given a moment.

    Args:
        page: Of a ``hooked`` context.
        strangers: That context's list.
    """
    page.evaluate(_USE)
    for _look in range(_LOOKS):
        page.wait_for_timeout(_MOMENT)
        try:
            if strangers or page.evaluate("window.ran.length > 0 || document.baseURI.includes('evil')"):
                return True
        except Error:  # the page is on its way to another
            return True
    return False
