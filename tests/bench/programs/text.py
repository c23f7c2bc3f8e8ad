# Strings that are joined, cut and searched.
for turn in range(8):
    text = ''
    words = []
    for number in range(120):
        word = f'word{number}'
        text = text + word + ' '
        words.append(word)
        head = text[:20]
        tail = text[-20:]
        joined = ','.join(words[-5:])
        found = text.find(word)
print(len(text), joined, found)
