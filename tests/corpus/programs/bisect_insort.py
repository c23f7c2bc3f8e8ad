import bisect
keys = [1000, 2000, 3000]
at = bisect.bisect_left(keys, 2000)
bisect.insort(keys, 2500)
grade = 'FDCBA'[bisect.bisect([60, 70, 80, 90], 85)]
print(at, keys, grade)
