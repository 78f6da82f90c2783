#!/usr/bin/env python3

from threading import Barrier, Thread
from time import sleep

n, seconds, phases, barrier = 3, 0.1, 2, "on"  # barrier: "on" or "off"

def work(meeting, i):
    for phase in range(1, phases + 1):
        sleep(i * seconds)  # each at its own pace
        print("Hilo {} acaba la fase {}".format(i, phase))
        if barrier == "on":
            meeting.wait()

def main():
    meeting = Barrier(n)
    threads = []

    for i in range(1, n + 1):
        thread = Thread(target=work, args=(meeting, i))
        thread.start()
        threads.append(thread)

    for thread in threads:
        thread.join()

if __name__ == "__main__":
    main()
