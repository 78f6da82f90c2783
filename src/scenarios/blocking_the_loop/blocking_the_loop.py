#!/usr/bin/env python3

import asyncio
import time

n, seconds, blocking = 3, 0.4, "on"  # blocking: "on" or "off"

async def heartbeat(pause):
    while True:
        print("Latido")
        await asyncio.sleep(pause)

async def nap(i):
    await asyncio.sleep(seconds)  # only this coroutine
    print("Corrutina {} despierta".format(i))

async def blocking_nap(i):
    time.sleep(seconds)  # the thread, and the loop with it
    print("Corrutina {} despierta".format(i))

async def nap_all():
    heart = asyncio.create_task(heartbeat(seconds / 4))
    target = blocking_nap if blocking == "on" else nap
    tasks = []

    for i in range(n):
        task = asyncio.create_task(target(i))
        tasks.append(task)

    await asyncio.wait(tasks)
    heart.cancel()

def main():
    asyncio.run(nap_all())

if __name__ == "__main__":
    main()
