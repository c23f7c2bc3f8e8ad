import logging
class Keep(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []
    def emit(self, record):
        self.lines.append(record.getMessage())
log = logging.getLogger('corpus')
h = Keep()
log.addHandler(h)
log.warning('first %s', 'a')
log.removeHandler(h)
print(h.lines)
