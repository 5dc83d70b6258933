"""Run in Rasa's environment: conversations are kept, read after a restart, forgotten and run out."""

from __future__ import annotations

import asyncio
import os

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.engine.trackers import LiveTrackerStore, Overtaken
from channels.line.keys import key_of


def slots() -> list[AnySlot]:
    return [AnySlot("region", [], initial_value=None, influence_conversation=False)]


def opened() -> LiveTrackerStore:
    return LiveTrackerStore(domain=Domain([], [], slots(), {}, [], {}, {}), host=None)


async def say(store: LiveTrackerStore, sender: str, region: str, at: float) -> None:
    tracker = await store.retrieve(sender) or DialogueStateTracker(sender, slots())
    for event in (SessionStarted(at), UserUttered("我在" + region, timestamp=at), SlotSet("region", region, at)):
        tracker.update(event)
    await store.save(tracker)


async def two_engines() -> None:
    """Each goes on where the other has stopped; one that was thought dead changes nothing any more."""
    one, other = opened(), opened()
    for store, said, answer in ((one, "m1", "一"), (other, "m2", "二"), (one, "m3", "三")):
        assert await store.begin("孙七", said) is None, "it is new"
        tracker = await store.retrieve("孙七") or DialogueStateTracker("孙七", slots())
        tracker.update(UserUttered("问" + said, message_id=said))
        tracker.update(BotUttered("答" + answer))
        await store.save(tracker)
    assert [said["text"] for said in await other.begin("孙七", "m3") or ()] == ["答三"], "said once, told twice"
    assert [said["text"] for said in await other.begin("孙七", "m1") or ()] == ["答一"]
    late = await one.retrieve("孙七")
    await say(other, "孙七", "舟山市", 3000.0)
    late.update(SlotSet("region", "兰溪市"))
    try:
        await one.save(late)
    except Overtaken:
        pass
    else:
        raise AssertionError("two engines would each have gone on")
    assert (await opened().retrieve("孙七")).get_slot("region") == "舟山市"
    await one.forget(key_of("孙七"))
    for store in (one, other):
        store.engine.dispose()


async def a_clock_put_back() -> None:
    """It was a day ahead when somebody began to talk, and is right again."""
    for region, at in (("安康市", 90_000.0), ("舟山市", 3600.0)):
        store = opened()
        await say(store, "周八", region, at)
    store = opened()
    tracker = await store.retrieve("周八")
    assert tracker and tracker.get_slot("region") == "舟山市", "what was said last counts, whatever the clock said"
    tracker.update(UserUttered("几点了", timestamp=3700.0))
    await store.save(tracker)
    again = await opened().retrieve("周八")
    assert again and [event.text for event in again.events if isinstance(event, UserUttered)][1:] == ["几点了"]
    await store.forget(key_of("周八"))
    store.engine.dispose()


async def story() -> None:
    await two_engines()
    await a_clock_put_back()
    store = opened()
    for sender, region, at in (("王五", "舟山市", 1000.0), ("王五", "兰溪市", 2000.0), ("赵六", "安康市", 2000.0)):
        await say(store, sender, region, at)
    store = opened()
    tracker = await store.retrieve("王五")
    assert tracker and tracker.get_slot("region") == "兰溪市", "what was committed is there after a restart"
    await store.forget(key_of("赵六"))
    assert await store.retrieve("赵六") is None
    await store.expire(1500.0)
    assert set(await store.keys()) == {"王五"}
    await say(store, "王五", "兰溪市", 2500.0)
    store.engine.dispose()


if __name__ == "__main__":
    assert os.environ["ENGINE_CONVERSATIONS"]
    asyncio.run(story())
    print("done")
