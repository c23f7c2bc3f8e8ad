import io
from contextlib import closing, redirect_stdout
buffer = io.StringIO()
with redirect_stdout(buffer):
    print('captured')
class Door:
    closed = False
    def close(self):
        self.closed = ['yes']
with closing(Door()) as door:
    state = door.closed
print(buffer.getvalue(), state, door.closed)
