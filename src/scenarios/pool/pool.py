#!/usr/bin/env python3

from multiprocessing import Pool
from time import sleep, thread_time

n, seconds, workers, work = 10, 5, 2, "sleep"  # work: "sleep" or "cpu"

def snooze(i):
    print("Proceso {} durmiendo {} segundos".format(i, seconds))
    sleep(seconds)
    print("Proceso {} despierto".format(i))

def crunch(i):
    print("Proceso {} calculando {} segundos".format(i, seconds))
    compute(seconds)
    print("Proceso {} ha terminado".format(i))

# Keeps a CPU busy for so many seconds of its time.
def compute(seconds):
    end = thread_time() + seconds
    while thread_time() < end:
        pass

def main():
    target = crunch if work == "cpu" else snooze
    pool = Pool(processes=workers)
    results = []

    for i in range(n):
        result = pool.apply_async(target, (i, ))
        results.append(result)

    for result in results:
        result.get()

    pool.close()
    pool.join()

if __name__ == "__main__":
    main()
