import threading
out = []
def work(name):
    out.append([name])
t = threading.Thread(target=work, args=('a',))
t.start()
t.join()
print(out)
