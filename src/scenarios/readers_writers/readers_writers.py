#!/usr/bin/env python3

from threading import Lock, Thread
from time import sleep

n, seconds, reads, fair = 2, 0.2, 3, "off"  # fair: "off" or "on"

class Page:
    def __init__(self):
        self.turnstile = Lock()  # when fair: a writer who waits closes it behind the readers inside
        self.mutex = Lock()      # of the two counts
        self.room = Lock()       # held by the readers together, or by a writer
        self.readers = self.reads = 0

def read(page, i):
    for _ in range(reads):
        if fair == "on":
            page.turnstile.acquire()
            page.turnstile.release()
        with page.mutex:
            page.readers += 1
            if page.readers == 1:
                page.room.acquire()  # the first one in, for all
            page.reads += 1

        print("Lector {} lee".format(i))
        sleep(seconds)

        with page.mutex:
            page.readers -= 1
            if page.readers == 0:
                page.room.release()  # the last one out

def write(page):
    with page.mutex:
        before = page.reads

    if fair == "on":
        page.turnstile.acquire()
    with page.room:
        passed = page.reads - before
        print("El escritor escribe: se le colaron {}".format(passed))
    if fair == "on":
        page.turnstile.release()

def main():
    page = Page()
    threads = []

    for i in range(n):
        reader = Thread(target=read, args=(page, i))
        reader.start()
        threads.append(reader)
        sleep(seconds / n)  # so that they do not all leave at once

    writer = Thread(name="writer", target=write, args=(page, ))
    writer.start()
    threads.append(writer)

    for thread in threads:
        thread.join()

if __name__ == "__main__":
    main()
