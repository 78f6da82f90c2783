#!/usr/bin/env python3

from queue import Queue
from threading import Thread
from time import sleep

n, seconds = 10, 1

def owner(requests):
    balance = 0  # the resource: no other thread ever touches it
    while (request := requests.get()) is not None:
        i, reply = request
        sleep(seconds)
        balance += 10
        print("Petición del hilo {} atendida, saldo {}".format(i, balance))
        reply.put(balance)

def client(requests, i):
    print("Hilo {} pide ingresar 10".format(i))
    reply = Queue()
    requests.put((i, reply))
    balance = reply.get()
    print("Hilo {} sabe que el saldo es {}".format(i, balance))

def main():
    requests = Queue()
    bank = Thread(name="owner", target=owner, args=(requests, ))
    bank.start()
    clients = []

    for i in range(n):
        thread = Thread(target=client, args=(requests, i))
        thread.start()
        clients.append(thread)

    for thread in clients:
        thread.join()

    requests.put(None)  # no more requests
    bank.join()

if __name__ == "__main__":
    main()
