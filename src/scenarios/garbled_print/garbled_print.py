#!/usr/bin/env python3

from threading import Lock, Thread

n, lock = 2, "off"  # lock: "off" or "on"

def wake(screen, i):
    print("Hilo {} despierto".format(i))  # the text, then the newline

def wake_locked(screen, i):
    with screen:
        print("Hilo {} despierto".format(i))

def main():
    target = wake_locked if lock == "on" else wake
    screen = Lock()
    threads = []

    for i in range(n):
        thread = Thread(target=target, args=(screen, i))
        thread.start()
        threads.append(thread)

    for thread in threads:
        thread.join()

if __name__ == "__main__":
    main()
