#!/usr/bin/env python3
# For Python 3.4 to 3.10: 3.11 removed @asyncio.coroutine, and async def does its work.

import asyncio

n, seconds = 10, 5

@asyncio.coroutine
def snooze(i):
    print("Corrutina {} durmiendo {} segundos".format(i, seconds))
    yield from asyncio.sleep(seconds)
    print("Corrutina {} despierta".format(i))

def main():

    loop = asyncio.get_event_loop()
    tasks = []

    for i in range(n):
        task = asyncio.ensure_future(snooze(i))
        tasks.append(task)

    loop.run_until_complete(asyncio.wait(tasks))
    loop.close()

if __name__ == "__main__":
    main()
