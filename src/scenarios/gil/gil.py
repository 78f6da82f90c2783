#!/usr/bin/env python3
# Without the GIL: run it with python3.13t or later.

from multiprocessing import Pool, Process
from threading import Thread
from time import perf_counter, thread_time

n, seconds = 2, 0.5

# Keeps a CPU busy for so many seconds of its time.
def crunch():
    end = thread_time() + seconds
    while thread_time() < end:
        pass

def in_a_row():
    for i in range(n):
        crunch()

def on_threads():
    threads = [Thread(target=crunch) for i in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def on_processes():
    processes = [Process(target=crunch) for i in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

def on_pool():
    pool = Pool(processes=n)
    results = [pool.apply_async(crunch) for i in range(n)]
    for result in results:
        result.get()
    pool.close()
    pool.join()

def measure(how, run):
    begun = perf_counter()
    run()
    ended = perf_counter()
    print("{}: {:.2f} segundos".format(how, ended - begun))

def main():
    measure("Uno tras otro", in_a_row)
    measure("Hilos", on_threads)
    measure("Procesos", on_processes)
    measure("Grupo de procesos", on_pool)

if __name__ == "__main__":
    main()
