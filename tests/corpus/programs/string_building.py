parts = []
for n in range(4):
    parts.append(f'item{n}')
text = ', '.join(parts)
upper = text.upper()
words = upper.split(', ')
print(text, words, text is upper)
