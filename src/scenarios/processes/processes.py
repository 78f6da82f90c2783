#!/usr/bin/env python3

from multiprocessing import Process
from time import sleep, thread_time

n, seconds, work = 10, 5, "sleep"  # work: "sleep" or "cpu"

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
    processes = []

    for i in range(n):
        process = Process(target=target, args=(i, ))
        process.start()
        processes.append(process)

    for process in processes:
        process.join()

if __name__ == "__main__":
    main()
