import heapq
rows = [[3], [1], [2]]
print(heapq.nsmallest(2, rows), heapq.nlargest(1, rows))
print(list(heapq.merge([[1], [4]], [[2], [3]])))
heapq.heapify(rows)
print(rows[0])
