#!/usr/bin/env python3

import asyncio

seconds, timeout = 0.5, 0.2

async def download(i):
    print("Descarga {}: empieza".format(i))
    try:
        await asyncio.sleep(seconds)
        print("Descarga {}: completa".format(i))
    except asyncio.CancelledError:
        print("Descarga {}: borra lo que tenía".format(i))
        raise

async def cancel_and_wait():
    task = asyncio.create_task(download(1))
    await asyncio.sleep(timeout)
    task.cancel()  # asks; it happens at the task's await
    try:
        await task
    except asyncio.CancelledError:
        print("La descarga 1 se canceló")

async def wait_with_timeout():
    try:
        await asyncio.wait_for(download(2), timeout)
    except asyncio.TimeoutError:
        print("La descarga 2 tardaba demasiado")

def main():
    asyncio.run(cancel_and_wait())
    asyncio.run(wait_with_timeout())

if __name__ == "__main__":
    main()
