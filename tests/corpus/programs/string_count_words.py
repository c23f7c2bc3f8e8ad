text = 'the cat and the hat and the bat'
count = {}
for word in text.split():
    count[word] = count.get(word, 0) + 1
top = max(count, key=count.get)
print(top, count)
