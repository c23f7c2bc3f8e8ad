def fail(x):
    local = [x]
    raise RuntimeError('kept')
caught = None
try:
    fail('data')
except RuntimeError as e:
    caught = e
tb = caught.__traceback__
frame = tb.tb_next.tb_frame
print(frame.f_locals['local'])
del frame, tb
caught = caught.with_traceback(None)
print(caught.__traceback__)
