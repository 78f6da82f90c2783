#!/usr/bin/env python3

from threading import BoundedSemaphore, Thread
from time import sleep

n, seconds, k = 3, 0.3, 2

def download(slots, i):
    with slots:
        print("Hilo {} empieza a descargar".format(i))
        sleep(seconds)
        print("Hilo {} ha descargado".format(i))

def main():
    slots = BoundedSemaphore(k)
    threads = []

    for i in range(n):
        thread = Thread(target=download, args=(slots, i))
        thread.start()
        threads.append(thread)

    for thread in threads:
        thread.join()

if __name__ == "__main__":
    main()
