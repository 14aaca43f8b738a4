"""The composition root: settings in, the whole web side out."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from app import __version__, api, handlers, middleware, pages
from app.assets import Assets
from app.attempts import Attempts
from app.catalog import Catalog
from app.database import connect, migrate, sessions
from app.dispatch import Dispatcher
from app.drafts import Drafts
from app.learners import LearnerMiddleware
from app.public_cases import PublicCases
from app.services import Services
from app.settings import ROOT, Settings
from app.supervisor import Supervisor
from app.templating import Templates

DATABASE_THREADS = 24  # and 40 of Starlette's: as many as the engine has connections


def create_app(settings: Settings | None = None) -> FastAPI:
    """The app for these settings. It starts a judge of its own unless told that one runs elsewhere."""
    settings = settings or Settings.load()
    settings.prepare()
    engine = connect(settings.database_url)
    attempts = Attempts(sessions(engine))
    supervisor = Supervisor(settings) if settings.judge == "child" else None
    dispatcher = Dispatcher(settings, attempts, supervisor)
    assets = Assets(ROOT / "static")

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # By the number of cores there would be few threads, and writers that wait for a lock would keep readers out.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(DATABASE_THREADS, "database"))
        if supervisor is not None:
            supervisor.start()  # first: it has torch to import while the rest gets ready
        migrate(engine)
        await dispatcher.start()
        yield
        await dispatcher.stop()
        if supervisor is not None:
            await supervisor.stop()
        engine.dispose()

    app = FastAPI(
        title="Torchyard",
        version=__version__,
        summary="A practice yard for PyTorch.",
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,  # the ready-made pages load scripts from elsewhere
        redoc_url=None,
    )
    app.state.services = Services(
        settings=settings,
        engine=engine,
        catalog=Catalog(settings.problems),
        attempts=attempts,
        drafts=Drafts(sessions(engine)),
        dispatcher=dispatcher,
        public_cases=PublicCases(dispatcher.link),
        assets=assets,
        templates=Templates(ROOT / "templates", assets, dispatcher, settings, __version__),
    )
    app.include_router(api.router)
    app.include_router(pages.router)
    app.mount("/static", assets)
    handlers.install(app)
    # The last one added is the first one a request meets.
    app.add_middleware(LearnerMiddleware, mode=settings.learners)
    app.add_middleware(
        middleware.BodyLimit,
        limit=settings.max_body,
        refuse=lambda size: api.too_large(size, settings.max_source_kib),
    )
    app.add_middleware(middleware.SameOrigin)
    app.add_middleware(middleware.KnownHost, hosts=settings.hosts)
    app.add_middleware(middleware.Errors, render=handlers.render_error)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=6)
    app.add_middleware(middleware.SecurityHeaders)
    return app
