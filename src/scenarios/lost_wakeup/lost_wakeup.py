#!/usr/bin/env python3

from threading import Condition, Thread

n, predicate = 1, "off"  # predicate: "off" or "on"

news = Condition()
ready = False

def wait(i):
    with news:
        news.wait()  # and if it has been said already?
        print("Hilo {} se ha enterado".format(i))

def wait_until_ready(i):
    with news:
        while not ready:
            news.wait()
        print("Hilo {} se ha enterado".format(i))

def notify():
    global ready
    with news:
        ready = True
        news.notify_all()  # wakes those who wait now; nobody keeps it for later

def main():
    target = wait_until_ready if predicate == "on" else wait
    threads = [Thread(target=target, args=(i, )) for i in range(n)]
    threads.append(Thread(target=notify))

    for thread in threads:
        thread.start()

    for thread in threads:
        thread.join()

if __name__ == "__main__":
    main()
