import threading
local = threading.local()
local.x = ['main']
seen = []
def work():
    local.x = ['thread']
    seen.append(local.x)
t = threading.Thread(target=work)
t.start()
t.join()
print(local.x, seen)
