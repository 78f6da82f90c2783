#!/usr/bin/env python3
# The chapter gave coroutines to asyncio.wait and ran the loop itself. Since Python 3.11 wait takes
# tasks only, and asyncio.run makes, runs and closes the loop.

import asyncio

n, seconds = 10, 5

async def snooze(i):
    print("Corrutina {} durmiendo {} segundos".format(i, seconds))
    await asyncio.sleep(seconds)
    print("Corrutina {} despierta".format(i))

async def snooze_all():
    tasks = []

    for i in range(n):
        task = asyncio.create_task(snooze(i))
        tasks.append(task)

    await asyncio.wait(tasks)

def main():
    asyncio.run(snooze_all())

if __name__ == "__main__":
    main()
