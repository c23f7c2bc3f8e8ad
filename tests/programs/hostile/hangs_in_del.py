# So is this one.
class Clinging:
    def __del__(self):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
kept = Clinging()
x = 1
