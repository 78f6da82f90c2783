#!/usr/bin/env python3

from collections import deque
from threading import Condition, Thread

capacity, producers, consumers, items, loop = 1, 1, 2, 2, "if"  # loop: "if" or "while"

buffer = deque()  # touched with changed held only
changed = Condition()

def wait_until(possible):
    if loop == "while":
        while not possible():
            changed.wait()
    elif not possible():
        changed.wait()  # and trusts that nobody was faster

def put(item):
    with changed:
        wait_until(lambda: len(buffer) < capacity)
        buffer.append(item)
        changed.notify_all()

def take():
    with changed:
        wait_until(lambda: len(buffer) > 0)
        item = buffer.popleft()
        changed.notify_all()
        return item

def produce(first):
    for item in range(first, items, producers):
        put(item)

def consume(i):
    for _ in range(i, items, consumers):
        item = take()
        print("Consumidor {} toma {}".format(i, item))

def main():
    threads = [Thread(target=consume, args=(i, )) for i in range(consumers)]
    threads += [Thread(target=produce, args=(i, )) for i in range(producers)]

    for thread in threads:
        thread.start()

    for thread in threads:
        thread.join()

    left = len(buffer)
    assert left == 0, "quedaron sin tomar: {}".format(left)

if __name__ == "__main__":
    main()
