#!/usr/bin/env python3

from threading import Lock, Thread

n, rounds, order = 3, 1, "same-hand"  # order: "same-hand" or "one-left-handed"

def dine(i, first, second):
    for _ in range(rounds):
        with first:
            with second:
                print("Filósofo {} come".format(i))

def main():
    forks = [Lock() for i in range(n)]
    philosophers = []

    for i in range(n):
        first, second = forks[i], forks[(i + 1) % n]  # right hand, then left
        if order == "one-left-handed" and i == n - 1:
            first, second = second, first
        name = "Filósofo {}".format(i)
        philosopher = Thread(name=name, target=dine, args=(i, first, second))
        philosopher.start()
        philosophers.append(philosopher)

    for philosopher in philosophers:
        philosopher.join()

    print("Todos han comido")

if __name__ == "__main__":
    main()
