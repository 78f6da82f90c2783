#!/usr/bin/env python3

from threading import Lock, Thread

n, increments, lock = 2, 1, "off"  # lock: "off" or "on"

counter = 0
mutex = Lock()

def increment():
    global counter
    for _ in range(increments):
        value = counter
        counter = value + 1  # forgets whatever was stored since the load

def increment_locked():
    global counter
    for _ in range(increments):
        with mutex:
            value = counter
            counter = value + 1

def main():
    target = increment_locked if lock == "on" else increment
    threads = []

    for i in range(n):
        thread = Thread(target=target)
        thread.start()
        threads.append(thread)

    for thread in threads:
        thread.join()

    print("El contador vale {}".format(counter))
    lost = n * increments - counter
    assert lost == 0, "incrementos perdidos: {}".format(lost)

if __name__ == "__main__":
    main()
