#!/usr/bin/env python3

from threading import Lock, Thread

n, amount, lock = 2, 60, "off"  # lock: "off" or "on"

balance = 100
mutex = Lock()

def withdraw(i):
    global balance
    if balance >= amount:
        balance -= amount  # but is there still enough?
        print("Hilo {} saca {}".format(i, amount))

def withdraw_locked(i):
    with mutex:
        withdraw(i)

def main():
    target = withdraw_locked if lock == "on" else withdraw
    threads = []

    for i in range(n):
        thread = Thread(target=target, args=(i, ))
        thread.start()
        threads.append(thread)

    for thread in threads:
        thread.join()

    print("Quedan {}".format(balance))
    assert balance >= 0, "saldo negativo: {}".format(balance)

if __name__ == "__main__":
    main()
