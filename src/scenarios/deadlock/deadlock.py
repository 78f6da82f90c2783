#!/usr/bin/env python3

from threading import Lock, Thread

order = "opposite"  # or "same"

def work(i, first, second):
    with first:
        with second:  # has one, waits for the other
            print("Hilo {} tiene los dos cerrojos".format(i))

def main():
    first, second = Lock(), Lock()

    one = Thread(target=work, args=(1, first, second))
    if order == "opposite":
        first, second = second, first
    two = Thread(target=work, args=(2, first, second))

    one.start()
    two.start()
    one.join()
    two.join()
    print("Los dos han terminado")

if __name__ == "__main__":
    main()
