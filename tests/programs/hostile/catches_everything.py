# Takes KeyboardInterrupt and SystemExit for a reason to go on.
while True:
    try:
        while True:
            x = 1
    except BaseException:
        pass
