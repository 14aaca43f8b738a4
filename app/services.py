"""What the routes work with, made once by `create_app`."""

from dataclasses import dataclass
from typing import cast

from sqlalchemy import Engine
from starlette.requests import HTTPConnection

from app.assets import Assets
from app.attempts import Attempts
from app.catalog import Catalog, Problem
from app.dispatch import Dispatcher
from app.drafts import Drafts
from app.errors import NotFound
from app.public_cases import PublicCases
from app.settings import Settings
from app.templating import Templates


@dataclass(frozen=True)
class Services:
    """Everything behind the pages and the API."""

    settings: Settings
    engine: Engine
    catalog: Catalog
    attempts: Attempts
    drafts: Drafts
    dispatcher: Dispatcher
    public_cases: PublicCases
    assets: Assets
    templates: Templates

    def problem(self, slug: str) -> Problem:
        """The problem of this name, or an error that knows similar ones."""
        try:
            return self.catalog[slug]
        except KeyError:
            close = self.catalog.resembling(slug)
            hint = f" Did you mean {close[0].slug}?" if close else ""
            raise NotFound(
                f"No problem is called {slug[:80]}.{hint}",
                code="unknown_problem",
                title=f"No problem is called {slug[:80]}",
                suggestions=[(problem.title, problem.url) for problem in close],
            ) from None


def services_of(request: HTTPConnection) -> Services:
    """The services of the app that got this request."""
    return cast(Services, request.app.state.services)
