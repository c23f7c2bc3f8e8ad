from enum import Flag, auto
class P(Flag):
    R = auto()
    W = auto()
    X = auto()
rw = P.R | P.W
print(rw, P.R in rw, P.X in rw, list(rw))
