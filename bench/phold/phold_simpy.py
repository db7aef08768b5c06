"""PHOLD on SimPy 2 (SimPy.Simulation):  phold_simpy.py N M EVENTS DRAWS

DRAWS is a file written by `phold N M EVENTS --draws`: Python should be timed at simulating, not at Philox.
Each pending event is a process that holds until its time, as SimPy's manual would have it.
"""
import array
import resource
import sys
import time

from SimPy.Simulation import Process, Simulation, hold

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


def main():
    n, m, n_event = (int(x) for x in sys.argv[1:4])
    draws = array.array("q")
    with open(sys.argv[4], "rb") as file:
        draws.frombytes(file.read())
    n_hop, starts, hops = draws[0], draws[1:1 + n * m], draws[1 + n * m:]
    count, digest = [0] * n, [0] * n

    class Done(Exception):
        pass

    class Traveller(Process):
        def travel(self, at, start):
            left = self.sim
            yield hold, self, start
            while True:
                now = int(left.now())
                k = count[at]
                count[at] = k + 1
                digest[at] = ((digest[at] ^ now) * GOLDEN) & MASK
                place = 2 * (k * n + at)
                delay, at = hops[place], hops[place + 1]
                left.n_left -= 1
                if left.n_left == 0:
                    left.stopSimulation()
                yield hold, self, delay

    simulation = Simulation()
    simulation.initialize()
    simulation.n_left = n_event
    for i in range(n):
        for k in range(m):
            traveller = Traveller(sim=simulation)
            simulation.activate(traveller, traveller.travel(i, starts[i * m + k]))
    begin = time.process_time()
    simulation.simulate(until=1 << 62)
    cpu = time.process_time() - begin
    if max(count) > n_hop:
        sys.exit("a process ran out of draws")
    total = 0
    for i in range(n):
        total = (total * GOLDEN + digest[i] + count[i]) & MASK
    print(f"phold n={n} m={m} events={n_event} cpu_s={cpu:.3f} rate={n_event / cpu:.0f} "
          f"rss_kb={resource.getrusage(resource.RUSAGE_SELF).ru_maxrss} digest={total:016x} queue_bytes=0")


main()
