#!/usr/bin/env python3

from threading import Thread
from time import sleep, thread_time

n, seconds, work = 10, 5, "sleep"  # work: "sleep" or "cpu"

def snooze(i):
    print("Hilo {} durmiendo {} segundos".format(i, seconds))
    sleep(seconds)
    print("Hilo {} despierto".format(i))

def crunch(i):
    print("Hilo {} calculando {} segundos".format(i, seconds))
    compute(seconds)
    print("Hilo {} ha terminado".format(i))

# Keeps a CPU busy for so many seconds of its time.
def compute(seconds):
    end = thread_time() + seconds
    while thread_time() < end:
        pass

def main():
    target = crunch if work == "cpu" else snooze
    threads = []

    for i in range(n):
        thread = Thread(target=target, args=(i, ))
        thread.start()
        threads.append(thread)

    for thread in threads:
        thread.join()

if __name__ == "__main__":
    main()
