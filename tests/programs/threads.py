# Threads that hand a baton on: who runs when is settled by locks, so that every run is the same.
import sys
import threading

sys.setswitchinterval(1000)


class Baton:
    def __init__(self, runners):
        self.locks = [threading.Lock() for _ in range(runners)]
        for lock in self.locks:
            lock.acquire()


baton = Baton(3)
log = []
shared = ['shared']


def runner(place, mine, other):
    own = [place]
    log.append(own)
    baton.locks[other].release()
    baton.locks[mine].acquire()
    kept = shared
    pair = (own, kept)
    del own
    baton.locks[other].release()
    baton.locks[mine].acquire()
    del pair
    log.append(kept)


first = threading.Thread(target=runner, args=('first'.upper() + '!', 1, 0))
first.start()
baton.locks[0].acquire()
second = threading.Thread(target=runner, args=('second'.upper() + '!', 2, 0))
second.start()
baton.locks[0].acquire()
extra = shared
baton.locks[1].release()
baton.locks[0].acquire()
extra = None
baton.locks[2].release()
baton.locks[0].acquire()
baton.locks[1].release()
first.join()
baton.locks[2].release()
second.join()
del first
last = log.pop()
print(len(log), last)
