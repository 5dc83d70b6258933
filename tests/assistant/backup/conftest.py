"""An office that has worked for a while, with something in every store and in every part of the data folder."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from sqlalchemy import func, insert, inspect, select

from assistant.backup.stores import EVENTS, Places, Store
from assistant.settings import Settings
from channels.contract.events import Accepted
from channels.line import tally
from channels.line.callbacks import CallBacks
from channels.line.changes import Changes
from channels.line.tally import Outcome, Turn, Way
from channels.line.transcripts import Transcripts
from channels.roles import Role
from channels.staff.accounts import add_account, find_account
from channels.staff.second_factor import give_code
from channels.staff.sessions import open_session
from knowledge.records.database import connected, open_database
from knowledge.records.faqs.door import Door
from knowledge.records.importing import import_file
from knowledge.records.jobs.job import JobKind
from knowledge.records.jobs.queue import Queue
from tests.knowledge.records.faqs.conftest import ANNA, faq

ADMIN, PASSWORD, PHONE = "主任", "窗口边的桂花八月开了", "13800138000"
SAID = 1_790_000_000_000  # milliseconds since 1970


def work(settings: Settings) -> str:
    """The secret of the admin's second factor."""
    database = open_database(settings.database)
    file = settings.data_dir / "驿站.csv"
    file.write_text("id,name,city,lng,lat,coord_sys\n1,甲,兰溪市,119.46,29.21,gcj02\n2,乙,兰溪市,,,\n", "utf-8")
    import_file(database, "stations", file, by=ANNA)
    Door(database).draft(faq(), ANNA, base=0)
    Door(database).publish("bed", ANNA)
    Queue(database, settings.wake).ask(JobKind.TRAIN, ANNA)
    add_account(database, ADMIN, Role.ADMIN, PASSWORD)
    secret, _ = give_code(database, ADMIN)
    open_session(database, find_account(database, ADMIN))
    database.dispose()
    talk(settings)
    for path in ("versions/v1/manifest.json", "versions/current", "columns.json", "jobs/files/abc/问答.csv"):
        (settings.data_dir / path).parent.mkdir(parents=True, exist_ok=True)
        (settings.data_dir / path).write_text(path, "utf-8")
    return secret


def talk(settings: Settings) -> None:
    with closing(Transcripts(settings.lines_database, days=1)) as kept:
        kept.append("one", Accepted(at=SAID, id="message-1", text="失业金😀"))
        tally.count(kept, "one", Turn(SAID, SAID, Outcome.ANSWERED, "兰溪市", ""), [("bed", Way.TOLD)])
        CallBacks(kept, Changes(), days=7).add("one", SAID, PHONE, "请回电")
    database = connected(settings.conversations, "DATABASE_URL")
    EVENTS.metadata.create_all(database)
    slot = json.dumps({"event": "slot", "name": "region", "value": "兰溪市"})
    with database.begin() as connection:
        connection.execute(
            insert(EVENTS).values(sender_id="王五", type_name="slot", timestamp=1790000000.123, data=slot)
        )
    database.dispose()


def counted(places: Places) -> dict[str, int]:
    """How many rows there are of each table."""
    counts = {}
    for store in Store:
        database = connected(places.of(store), "DATABASE_URL")
        with database.connect() as connection:
            known = inspect(connection).get_table_names()
            for table in store.tables:
                rows = connection.scalar(select(func.count()).select_from(table)) if table.name in known else 0
                counts[table.name] = rows or 0
        database.dispose()
    return counts


def in_folder(folder: Path, url: str | None = None) -> Settings:
    folder.mkdir(exist_ok=True)
    return Settings(data_dir=folder, database_url=url)
